/** A state that others watch, and what deserves a word once. */
export class StateFeed<State, Notice> {
  readonly #listeners = new Set<() => void>();
  readonly #noticeListeners = new Set<(notice: Notice) => void>();
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
    return () => this.#noticeListeners.delete(listener);
  }

  set(state: State): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  notice(notice: Notice): void {
    for (const listener of this.#noticeListeners) listener(notice);
  }

  /** Nobody hears of anything any more. */
  close(): void {
    this.#listeners.clear();
    this.#noticeListeners.clear();
  }
}
