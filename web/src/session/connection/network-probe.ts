import { scattered } from '../../scattered.ts';

/** Of each request before the next takes its place; at last one for a network that is slower than the one before. */
const PATIENCE_MS = [900, 900, 900, 3_500];

/** Of a network that stays away nobody is in a hurry: after about two minutes. */
const HURRIED = 80;
const LATER_MS = 15_000;

/** Resolves when somebody has answered, whatever they say. */
export type AskServer = (signal: AbortSignal) => Promise<unknown>;

/** Without cookies: browsers keep connections for that apart, so none is used that the network has forgotten. */
const askServer: AskServer = (signal) => fetch('/healthz', { credentials: 'omit', cache: 'no-store', signal });

/** Asks a server that has fallen silent whether it can be reached again: browsers hold back WebSockets that fail, but no requests. */
export class NetworkProbe {
  readonly #found: (agoMs: number) => void;
  readonly #ask: AskServer;
  #asking: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /** `agoMs`: since what was answered had been asked. */
  constructor(found: (agoMs: number) => void, ask: AskServer = askServer) {
    this.#found = found;
    this.#ask = ask;
  }

  /** Until it is found, or `stop`. Idempotent. */
  start(): void {
    if (this.#asking === null) this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
    this.#asked = 0;
  }

  #next(): void {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const begunAt = performance.now();
    const answered = () => {
      if (this.#asking !== asking) return;
      this.stop();
      this.#found(performance.now() - begunAt);
    };
    this.#ask(asking.signal).then(answered, () => {});
    const quickMs = PATIENCE_MS[this.#asked % PATIENCE_MS.length] ?? LATER_MS;
    const patienceMs = this.#asked < HURRIED ? quickMs : LATER_MS;
    this.#asked += 1;
    this.#timer = setTimeout(() => this.#next(), scattered(patienceMs));
  }
}
