/** The sound of so long is looked at together. */
const WINDOW_MS = 2_000;
/** Of a window that was late: more than a scheduler's whims. */
const LATE_MS = 120;
/** A lid that was closed, a page that was frozen: nobody computed anything meanwhile. */
const ASLEEP_MS = 1_500;
/** One after the other. */
const WINDOWS = 3;
/** Programs are slow while they start. */
const STARTING_MS = 4_000;

/** Whether sound is made slower than it is needed: by its own time, in milliseconds, beside the clock on the wall. */
export class LagWatch {
  #begun: { readonly wallMs: number; readonly soundMs: number } | null = null;
  #startsUntilMs: number | null = null;
  #lateWindows = 0;

  /** Whether it has fallen behind again and again. */
  note(wallMs: number, soundMs: number): boolean {
    this.#startsUntilMs ??= soundMs + STARTING_MS;
    if (soundMs < this.#startsUntilMs) return false;
    this.#begun ??= { wallMs, soundMs };
    const wall = wallMs - this.#begun.wallMs;
    if (wall < WINDOW_MS) return false;
    const lateMs = wall - (soundMs - this.#begun.soundMs);
    this.#begun = { wallMs, soundMs };
    this.#lateWindows = lateMs > LATE_MS && wall < WINDOW_MS + ASLEEP_MS ? this.#lateWindows + 1 : 0;
    return this.#lateWindows >= WINDOWS;
  }

  /** Something else computes from here on. */
  reset(): void {
    this.#begun = null;
    this.#startsUntilMs = null;
    this.#lateWindows = 0;
  }
}
