import type { PictureNews, PictureOrder, PictureStreams } from '../messages.ts';
import { Composer } from './composer.ts';
import { PersonModel } from './person-model.ts';
import { treatEach } from './treat-each.ts';

// A thread of its own: a page that lies behind others is slowed down, this one is not.

const REPORT_EVERY_MS = 1_000;
/** As often as pictures are asked for that come one by one. */
const DUE_EVERY_MS = 40;
/** One that has taken longer to come was asked for before the page slept. */
const MOST_UNDER_WAY_MS = 500;

// The runtime says on the console how it goes; what fails comes as an error.
for (const kind of ['log', 'info', 'warn', 'error', 'debug'] as const) console[kind] = () => {};

interface Open {
  hasBegun: boolean;
  size: { readonly width: number; readonly height: number } | null;
  readonly stop: () => void;
  /** All that was taken is given back. Never rejects. */
  readonly ended: Promise<void>;
}

const open = new Map<number, Open>();
const pace = { pictures: 0, busyMs: 0, since: performance.now() };
const loading = PersonModel.load().then((model) => new Composer(model));
loading.then(
  () => tell({ news: 'ready' }),
  () => tell({ news: 'failed' }),
);

self.onmessage = async ({ data }: MessageEvent<PictureOrder>) => {
  if (data.order === 'close') return close(data.id);
  if (data.order === 'end') {
    const last = [...open.values()].map(({ ended }) => ended);
    for (const id of open.keys()) close(id);
    await Promise.all(last);
    return self.close();
  }
  if (data.order === 'open') begin(data.id, data.streams);
  const composer = await loading.catch(() => null);
  if (composer === null) return;
  if (data.order === 'backdrop') composer.setBackdrop(data.backdrop);
  else if (data.order === 'lighter') composer.lighter();
  else if (data.order === 'treat') treatOne(composer, data);
};

function begin(id: number, streams: PictureStreams | null): void {
  if (streams) {
    const scope = new AbortController();
    const ended = treatStream(id, streams, scope.signal);
    open.set(id, { hasBegun: false, size: null, stop: () => scope.abort(), ended });
  } else {
    const timer = setInterval(() => tell({ news: 'due', id, dueAt: performance.now() }), DUE_EVERY_MS);
    open.set(id, { hasBegun: false, size: null, stop: () => clearInterval(timer), ended: Promise.resolve() });
  }
}

function close(id: number): void {
  open.get(id)?.stop();
  open.delete(id);
}

async function treatStream(id: number, streams: PictureStreams, signal: AbortSignal): Promise<void> {
  const composer = await loading.catch(() => null);
  const treat = (frame: VideoFrame) => composer && treatedFrame(composer, id, frame);
  await treatEach(streams, { treat, sent: () => tellBegun(id), signal });
}

function treatedFrame(composer: Composer, id: number, frame: VideoFrame): VideoFrame | null {
  const { displayWidth: width, displayHeight: height, timestamp } = frame;
  try {
    return timed(() => {
      const canvas = composer.compose({ source: frame, width, height });
      if (canvas === null) return null;
      tellSized(id, canvas);
      return frameOf(composer.pixels(), timestamp);
    });
  } catch {
    tell({ news: 'failed' });
    return null;
  }
}

/**
 * With the colours of a camera. A frame that is made of the canvas itself has those of a screen, which Chromium sends as
 * they are and tells in a header extension that no server here negotiates: at the far end all would be too bright.
 */
function frameOf({ data, width, height }: ImageData, timestamp: number): VideoFrame {
  return new VideoFrame(data, {
    format: 'RGBX',
    codedWidth: width,
    codedHeight: height,
    timestamp,
    colorSpace: { primaries: 'smpte170m', transfer: 'smpte170m', matrix: 'smpte170m', fullRange: false },
  });
}

function treatOne(composer: Composer, { id, picture, dueAt }: Extract<PictureOrder, { order: 'treat' }>): void {
  try {
    const { width, height } = picture;
    const begun = Math.max(dueAt, performance.now() - MOST_UNDER_WAY_MS);
    const canvas = open.has(id) ? timed(() => composer.compose({ source: picture, width, height }), begun) : null;
    const treated = canvas?.transferToImageBitmap() ?? null;
    if (treated) tellSized(id, treated);
    tell({ news: 'treated', id, picture: treated }, treated ? [treated] : []);
    if (treated) tellBegun(id);
  } catch {
    tell({ news: 'failed' });
  } finally {
    picture.close();
  }
}

function timed<T>(act: () => T, start = performance.now()): T {
  const done = act();
  const now = performance.now();
  pace.pictures += 1;
  pace.busyMs += now - start;
  if (now - pace.since >= REPORT_EVERY_MS) {
    tell({ news: 'pace', pictures: pace.pictures, busyMs: pace.busyMs });
    Object.assign(pace, { pictures: 0, busyMs: 0, since: now });
  }
  return done;
}

function tellSized(id: number, { width, height }: { readonly width: number; readonly height: number }): void {
  const one = open.get(id);
  if (!one || (one.size?.width === width && one.size.height === height)) return;
  one.size = { width, height };
  tell({ news: 'sized', id, width, height });
}

function tellBegun(id: number): void {
  const one = open.get(id);
  if (!one || one.hasBegun) return;
  one.hasBegun = true;
  tell({ news: 'began', id });
}

function tell(news: PictureNews, transfer: Transferable[] = []): void {
  postMessage(news, { transfer });
}
