import { failureOf } from '../session/signaling.ts';

/** Where the server gives no time of its own. */
const RETRY_MS = 2_000;

interface StateReportOptions<T> {
  /** What the server takes it for before the first word. */
  readonly first: T;
  readonly send: (state: T) => Promise<unknown>;
}

/** Tells the server how something is by now, of which only the latest counts, until it knows. */
export class StateReport<T> {
  readonly #options: StateReportOptions<T>;
  #state: T;
  /** What the server takes it for; undefined: nobody knows, since an answer was lost. */
  #told: T | undefined;
  #isTelling = false;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: StateReportOptions<T>) {
    this.#options = options;
    this.#state = options.first;
    this.#told = options.first;
  }

  set(state: T): void {
    this.#state = state;
    void this.#tell();
  }

  /** The server begins anew, and knows nothing. */
  forgotten(): void {
    this.#told = this.#options.first;
    void this.#tell();
  }

  close(): void {
    this.#closed = true;
    this.#clear();
  }

  async #tell(): Promise<void> {
    if (this.#isTelling || this.#closed || this.#state === this.#told) return;
    this.#clear();
    this.#isTelling = true;
    const state = this.#state;
    try {
      await this.#options.send(state);
      this.#told = state;
    } catch (error) {
      this.#failed(failureOf(error));
      return;
    } finally {
      this.#isTelling = false;
    }
    // It may have changed meanwhile.
    void this.#tell();
  }

  #failed({ code, retryAfterMs = RETRY_MS }: ReturnType<typeof failureOf>): void {
    // NOT_ALLOWED: by a change of roles it has forgotten what it knew.
    if (code === 'OFFLINE' || code === 'NO_ANSWER' || code === 'NOT_ALLOWED') this.#told = undefined;
    // OFFLINE: whoever owns it says when there is a connection. Others: the session is over, or the server older than this page.
    if (this.#closed || (code !== 'RATE_LIMITED' && code !== 'NO_ANSWER')) return;
    this.#retry = setTimeout(() => void this.#tell(), retryAfterMs);
  }

  #clear(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}
