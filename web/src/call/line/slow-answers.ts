/** A queue that stands before a narrow way: nobody can talk across it. */
const TOO_SLOW_MS = 1_500;
/** Answers in a row that make it sure. */
const SURE = 2;

/**
 * Whether answers take too long, by answers and not by looks: a browser asks every few seconds, and shows the last until
 * the next, so that one hiccup would be seen many times.
 */
export class SlowAnswers {
  #slow = 0;

  get areSlow(): boolean {
    return this.#slow >= SURE;
  }

  /** Null: there was no answer since the look before. */
  read(roundTripMs: number | null): void {
    if (roundTripMs !== null) this.#slow = roundTripMs > TOO_SLOW_MS ? this.#slow + 1 : 0;
  }

  /** Something is different now, which has to show in answers of its own. */
  begin(): void {
    this.#slow = 0;
  }
}
