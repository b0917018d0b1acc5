import { AppError } from './errors.ts';

/** So many at once, and so many a second on and on. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Entries of people who are long gone are forgotten when there are more than so many. */
const MANY_BUCKETS = 2_000;

/** Fills with time up to the rate's burst, and is full at first. Needs no timer. */
class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #at = performance.now();

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#tokens = rate.burst;
  }

  /** How long until there is something to take; 0: there is. */
  get waitMs(): number {
    this.#fill();
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#rate.perSecond) * 1_000;
  }

  get isFull(): boolean {
    this.#fill();
    return this.#tokens >= this.#rate.burst;
  }

  take(): void {
    this.#tokens -= 1;
  }

  #fill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + ((now - this.#at) / 1_000) * this.#rate.perSecond);
    this.#at = now;
  }
}

/** How often things were done of late in one place: a room, or a check. */
export class Paces {
  readonly #buckets = new Map<string, Bucket>();
  #many = MANY_BUCKETS;

  /** All of them or none. Errors: RATE_LIMITED. */
  take(claims: readonly { readonly of: string; readonly rate: Rate }[]): void {
    const buckets = claims.map(({ of, rate }) => this.#bucket(of, rate));
    const waitMs = Math.max(0, ...buckets.map((bucket) => bucket.waitMs));
    if (waitMs > 0) throw new AppError('RATE_LIMITED', { retryAfterMs: Math.ceil(waitMs) });
    for (const bucket of buckets) bucket.take();
  }

  #bucket(of: string, rate: Rate): Bucket {
    const known = this.#buckets.get(of);
    if (known) return known;
    if (this.#buckets.size >= this.#many) {
      for (const [each, bucket] of this.#buckets) if (bucket.isFull) this.#buckets.delete(each);
      this.#many = Math.max(MANY_BUCKETS, 2 * this.#buckets.size);
    }
    const bucket = new Bucket(rate);
    this.#buckets.set(of, bucket);
    return bucket;
  }
}
