import { type Failure, failureOf } from './signaling.ts';

/** Where the server gives no time of its own. */
const RETRY_MS = 2_000;

interface Refusal {
  /** Whether the server still takes it for what it was told before. */
  readonly isKnown: boolean;
  /** Null: whoever owns it says when it may be said again. */
  readonly againInMs: number | null;
}

interface StateReportOptions<T> {
  /** What the server takes it for before the first word; without it the first word is news whatever it says. */
  readonly first?: T;
  readonly isSame?: (one: T, other: T) => boolean;
  readonly send: (state: T) => Promise<unknown>;
  /** What follows when it was not taken. */
  readonly refused?: (failure: Failure) => Refusal;
}

/** Tells the server how something is by now, one word at a time, of which only the latest counts, until it knows. */
export class StateReport<T> {
  readonly #options: StateReportOptions<T>;
  readonly #isSame: (one: T, other: T) => boolean;
  #state: T | undefined;
  /** What the server takes it for; undefined: nobody knows. */
  #told: T | undefined;
  #isTelling = false;
  /** While it was being told, so that what is answered is of before. */
  #isForgotten = false;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: StateReportOptions<T>) {
    this.#options = options;
    this.#isSame = options.isSame ?? Object.is;
    this.#state = options.first;
    this.#told = options.first;
  }

  set(state: T): void {
    this.#state = state;
    void this.#tell();
  }

  /** The server begins anew, and knows nothing. `state`: how it is now. */
  forgotten(state: T | undefined = this.#state): void {
    this.#state = state;
    this.#told = this.#options.first;
    this.#isForgotten = this.#isTelling;
    void this.#tell();
  }

  close(): void {
    this.#closed = true;
    this.#clear();
  }

  async #tell(): Promise<void> {
    const state = this.#state;
    if (this.#isTelling || this.#closed || state === undefined || this.#isTold(state)) return;
    this.#clear();
    this.#isTelling = true;
    const refusal = await this.#send(state);
    this.#isTelling = false;
    const wasForgotten = this.#isForgotten;
    this.#isForgotten = false;
    if (!wasForgotten && refusal === null) this.#told = state;
    if (!wasForgotten && refusal !== null) this.#rest(refusal);
    // It may have changed meanwhile.
    else void this.#tell();
  }

  async #send(state: T): Promise<Refusal | null> {
    try {
      await this.#options.send(state);
      return null;
    } catch (error) {
      return (this.#options.refused ?? refusalOf)(failureOf(error));
    }
  }

  #isTold(state: T): boolean {
    return this.#told !== undefined && this.#isSame(state, this.#told);
  }

  #rest({ isKnown, againInMs }: Refusal): void {
    if (!isKnown) this.#told = undefined;
    if (this.#closed || againInMs === null) return;
    this.#retry = setTimeout(() => void this.#tell(), againInMs);
  }

  #clear(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}

function refusalOf({ code, retryAfterMs = RETRY_MS }: Failure): Refusal {
  return {
    // NOT_ALLOWED: by a change of roles it has forgotten what it knew.
    isKnown: code !== 'OFFLINE' && code !== 'NO_ANSWER' && code !== 'NOT_ALLOWED',
    // OFFLINE: whoever owns it says when there is a connection. Others: the session is over, or the server older than this page.
    againInMs: code === 'RATE_LIMITED' || code === 'NO_ANSWER' ? retryAfterMs : null,
  };
}
