/** A worker that lived this long is replaced at once, however it died. */
export const STABLE_AFTER_MS = 10_000;
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

/** How long to wait before a worker that died is replaced: not at all at first, longer each time it dies again at once. */
export class ReplacementDelay {
  #deathsInARow = 0;
  #replacements = 0;

  /** How often it was said. */
  get replacements(): number {
    return this.#replacements;
  }

  /** It had run for so long. */
  lived(ms: number): void {
    if (ms >= STABLE_AFTER_MS) this.#deathsInARow = 0;
  }

  /** For the replacement that is due now, in milliseconds. */
  next(): number {
    const delayMs =
      this.#deathsInARow === 0 ? 0 : Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.#deathsInARow - 1));
    this.#deathsInARow += 1;
    this.#replacements += 1;
    return delayMs;
  }
}
