import type { Onlooker } from '../support/media/figure.ts';

// Runs in every page before the page's own code. Looks at every frame that is shown, for what must never be, and keeps
// the thread that treats pictures from being judged by how busy the test's machine is.

const WIDTH = 160;
const HEIGHT = 90;
/** Of a channel: stripes that are blurred, or covered, are nearly grey. */
const STRIPE = 80;
/** Of the corners, as a part of all of them. */
const MANY = 0.2;

const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
const watched = new WeakSet<HTMLVideoElement>();
const NOTHING_SEEN = { frames: 0, raw: 0, figures: 0, fastest: 0 };
const seen = { ...NOTHING_SEEN };
const SPAN_MS = 5_000;
/** When frames of the last span were shown, since they were forgotten. */
let shown: number[] = [];
let since = performance.now();

function look(video: HTMLVideoElement): void {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || !video.isConnected) return;
  context.drawImage(video, 0, 0, WIDTH, HEIGHT);
  const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
  const at = (x: number, y: number) =>
    [...data.slice(4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3)] as [number, number, number];
  let stripes = 0;
  let all = 0;
  for (let y = 8; y < 30; y++) {
    for (let x = 6; x < WIDTH - 6; x++) {
      if (x > 30 && x < WIDTH - 30) continue;
      const [red, green, blue] = at(x, y);
      all += 1;
      if (Math.abs(green - (red + blue) / 2) > STRIPE) stripes += 1;
    }
  }
  const [red, green, blue] = at(WIDTH / 2 - 8, Math.round(HEIGHT * 0.46));
  seen.frames += 1;
  count();
  if (stripes > all * MANY) seen.raw += 1;
  if (red > 150 && red > green + 25 && green > blue + 10) seen.figures += 1;
}

function count(): void {
  const now = performance.now();
  shown = [...shown.filter((at) => at > now - SPAN_MS), now];
  if (now - since > SPAN_MS) seen.fastest = Math.max(seen.fastest, (shown.length * 1_000) / SPAN_MS);
}

function watch(video: HTMLVideoElement): void {
  if (watched.has(video)) return;
  watched.add(video);
  const next = () => {
    look(video);
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
}

// Before it has got anything to show.
new MutationObserver(() => {
  for (const video of document.querySelectorAll<HTMLVideoElement>('video[data-source="camera"]')) watch(video);
}).observe(document, { childList: true, subtree: true });

let cameras = 0;
// The empty page before the first one has no devices.
const { mediaDevices } = navigator as Partial<Navigator>;
if (mediaDevices) {
  const take = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const taken = await take(constraints);
    cameras += taken.getVideoTracks().length;
    return taken;
  };
}

let tellSlow: (() => void) | null = null;
const RealWorker = Worker;
globalThis.Worker = class extends RealWorker {
  override set onmessage(hear: ((event: MessageEvent) => void) | null) {
    super.onmessage = (event: MessageEvent) => event.data?.news !== 'pace' && hear?.(event);
    tellSlow = () => hear?.(new MessageEvent('message', { data: { news: 'pace', pictures: 60, busyMs: 6_000 } }));
  }
};

/** The badge on the figure's chest, in pixels of the frame as it arrived. */
function badge(): { width: number; height: number } | null {
  const [video] = [...document.querySelectorAll<HTMLVideoElement>('video[data-source="camera"]')].filter(
    ({ videoWidth }) => videoWidth > 0,
  );
  if (!video) return null;
  const { videoWidth, videoHeight } = video;
  const context = new OffscreenCanvas(videoWidth, videoHeight).getContext('2d');
  if (!context) return null;
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(0, 0, videoWidth, videoHeight);
  const rows = new Uint32Array(videoHeight);
  const columns = new Uint32Array(videoWidth);
  for (let pixel = 0; pixel < videoWidth * videoHeight; pixel++) {
    const [red = 0, green = 0, blue = 0] = data.slice(4 * pixel, 4 * pixel + 3);
    if (red < 190 || green < 170 || blue > 110) continue;
    const [column, row] = [pixel % videoWidth, Math.floor(pixel / videoWidth)];
    columns[column] = (columns[column] ?? 0) + 1;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  // By the longest of each, so that a few pixels of its colour elsewhere count for nothing.
  const [width, height] = [Math.max(...rows), Math.max(...columns)];
  return width === 0 ? null : { width, height };
}

const onlooker: Onlooker = {
  seen: () => ({ ...seen }),
  forget: () => {
    Object.assign(seen, NOTHING_SEEN);
    shown = [];
    since = performance.now();
  },
  cameras: () => cameras,
  badge,
  slow: () => tellSlow?.(),
};
Object.assign(globalThis, { onlooker });
