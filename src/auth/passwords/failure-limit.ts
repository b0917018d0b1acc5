import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

interface FailureLimitOptions {
  /** Tells this limit's keys from those of others. */
  readonly name: string;
  readonly failures: number;
  /** Counted from a key's first failure. */
  readonly windowMs: number;
}

/** How many failures a key may have in a time. A key is kept only while it has some. */
export class FailureLimit {
  readonly name: string;
  readonly #failures: number;
  readonly #limiter: RateLimiterMemory;

  constructor({ name, failures, windowMs }: FailureLimitOptions) {
    this.name = name;
    this.#failures = failures;
    this.#limiter = new RateLimiterMemory({ points: failures, duration: windowMs / 1_000, keyPrefix: '' });
  }

  /** Takes one failure in advance. Null when there was one left, else how many milliseconds until there is. */
  async take(key: string): Promise<number | null> {
    const before = await this.#limiter.get(key);
    if (before !== null && before.consumedPoints >= this.#failures) return before.msBeforeNext;
    try {
      await this.#limiter.consume(key);
      return null;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      await this.giveBack(key);
      return refusal.msBeforeNext;
    }
  }

  async giveBack(key: string): Promise<void> {
    const { consumedPoints } = await this.#limiter.reward(key);
    if (consumedPoints <= 0) await this.#limiter.delete(key);
  }

  /** Forgets everyone, and with them the timers. */
  close(): void {
    for (const { key } of this.#limiter.dump().storage) void this.#limiter.delete(key);
  }
}
