import { dbOfPower, gainOfDb, powerOf } from './decibels.ts';

/** Where everybody's voice is to lie, as a mean while they speak: as loud as broadcasts are mixed for headsets. */
const TARGET_DB = -21;
/** Somebody far from the microphone is lifted, a whisper in the next room is not brought in. */
const MAX_GAIN_DB = 21;
const MIN_GAIN_DB = -15;
/** Quieter than this is no voice that is meant for the microphone. */
const VOICE_DB = -56;
/** Fast enough for the first sentence, and too slow to flatten the rise and fall of a voice. */
const UP_DB_PER_SECOND = 5;
const DOWN_DB_PER_SECOND = 15;
/** A few syllables. */
const MEMORY_SECONDS = 0.8;

/** Brings voices to the same loudness, as one does who turns a knob: slowly, and only while somebody speaks. */
export class Leveller {
  readonly #sampleRate: number;
  #gainDb = 0;
  #voicePower = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  get gainDb(): number {
    return this.#gainDb;
  }

  /** In place. `isVoice`: it is a voice and not what is between words. `isOn` false: goes back to what it was, as slowly. */
  level(samples: Float32Array, { isVoice, isOn }: { readonly isVoice: boolean; readonly isOn: boolean }): void {
    const seconds = samples.length / this.#sampleRate;
    const power = powerOf(samples);
    if (isVoice && dbOfPower(power) > VOICE_DB) {
      const part = this.#voicePower === 0 ? 1 : 1 - Math.exp(-seconds / MEMORY_SECONDS);
      this.#voicePower += (power - this.#voicePower) * part;
    }
    const before = gainOfDb(this.#gainDb);
    if (isVoice || !isOn) this.#turn(isOn ? this.#wantedDb : 0, seconds);
    const after = gainOfDb(this.#gainDb);
    // In steps of a sample, so that no turn is heard.
    for (let at = 0; at < samples.length; at += 1) {
      samples[at] = (samples[at] ?? 0) * (before + ((after - before) * (at + 1)) / samples.length);
    }
  }

  get #wantedDb(): number {
    if (this.#voicePower === 0) return this.#gainDb;
    return Math.min(MAX_GAIN_DB, Math.max(MIN_GAIN_DB, TARGET_DB - dbOfPower(this.#voicePower)));
  }

  #turn(wantedDb: number, seconds: number): void {
    const step = wantedDb - this.#gainDb;
    this.#gainDb += Math.min(UP_DB_PER_SECOND * seconds, Math.max(-DOWN_DB_PER_SECOND * seconds, step));
  }
}
