/** Whoever wants to scroll, or presses it by mistake, lets go before. */
const HOLD_MS = 1_000;
/** What happens so often on one page is meant. */
const HOLDS = 3;

/** Tells those who speak by holding a key from those who have only pressed it. Times by a clock in milliseconds. */
export class TalkHabit {
  #since: number | null = null;
  #holds = 0;

  began(now: number): void {
    this.#since = now;
  }

  /** Whether it is a habit by now. */
  ended(now: number): boolean {
    if (this.#since !== null && now - this.#since >= HOLD_MS) this.#holds += 1;
    this.#since = null;
    return this.#holds >= HOLDS;
  }
}
