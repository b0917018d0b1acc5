import pLimit, { type LimitFunction } from 'p-limit';
import { AppError } from '../../platform/errors.ts';

/** Distinct passwords of one network that wait: a hospital's people who type at the same moment, some of them wrongly. */
const MAX_WAITING_EACH = 40;
/** Of all networks together. */
const MAX_WAITING = 1_000;
/** A browser gives up after ten seconds: what is looked at later has nobody who waits for it. */
const PATIENCE_MS = 5_000;
const BUSY_RETRY_AFTER_MS = 2_000;

/** Whose turn it is. `known`: somebody who was in before, or the operator. */
export type Turn = { readonly known: true } | { readonly known: false; readonly network: string };

export interface HashQueueOptions {
  /** Hashes at the same time; each takes a core and 19 MiB. */
  readonly concurrency: number;
  readonly maxWaitingEach?: number | undefined;
  readonly maxWaiting?: number | undefined;
}

/**
 * Hashes take their turns: the networks one after the other, however much each of them asks, and beside all of them, with
 * a turn of their own, those who are known. So nobody's guesses keep out who comes from elsewhere or was in before.
 */
export class HashQueue {
  readonly #concurrency: number;
  readonly #maxWaitingEach: number;
  readonly #maxWaiting: number;
  readonly #everybody: LimitFunction;
  readonly #known = pLimit(1);
  /** Each has as many in the common queue as may run at once, and is kept while it has any. */
  readonly #networks = new Map<string, LimitFunction>();
  #waiting = 0;

  constructor({ concurrency, maxWaitingEach = MAX_WAITING_EACH, maxWaiting = MAX_WAITING }: HashQueueOptions) {
    this.#concurrency = concurrency;
    this.#maxWaitingEach = maxWaitingEach;
    this.#maxWaiting = maxWaiting;
    this.#everybody = pLimit(concurrency);
  }

  /** Errors: RATE_LIMITED when too many wait or it took too long, and what the work throws. */
  async run<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
    const timely = this.#timely(work);
    if (!turn.known) return this.#inNetwork(turn.network, timely);
    if (this.#known.pendingCount >= this.#maxWaitingEach) throw busy();
    return this.#known(timely);
  }

  async #inNetwork<T>(network: string, work: () => Promise<T>): Promise<T> {
    const own = this.#networks.get(network) ?? pLimit(this.#concurrency);
    if (own.pendingCount >= this.#maxWaitingEach || this.#waiting >= this.#maxWaiting) throw busy();
    this.#networks.set(network, own);
    this.#waiting += 1;
    try {
      return await own(() => this.#everybody(work));
    } finally {
      this.#waiting -= 1;
      if (own.activeCount + own.pendingCount === 0) this.#networks.delete(network);
    }
  }

  #timely<T>(work: () => Promise<T>): () => Promise<T> {
    const until = performance.now() + PATIENCE_MS;
    return async () => {
      if (performance.now() > until) throw busy();
      return work();
    };
  }
}

function busy(): AppError {
  return new AppError('RATE_LIMITED', { retryAfterMs: BUSY_RETRY_AFTER_MS, details: { reason: 'passwordsBusy' } });
}
