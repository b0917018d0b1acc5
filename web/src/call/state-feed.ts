/** What nobody hears: a page needs a moment to be there, and what comes with its arrival is heard then. */
const MOST_UNHEARD = 8;

/** A state that others watch, and what deserves a word once. */
export class StateFeed<State, Notice> {
  readonly #listeners = new Set<() => void>();
  readonly #noticeListeners = new Set<(notice: Notice) => void>();
  #unheard: readonly Notice[] = [];
  #state: State;

  constructor(initial: State) {
    this.#state = initial;
  }

  getSnapshot = (): State => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onNotice(listener: (notice: Notice) => void): () => void {
    this.#noticeListeners.add(listener);
    // To all that come in the same moment, as the parts of a page do: one of them would take it from the others.
    const unheard = this.#unheard;
    if (unheard.length > 0) queueMicrotask(() => this.#heard(unheard));
    for (const notice of unheard) tellEach([listener], notice);
    return () => this.#noticeListeners.delete(listener);
  }

  set(state: State): void {
    this.#state = state;
    tellEach(this.#listeners);
  }

  notice(notice: Notice): void {
    if (this.#noticeListeners.size === 0) this.#unheard = [...this.#unheard, notice].slice(-MOST_UNHEARD);
    tellEach(this.#noticeListeners, notice);
  }

  #heard(notices: readonly Notice[]): void {
    this.#unheard = this.#unheard.filter((notice) => !notices.includes(notice));
  }

  /** Nobody hears of anything any more. */
  close(): void {
    this.#listeners.clear();
    this.#noticeListeners.clear();
    this.#unheard = [];
  }
}

/** One that throws keeps nothing from the others, nor whoever tells it from going on. */
function tellEach<A extends unknown[]>(listeners: Iterable<(...args: A) => void>, ...args: A): void {
  for (const listener of listeners) {
    try {
      listener(...args);
    } catch (error) {
      console.error(error);
    }
  }
}
