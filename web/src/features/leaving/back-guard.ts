/** The part of the browser's history that is needed. */
export interface HistoryPort {
  readonly state: unknown;
  pushState(state: unknown, unused: string): void;
  back(): void;
  forward(): void;
}

export interface PopEvents {
  addEventListener(name: 'popstate', listener: () => void): void;
  removeEventListener(name: 'popstate', listener: () => void): void;
}

/** Marks the entry that stands for being inside; it survives a reload, as the seat does. */
const INSIDE = 'tafelrunde-inside';

/**
 * While it is armed, the browser's Back (a key, a button, a swipe) leads nowhere but to `onBack`. There is one entry
 * more in the history for that: Back takes it off, and it is put back at once by going forward, because browsers skip
 * entries that a page adds by itself.
 */
export class BackGuard {
  readonly #history: HistoryPort;
  readonly #events: PopEvents;
  readonly #onBack: () => void;
  #isArmed = false;
  /** The entry is being taken off, which the browser does in its own time. */
  #isLeaving = false;

  constructor({ history, events, onBack }: { history: HistoryPort; events: PopEvents; onBack: () => void }) {
    this.#history = history;
    this.#events = events;
    this.#onBack = onBack;
    events.addEventListener('popstate', this.#popped);
  }

  arm(): void {
    if (this.#isArmed) return;
    this.#isArmed = true;
    if (!this.#isLeaving) this.#enter();
  }

  /** Back is the browser's own again. */
  disarm(): void {
    if (!this.#isArmed) return;
    this.#isArmed = false;
    if (!this.#isInside || this.#isLeaving) return;
    this.#isLeaving = true;
    this.#history.back();
  }

  close(): void {
    this.disarm();
    this.#events.removeEventListener('popstate', this.#popped);
  }

  get #isInside(): boolean {
    return this.#history.state === INSIDE;
  }

  #enter(): void {
    if (!this.#isInside) this.#history.pushState(INSIDE, '');
  }

  readonly #popped = (): void => {
    if (this.#isLeaving) {
      this.#isLeaving = false;
      if (this.#isArmed) this.#enter();
      return;
    }
    if (!this.#isArmed || this.#isInside) return;
    this.#history.forward();
    this.#onBack();
  };
}
