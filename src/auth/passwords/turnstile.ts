import pLimit from 'p-limit';
import { AppError } from '../../platform/errors.ts';
import { type Claim, giveBack, idOf, type Route, takeFirst } from './routes.ts';

/** Whoever is woken for a key passes the turn on when nobody has entered, up to those who waited when it began. */
interface Turn {
  readonly key: string;
  readonly upTo: number;
}

interface Waiter {
  readonly of: string;
  readonly number: number;
  readonly keys: readonly string[];
  readonly wake: (turn: Turn) => void;
}

/** Of one network: more people than the largest meeting has; each waits for milliseconds. */
const MAX_WAITING_EACH = 1_000;
/** Of all together. */
const MAX_WAITING = 10_000;
const FULL_RETRY_AFTER_MS = 1_000;

/**
 * Lets attempts that may fail through while their limits have failures left. A failure is taken before the attempt and
 * given back when it succeeds: of a thousand parallel guesses only as many run as may fail. For the same reason two
 * hundred people behind one address who all know the password would stand in each other's way, so an attempt that
 * finds its failures taken by others under way waits until one of them is done.
 */
export class Turnstile {
  readonly #isFailure: (error: unknown) => boolean;
  /** Claims change one attempt at a time, else two that look at once could refuse each other. */
  readonly #oneByOne = pLimit(1);
  readonly #inside = new Map<string, number>();
  /** By each key that may open for them, in the order of their numbers: an attack has thousands wait. */
  readonly #waiting = new Map<string, Set<Waiter>>();
  #waitingCount = 0;
  readonly #waitingOf = new Map<string, number>();
  #lastNumber = 0;

  constructor(isFailure: (error: unknown) => boolean) {
    this.#isFailure = isFailure;
  }

  /** By the first route that is open. `of`: who waits, if many do. Errors: RATE_LIMITED, and what the attempt throws. */
  async pass<T>(by: { of: string; routes: readonly Route[] }, attempt: () => Promise<T>): Promise<T> {
    const claims = await this.#enter(by);
    let failed = false;
    try {
      return await attempt();
    } catch (error) {
      failed = this.#isFailure(error);
      throw error;
    } finally {
      await this.#oneByOne(() => this.#leave(claims, failed));
    }
  }

  async #enter(by: { of: string; routes: readonly Route[] }): Promise<readonly Claim[]> {
    let turn: Turn | undefined;
    for (;;) {
      const entry = await this.#oneByOne(() => this.#tryToEnter(by).finally(() => this.#passOn(turn)));
      if ('claims' in entry) return entry.claims;
      turn = await entry.turn;
    }
  }

  async #tryToEnter({
    of,
    routes,
  }: {
    of: string;
    routes: readonly Route[];
  }): Promise<{ claims: readonly Claim[] } | { turn: Promise<Turn> }> {
    const outcome = await takeFirst(routes);
    if ('claims' in outcome) {
      for (const claim of outcome.claims) this.#count(claim, 1);
      return outcome;
    }
    const keys = outcome.refusedBy.map(idOf);
    if (!keys.some((key) => this.#inside.has(key))) {
      throw new AppError('RATE_LIMITED', { retryAfterMs: outcome.retryAfterMs });
    }
    const ofThem = this.#waitingOf.get(of) ?? 0;
    if (this.#waitingCount >= MAX_WAITING || ofThem >= MAX_WAITING_EACH) {
      throw new AppError('RATE_LIMITED', { retryAfterMs: FULL_RETRY_AFTER_MS, details: { reason: 'tooManyWaiting' } });
    }
    const { promise: turn, resolve: wake } = Promise.withResolvers<Turn>();
    this.#lastNumber += 1;
    this.#wait({ of, number: this.#lastNumber, keys, wake });
    return { turn };
  }

  async #leave(claims: readonly Claim[], failed: boolean): Promise<void> {
    if (!failed) await giveBack(claims);
    for (const claim of claims) this.#count(claim, -1);
    for (const claim of claims) this.#wakeNext({ key: idOf(claim), upTo: this.#lastNumber });
  }

  /** While somebody is inside, they will wake the next when they leave. */
  #passOn(turn: Turn | undefined): void {
    if (turn !== undefined && !this.#inside.has(turn.key)) this.#wakeNext(turn);
  }

  #wakeNext(turn: Turn): void {
    const [next] = this.#waiting.get(turn.key) ?? [];
    if (next === undefined || next.number > turn.upTo) return;
    this.#waitNoMore(next);
    next.wake(turn);
  }

  #wait(waiter: Waiter): void {
    this.#waitingCount += 1;
    this.#waitingOf.set(waiter.of, (this.#waitingOf.get(waiter.of) ?? 0) + 1);
    for (const key of waiter.keys) {
      const waiting = this.#waiting.get(key) ?? new Set();
      this.#waiting.set(key, waiting.add(waiter));
    }
  }

  #waitNoMore(waiter: Waiter): void {
    this.#waitingCount -= 1;
    const others = (this.#waitingOf.get(waiter.of) ?? 0) - 1;
    if (others > 0) this.#waitingOf.set(waiter.of, others);
    else this.#waitingOf.delete(waiter.of);
    for (const key of waiter.keys) {
      const waiting = this.#waiting.get(key);
      waiting?.delete(waiter);
      if (waiting?.size === 0) this.#waiting.delete(key);
    }
  }

  #count(claim: Claim, change: number): void {
    const key = idOf(claim);
    const inside = (this.#inside.get(key) ?? 0) + change;
    if (inside > 0) this.#inside.set(key, inside);
    else this.#inside.delete(key);
  }
}
