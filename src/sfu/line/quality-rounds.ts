import type { Measured } from './line-quality.ts';

export interface MeasurableLine {
  /** Null while nothing is heard of them. Errors: of a worker that has gone or gives no answer. */
  measure(): Promise<Measured | null>;
}

/** Each is asked once in a round; Prometheus usually looks as often or less. */
export const ROUND_MS = 10_000;
/** A round is spread over its whole length, so that a hundred people are never asked about at once. */
const TICK_MS = 250;
const TICKS = ROUND_MS / TICK_MS;
/** Questions wait in the worker's queue behind those of people; with a worker that hangs, so many wait at most. */
export const MAX_AT_ONCE = 8;
/** Nobody who reads looks more seldom; without a reader nothing is asked. */
export const KEPT_MS = 5 * 60_000;

/** Measures everybody's line, round by round, while somebody reads the figures. */
export class QualityRounds {
  readonly #lines: ReadonlySet<MeasurableLine>;
  #measured: ((measured: Measured) => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #until = 0;
  #tick = 0;
  /** Of this round, those not asked yet. */
  #waiting: MeasurableLine[] = [];
  #share = 0;
  /** How many of them should have been by now. */
  #due = 0;
  #asked = 0;
  #isClosed = false;

  constructor(lines: ReadonlySet<MeasurableLine>) {
    this.#lines = lines;
  }

  /** Goes on for KEPT_MS from now. */
  keep(measured: (measured: Measured) => void): void {
    if (this.#isClosed) return;
    this.#measured = measured;
    this.#until = performance.now() + KEPT_MS;
    if (this.#timer) return;
    this.#tick = 0;
    this.#timer = setInterval(() => this.#next(), TICK_MS);
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  #stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#measured = null;
    this.#waiting = [];
  }

  #next(): void {
    if (performance.now() > this.#until) {
      this.#stop();
      return;
    }
    if (this.#tick === 0) {
      // Who was not asked because answers were slow is left out of the round that ends.
      this.#waiting = [...this.#lines];
      this.#share = this.#waiting.length / TICKS;
      this.#due = 0;
    }
    this.#tick = (this.#tick + 1) % TICKS;
    this.#due += this.#share;
    // A tick of its own for what is left of the fractions.
    if (this.#tick === 0) this.#due = this.#waiting.length;
    this.#ask();
  }

  #ask(): void {
    while (this.#due >= 1 && this.#asked < MAX_AT_ONCE) {
      const line = this.#waiting.pop();
      if (!line) return;
      this.#due -= 1;
      void this.#measure(line);
    }
  }

  async #measure(line: MeasurableLine): Promise<void> {
    this.#asked += 1;
    try {
      const measured = await line.measure();
      if (measured) this.#measured?.(measured);
    } catch {
      // Their session is over, or its worker is; nothing is known of them then.
    } finally {
      this.#asked -= 1;
      this.#ask();
    }
  }
}
