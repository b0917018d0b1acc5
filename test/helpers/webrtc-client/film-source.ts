import type { RtpParameters } from '../../../src/protocol/index.ts';
import type { OutgoingStream } from './outgoing-stream.ts';
import { FRAME_MS, Source, VIDEO_CLOCK_PER_MS } from './sources.ts';
import { TEMPORAL_PATTERN, VP8_DESCRIPTOR_BYTES, writeVp8Descriptor } from './wire/video-payload.ts';

/** Frames of VP8 at 30 a second, the first a key frame, in periods of the temporal layers T0 T2 T1 T2 of which the higher need T0 alone. */
export type Film = readonly Buffer[];

const MAX_FRAGMENT_BYTES = 1_100;
export const MAX_FILM_PAYLOAD_BYTES = VP8_DESCRIPTOR_BYTES + MAX_FRAGMENT_BYTES;

interface Reel {
  readonly stream: OutgoingStream;
  readonly film: Film;
  /** Of the film, and how often its lowest temporal layer was sent. */
  position: number;
  periods: number;
}

interface Fragment {
  readonly dueMs: number;
  readonly reel: Reel;
  readonly bytes: Buffer;
  readonly isFirst: boolean;
  readonly marker: boolean;
  readonly timestamp: number;
  readonly frame: number;
  readonly period: number;
  readonly temporalLayer: number;
}

/** A camera that any decoder shows: a film for each simulcast layer, again and again, and from its beginning for who asks for a key frame. */
export class FilmSource extends Source {
  keyFrames = 0;
  readonly #reels: readonly Reel[];
  #pending: Fragment[] = [];
  #frames = 0;
  #sentLayers: number;

  constructor(options: { rtpParameters: RtpParameters; layers: readonly Pick<Reel, 'stream' | 'film'>[] }) {
    super(options.rtpParameters, FRAME_MS);
    this.#reels = options.layers.map((layer) => ({ ...layer, position: 0, periods: 0 }));
    this.#sentLayers = options.layers.length;
  }

  /** Sends none above this one; a film that is sent again begins anew. */
  sendUpTo(spatialLayer: number): void {
    for (const reel of this.#reels.slice(this.#sentLayers, spatialLayer + 1)) reel.position = 0;
    this.#sentLayers = spatialLayer + 1;
  }

  /** Somebody cannot decode this stream; SSRCs of other sources are left to them. */
  requestKeyFrame(ssrc: number): void {
    const reel = this.#reels.find(({ stream }) => stream.ssrc === ssrc);
    if (reel) reel.position = 0;
  }

  protected frame(atMs: number): void {
    const timestamp = Math.round(atMs * VIDEO_CLOCK_PER_MS);
    for (const reel of this.#reels.slice(0, this.#sentLayers)) {
      const whole = reel.film[reel.position];
      if (!whole) continue;
      const temporalLayer = TEMPORAL_PATTERN[reel.position % TEMPORAL_PATTERN.length] ?? 0;
      if (temporalLayer === 0) reel.periods += 1;
      if (reel.position === 0) this.keyFrames += 1;
      reel.position = (reel.position + 1) % reel.film.length;
      const count = Math.ceil(whole.length / MAX_FRAGMENT_BYTES);
      for (let index = 0; index < count; index += 1) {
        this.#pending.push({
          dueMs: atMs + (index * FRAME_MS) / count,
          reel,
          bytes: whole.subarray(index * MAX_FRAGMENT_BYTES, (index + 1) * MAX_FRAGMENT_BYTES),
          isFirst: index === 0,
          marker: index === count - 1,
          timestamp,
          frame: this.#frames,
          period: reel.periods,
          temporalLayer,
        });
      }
    }
    this.#frames += 1;
  }

  protected override flush(nowMs: number): void {
    const due = this.#pending.filter(({ dueMs }) => dueMs <= nowMs);
    if (due.length === 0) return;
    this.#pending = this.#pending.filter(({ dueMs }) => dueMs > nowMs);
    for (const { reel, bytes, marker, timestamp, ...descriptor } of due) {
      const { payload } = reel.stream;
      writeVp8Descriptor(payload, descriptor);
      bytes.copy(payload, VP8_DESCRIPTOR_BYTES);
      reel.stream.send({ payloadBytes: VP8_DESCRIPTOR_BYTES + bytes.length, timestamp, marker });
    }
  }

  protected report(nowMs: number): void {
    for (const { stream } of this.#reels.slice(0, this.#sentLayers))
      stream.report(Math.round(nowMs * VIDEO_CLOCK_PER_MS));
  }
}
