import { gainOfDb } from './decibels.ts';

/** Below full scale, so that what the codec adds does not clip. */
const CEILING = gainOfDb(-2);
/** It sees a peak coming by this, and is quiet enough when it is there. */
const LOOK_AHEAD_SECONDS = 0.003;
const RELEASE_SECONDS = 0.12;

/** Keeps peaks below the ceiling without cutting them off. What goes in comes out LOOK_AHEAD_SECONDS later. */
export class Limiter {
  readonly #delayed: Float32Array;
  readonly #attack: number;
  readonly #release: number;
  #at = 0;
  #gain = 1;
  /** The loudest that is on its way, and for how many samples more. */
  #peak = 0;
  #peakFor = 0;

  constructor(sampleRate: number) {
    const ahead = Math.max(1, Math.round(LOOK_AHEAD_SECONDS * sampleRate));
    this.#delayed = new Float32Array(ahead);
    this.#attack = 1 - Math.exp(-5 / ahead);
    this.#release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRate));
  }

  /** In place. */
  limit(samples: Float32Array): void {
    for (let at = 0; at < samples.length; at += 1) {
      const coming = samples[at] ?? 0;
      const size = Math.abs(coming);
      this.#peakFor -= 1;
      if (size >= this.#peak || this.#peakFor < 0) {
        this.#peak = size;
        this.#peakFor = this.#delayed.length;
      }
      const wanted = this.#peak > CEILING ? CEILING / this.#peak : 1;
      this.#gain += (wanted - this.#gain) * (wanted < this.#gain ? this.#attack : this.#release);
      const leaving = (this.#delayed[this.#at] ?? 0) * this.#gain;
      this.#delayed[this.#at] = coming;
      this.#at = (this.#at + 1) % this.#delayed.length;
      samples[at] = Math.min(1, Math.max(-1, leaving));
    }
  }
}
