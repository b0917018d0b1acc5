interface BudgetOptions {
  readonly points: number;
  readonly windowMs: number;
}

/**
 * So many within a window that begins with the first. Counts at once and without a timer, because what is beyond it must be
 * stopped before the next packet of the same read is looked at.
 */
export class Budget {
  readonly #points: number;
  readonly #windowMs: number;
  #taken = 0;
  #endsAt = 0;

  constructor({ points, windowMs }: BudgetOptions) {
    this.#points = points;
    this.#windowMs = windowMs;
  }

  /** Nothing is taken in the present window. */
  get isWhole(): boolean {
    return this.#taken === 0 || performance.now() >= this.#endsAt;
  }

  /** Null when there was one left, else after how many milliseconds there is. */
  take(): number | null {
    const now = performance.now();
    if (now >= this.#endsAt) {
      this.#taken = 0;
      this.#endsAt = now + this.#windowMs;
    }
    if (this.#taken >= this.#points) return Math.ceil(this.#endsAt - now);
    this.#taken += 1;
    return null;
  }
}
