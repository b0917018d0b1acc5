import type { types } from 'mediasoup-client';
import type { ScreenCodec } from '../../../../../src/protocol/index.ts';
import { DECODE_READ_MS, type DecodeReading } from '../../../call/line/relief-guard.ts';
import { nameOf } from '../codecs.ts';
import { watchPressure } from './pressure.ts';

/** Of fewer a part says nothing. */
const MIN_FRAMES = 20;
/** Of a stream of which more is lost on the way, frames and sound are missing for another reason. */
const MOST_LOST = 0.02;

interface DecodeWatchOptions {
  readonly transport: Pick<types.Transport, 'getStats'>;
  readonly read: (reading: DecodeReading) => void;
}

/** Whether this device keeps up with what arrives, every DECODE_READ_MS. */
export class DecodeWatch {
  readonly #options: DecodeWatchOptions;
  #timer: ReturnType<typeof setInterval> | null = null;
  #unwatch: () => void = () => {};
  #isPressed = false;
  #isReading = false;
  #before: Counts = NOTHING;

  constructor(options: DecodeWatchOptions) {
    this.#options = options;
  }

  /** Idempotent. */
  begin(): void {
    if (this.#timer !== null) return;
    this.#timer = setInterval(() => void this.#read(), DECODE_READ_MS);
    this.#unwatch = watchPressure((isPressed) => {
      this.#isPressed = isPressed;
    });
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#unwatch();
  }

  async #read(): Promise<void> {
    // Nobody looks at a hidden page: nothing is drawn, which is no weakness.
    if (this.#isReading || document.hidden) return;
    this.#isReading = true;
    try {
      const counts = countsOf(await this.#options.transport.getStats());
      const before = this.#before;
      this.#before = counts;
      if (this.#timer !== null) this.#options.read(readingOf(before, counts, this.#isPressed));
    } catch {
      // The transport is closed, which is told elsewhere.
    } finally {
      this.#isReading = false;
    }
  }
}

/** By stream, since pictures and voices come and go. */
interface Counts {
  readonly frames: ReadonlyMap<string, Frames>;
  readonly sounds: ReadonlyMap<string, Sound>;
}

interface Packets {
  readonly packets: number;
  readonly lost: number;
}

/** Those that were shown, and that were not. */
interface Frames extends Packets {
  readonly shown: number;
  readonly dropped: number;
  /** Null for VP8. */
  readonly codec: ScreenCodec | null;
}

interface Sound extends Packets {
  readonly samples: number;
  readonly madeUp: number;
}

const NOTHING: Counts = { frames: new Map(), sounds: new Map() };

function countsOf(report: RTCStatsReport): Counts {
  const frames = new Map<string, Frames>();
  const sounds = new Map<string, Sound>();
  report.forEach((stats: RTCStats) => {
    if (stats.type !== 'inbound-rtp') return;
    const stream = stats as RTCInboundRtpStreamStats;
    const came = { packets: stream.packetsReceived ?? 0, lost: stream.packetsLost ?? 0 };
    if (stream.kind === 'video') {
      const [shown, dropped] = [stream.framesDecoded ?? 0, stream.framesDropped ?? 0];
      const { mimeType = '' }: { mimeType?: string } = report.get(stream.codecId ?? '') ?? {};
      frames.set(stream.id, { shown, dropped, codec: nameOf(mimeType), ...came });
    } else {
      const samples = stream.totalSamplesReceived ?? 0;
      const madeUp = (stream.concealedSamples ?? 0) - (stream.silentConcealedSamples ?? 0);
      sounds.set(stream.id, { samples, madeUp, ...came });
    }
  });
  return { frames, sounds };
}

function readingOf(before: Counts, now: Counts, isPressed: boolean): DecodeReading {
  let [pictures, shown, dropped] = [0, 0, 0];
  const screens: { codec: ScreenCodec; dropped: number }[] = [];
  for (const [id, stream] of now.frames) {
    const then = before.frames.get(id);
    // Of one that has just begun nothing can be said.
    if (then === undefined) continue;
    const since = { shown: stream.shown - then.shown, dropped: stream.dropped - then.dropped };
    const arrived = since.shown + since.dropped;
    if (arrived > 0) pictures += 1;
    if (losesMuch(then, stream)) continue;
    shown += Math.max(0, since.shown);
    dropped += Math.max(0, since.dropped);
    if (stream.codec && arrived >= MIN_FRAMES) screens.push({ codec: stream.codec, dropped: since.dropped / arrived });
  }
  const frames = shown + dropped;
  return {
    pictures,
    dropped: frames < MIN_FRAMES ? null : dropped / frames,
    stutter: stutterOf(before, now),
    isPressed,
    screens,
  };
}

/** Null: no sound came whole. */
function stutterOf(before: Counts, now: Counts): number | null {
  let [samples, madeUp] = [0, 0];
  for (const [id, sound] of now.sounds) {
    const then = before.sounds.get(id);
    if (then === undefined || losesMuch(then, sound)) continue;
    samples += sound.samples - then.samples;
    madeUp += Math.max(0, sound.madeUp - then.madeUp);
  }
  return samples <= 0 ? null : madeUp / samples;
}

/** On the way of its sender, or on one's own: no weakness of this device either way. */
function losesMuch(before: Packets, now: Packets): boolean {
  return (now.lost - before.lost) / Math.max(1, now.packets - before.packets) > MOST_LOST;
}
