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
    const unheard = this.#unheard;
    this.#unheard = [];
    for (const notice of unheard) listener(notice);
    return () => this.#noticeListeners.delete(listener);
  }

  set(state: State): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  notice(notice: Notice): void {
    if (this.#noticeListeners.size === 0) this.#unheard = [...this.#unheard, notice].slice(-MOST_UNHEARD);
    for (const listener of this.#noticeListeners) listener(notice);
  }

  /** Nobody hears of anything any more. */
  close(): void {
    this.#listeners.clear();
    this.#noticeListeners.clear();
    this.#unheard = [];
  }
}
