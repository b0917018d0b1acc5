import type { ScreenCodec } from '../../../../src/protocol/index.ts';
import type { DecodeReading } from './relief-guard.ts';

/** From here on one sees that a screen jerks. */
const TOO_MUCH_DROPPED = 0.15;
/** Readings: longer than it takes until the faces beside it have made room (relief-guard.ts), which may be enough. */
const SURE = 8;

/**
 * In which codecs this device decodes a shared screen too slowly, whatever its browser expected of it (codecs.ts). It is
 * not tried again: nothing of the device is faster later on.
 */
export class HeavyCodecs {
  readonly #heavy: ScreenCodec[] = [];
  readonly #bad = new Map<ScreenCodec, number>();

  get names(): readonly ScreenCodec[] {
    return this.#heavy;
  }

  /** To be called every DECODE_READ_MS. Answers whether there is one more. A screen that stands still says nothing. */
  read({ screens = [] }: Pick<DecodeReading, 'screens'>): boolean {
    const before = this.#heavy.length;
    for (const { codec, dropped } of screens) {
      const bad = dropped > TOO_MUCH_DROPPED ? (this.#bad.get(codec) ?? 0) + 1 : 0;
      this.#bad.set(codec, bad);
      if (bad >= SURE && !this.#heavy.includes(codec)) this.#heavy.push(codec);
    }
    return this.#heavy.length > before;
  }
}
