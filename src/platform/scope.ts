/** What ends with its owner: its timers, and whatever else it has to close. */
export class Scope {
  #closed = false;
  readonly #closers = new Set<() => void>();

  get closed(): boolean {
    return this.#closed;
  }

  /** Runs once when the owner ends, in the order in which it was said; at once when it has ended already. */
  onClose(closer: () => void): void {
    if (this.#closed) closer();
    else this.#closers.add(closer);
  }

  /** Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const closer of this.#closers) closer();
    this.#closers.clear();
  }
}

/** One time that something is due, by a timer that ends with its scope. */
export class Timer {
  readonly #scope: Scope;
  #due: NodeJS.Timeout | undefined;

  constructor(scope: Scope) {
    this.#scope = scope;
    scope.onClose(() => this.stop());
  }

  get isRunning(): boolean {
    return this.#due !== undefined;
  }

  /** In place of one that runs. Never, when the scope has ended. */
  start(delayMs: number, expired: () => void): void {
    this.stop();
    if (this.#scope.closed) return;
    this.#due = setTimeout(() => {
      this.#due = undefined;
      expired();
    }, delayMs);
  }

  /** Idempotent. */
  stop(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
  }
}
