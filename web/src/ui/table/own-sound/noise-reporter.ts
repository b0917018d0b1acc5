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
  /** Of this microphone as it goes out now; what is on its way tells of the one before. */
  #spell = 0;
  #isOnItsWay = false;
  #retryAt = 0;
  #againAt = 0;

  constructor(report: (isNoise: boolean) => Promise<unknown>) {
    this.#report = report;
  }

  /** One's microphone went off, or another goes out: the server sees that, and no longer knows of any noise. */
  forget(): void {
    this.#isKnown = false;
    this.#spell += 1;
  }

  /** To be told how it is, again and again. Never rejects. */
  async look({ isSending, isNoise, now }: NoiseNow): Promise<void> {
    if (!isSending) return this.forget();
    const isDue = isNoise === this.#isKnown ? isNoise && now >= this.#againAt : now >= this.#retryAt;
    if (!isDue || this.#isOnItsWay) return;
    this.#isOnItsWay = true;
    const spell = this.#spell;
    try {
      await this.#report(isNoise);
      if (spell === this.#spell) this.#isKnown = isNoise;
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
