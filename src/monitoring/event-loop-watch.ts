const LOOK_EVERY_MS = 250;
/** Nobody hears another who waits for so long; a busy server answers within some tens of milliseconds. */
const STALLED_MS = 1_000;
/** Longer than whoever watches over the server waits between two looks. */
const REMEMBERED_MS = 60_000;

/** Says whether this process came to do its work lately, or stood still: by something that takes long, or by the machine. */
export class EventLoopWatch {
  readonly #timer: NodeJS.Timeout;
  readonly #stalled: (ms: number) => void;
  #expectedAt = performance.now() + LOOK_EVERY_MS;
  #stalledAt = Number.NEGATIVE_INFINITY;

  /** `stalled` is told each time, with for how long. */
  constructor({ stalled }: { readonly stalled: (ms: number) => void }) {
    this.#stalled = stalled;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  get isWell(): boolean {
    // Whoever asks may come before the timer does.
    this.#look();
    return performance.now() - this.#stalledAt > REMEMBERED_MS;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = performance.now();
    const late = now - this.#expectedAt;
    if (late < 0) return;
    this.#expectedAt = now + LOOK_EVERY_MS;
    if (late < STALLED_MS) return;
    this.#stalledAt = now;
    this.#stalled(Math.round(late));
  }
}
