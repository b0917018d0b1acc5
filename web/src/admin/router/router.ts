/** The parts of the browser that are needed. */
interface RouterPorts {
  readonly history: Pick<History, 'state' | 'pushState' | 'replaceState' | 'go'>;
  readonly location: Pick<Location, 'pathname' | 'search' | 'hash'>;
  readonly events: {
    addEventListener(name: 'popstate', listener: () => void): void;
    removeEventListener(name: 'popstate', listener: () => void): void;
  };
}

/** Asks whether what is here may be left; `goOn` leaves. */
type Guard = (goOn: () => void) => void;

/**
 * Where one is among the organisers' pages: addresses of their own, without loading the page anew. Whoever has something
 * unsaved is asked before they leave it, also by the browser's Back: each entry of the history carries its number, by
 * which one gets back to where one was.
 */
export class Router {
  readonly #ports: RouterPorts;
  readonly #listeners = new Set<() => void>();
  #at: number;
  #guard: Guard | null = null;
  /** The browser is on its way back to where one was, or past a question that has been answered. */
  #unasked = false;

  constructor(ports: RouterPorts) {
    this.#ports = ports;
    this.#at = numberOf(ports.history.state) ?? 0;
    ports.history.replaceState({ at: this.#at }, '');
    ports.events.addEventListener('popstate', this.#popped);
  }

  getSnapshot = (): string => this.#ports.location.pathname;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Behind the `?` and the `#` of where one is. */
  get query(): URLSearchParams {
    return new URLSearchParams(this.#ports.location.search);
  }

  get fragment(): string {
    return this.#ports.location.hash.slice(1);
  }

  /** Where one is, so that one can come back to it. */
  get here(): string {
    const { pathname, search, hash } = this.#ports.location;
    return pathname + search + hash;
  }

  go(path: string): void {
    this.ask(() => {
      this.#at += 1;
      this.#ports.history.pushState({ at: this.#at }, '', path);
      this.#tell();
    });
  }

  /** In place of where one is: Back does not lead there again. */
  replace(path: string): void {
    this.#ports.history.replaceState({ at: this.#at }, '', path);
    this.#tell();
  }

  /** From now until what is returned is called whoever leaves is asked. */
  hold(guard: Guard): () => void {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = null;
    };
  }

  close(): void {
    this.#ports.events.removeEventListener('popstate', this.#popped);
  }

  /** Does at once what leaves this page, or when that was allowed. */
  ask(goOn: () => void): void {
    const guard = this.#guard ?? ((leave) => leave());
    guard(goOn);
  }

  readonly #popped = (): void => {
    const to = numberOf(this.#ports.history.state) ?? 0;
    const steps = to - this.#at;
    if (this.#unasked || this.#guard === null || steps === 0) {
      this.#unasked = false;
      this.#at = to;
      this.#tell();
      return;
    }
    this.#step(-steps);
    this.ask(() => this.#step(steps));
  };

  #step(steps: number): void {
    this.#unasked = true;
    this.#ports.history.go(steps);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function numberOf(state: unknown): number | null {
  return typeof state === 'object' && state !== null && 'at' in state && typeof state.at === 'number' ? state.at : null;
}
