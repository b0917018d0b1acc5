import { dbOfPower } from './decibels.ts';

/** What a filter leaves of a room is quieter, the softest beginning of a word is not. */
const OPEN_DB = -62;
/** Longer than the pauses within a sentence. */
const HOLD_SECONDS = 1;
const OPEN_SECONDS = 0.003;
/** As slowly as a room fades out, not as a line that breaks. */
const CLOSE_SECONDS = 0.15;

/**
 * Silence in place of what a filter leaves of a room in which nobody speaks: an encoder with discontinuous transmission
 * (RFC 7587, 3.1.3) sends two packets a second of that, and fifty of the faintest hiss. It opens within the block in which
 * something begins, so nothing waits for it.
 */
export class Gate {
  readonly #sampleRate: number;
  #heldFor = 0;
  #gain = 1;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** In place. `isOn` false: all passes. */
  pass(samples: Float32Array, { power, isOn }: { readonly power: number; readonly isOn: boolean }): void {
    if (!isOn || dbOfPower(power) > OPEN_DB) this.#heldFor = HOLD_SECONDS;
    else this.#heldFor -= samples.length / this.#sampleRate;
    const isOpen = this.#heldFor > 0;
    if (isOpen && this.#gain === 1) return;
    const step = 1 / ((isOpen ? OPEN_SECONDS : -CLOSE_SECONDS) * this.#sampleRate);
    for (let at = 0; at < samples.length; at += 1) {
      this.#gain = Math.min(1, Math.max(0, this.#gain + step));
      samples[at] = (samples[at] ?? 0) * this.#gain;
    }
  }
}
