import { SlowAnswers } from './slow-answers.ts';
import { isMuchLost, type UploadReading } from './upload-guard.ts';

/** Readings in a row after which somebody is hard to follow, and good ones after which they are not any more. */
const POOR_AFTER = 5;
const GOOD_AFTER = 10;

/** Whether the way up bears not even one's voice: nothing more can be taken from it, but one should know. */
export class VoiceWatch {
  #isPoor = false;
  /** Readings in a row that say otherwise than what is so. */
  #otherwise = 0;
  readonly #answers = new SlowAnswers();

  get isPoor(): boolean {
    return this.#isPoor;
  }

  read(reading: UploadReading): void {
    this.#answers.read(reading.roundTripMs);
    const isPoor = isMuchLost(reading) || this.#answers.areSlow;
    // Of somebody who is silent nothing is counted.
    if (reading.loss === null && !isPoor) return;
    this.#otherwise = isPoor === this.#isPoor ? 0 : this.#otherwise + 1;
    if (this.#otherwise >= (isPoor ? POOR_AFTER : GOOD_AFTER)) this.#become(isPoor);
  }

  /** Another way, or a picture that can be taken from it first. */
  begin(): void {
    this.#answers.begin();
    this.#become(false);
  }

  #become(isPoor: boolean): void {
    this.#isPoor = isPoor;
    this.#otherwise = 0;
  }
}
