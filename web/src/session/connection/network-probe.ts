import { scattered } from '../../scattered.ts';

const FIRST_AFTER_MS = 5_000;
const EVERY_MS = 15_000;
/**
 * Chromium connects six times at once to a server for requests, and whoever gives one up frees no place: TCP goes on trying
 * for two minutes. So none is given up.
 */
const MOST_AT_ONCE = 6;

/** Resolves when somebody has answered, whatever they say. */
export type AskServer = (signal: AbortSignal) => Promise<unknown>;

/** Without cookies: browsers keep connections for that apart, so none is used that the network has forgotten. */
const askServer: AskServer = (signal) => fetch('/healthz', { credentials: 'omit', cache: 'no-store', signal });

/** Asks a server that has fallen silent whether it can be reached again: browsers hold back WebSockets that fail, but no requests. */
export class NetworkProbe {
  readonly #found: () => void;
  readonly #ask: AskServer;
  /** Of all that are not answered. */
  #asking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #open = 0;

  constructor(found: () => void, ask: AskServer = askServer) {
    this.#found = found;
    this.#ask = ask;
  }

  /** Until it is found, or `stop`. Idempotent. */
  start(): void {
    if (this.#asking !== null) return;
    this.#asking = new AbortController();
    this.#next(FIRST_AFTER_MS, this.#asking);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
    this.#open = 0;
  }

  #next(afterMs: number, asking: AbortController): void {
    this.#timer = setTimeout(() => {
      if (this.#open < MOST_AT_ONCE) this.#once(asking);
      this.#next(EVERY_MS, asking);
    }, scattered(afterMs));
  }

  #once(asking: AbortController): void {
    const isStill = () => this.#asking === asking;
    this.#open += 1;
    this.#ask(asking.signal).then(
      () => {
        if (!isStill()) return;
        this.stop();
        this.#found();
      },
      () => {
        if (isStill()) this.#open -= 1;
      },
    );
  }
}
