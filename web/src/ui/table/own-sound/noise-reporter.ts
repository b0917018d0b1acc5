/** A server that was started anew meanwhile knows nothing of it. */
const AGAIN_MS = 60_000;
/** The line is away, or the server asks for patience. */
const RETRY_MS = 10_000;

interface NoiseNow {
  /** One's microphone is on, and goes out. */
  readonly isSending: boolean;
  readonly isNoise: boolean;
  /** By a clock in milliseconds. */
  readonly now: number;
}

/** Keeps what the chair knows of one's noise as it is, as soon as that can be said. */
export class NoiseReporter {
  readonly #report: (isNoise: boolean) => Promise<unknown>;
  #isKnown = false;
  #isOnItsWay = false;
  #retryAt = 0;
  #againAt = 0;

  constructor(report: (isNoise: boolean) => Promise<unknown>) {
    this.#report = report;
  }

  /** To be told how it is, again and again. Never rejects. */
  async look({ isSending, isNoise, now }: NoiseNow): Promise<void> {
    if (!isSending) {
      // That one that is off is in nobody's way, the server sees by itself.
      this.#isKnown = false;
      return;
    }
    const isDue = isNoise === this.#isKnown ? isNoise && now >= this.#againAt : now >= this.#retryAt;
    if (!isDue || this.#isOnItsWay) return;
    this.#isOnItsWay = true;
    try {
      await this.#report(isNoise);
      this.#isKnown = isNoise;
      this.#retryAt = 0;
      this.#againAt = now + AGAIN_MS;
    } catch {
      this.#retryAt = now + RETRY_MS;
      this.#againAt = this.#retryAt;
    } finally {
      this.#isOnItsWay = false;
    }
  }
}
