import type { AgoMs, ClockReading } from '../../../src/protocol/index.ts';

// The server says how much is left or has passed when it sends; from then on this page's own clock goes on, the one that
// nobody sets: a computer whose time of day is wrong counts as right as any other.

declare const page: unique symbol;

/** A moment on this page's own clock, `performance.now()`; of what was before the page, negative. */
export type Moment = number & { readonly [page]: 'moment' };

export function thisMoment(): Moment {
  return performance.now() as Moment;
}

export function momentAgo(ms: AgoMs): Moment {
  return (performance.now() - ms) as Moment;
}

/** Of what is left by the server's word, or by a rule that this page knows. */
export function momentIn(ms: number): Moment {
  return (performance.now() + ms) as Moment;
}

/**
 * The clock whose times of day are shown: the server's, in the reader's own time zone. So a message, a line of the
 * attendance list and the clock above the table say the same on every screen, also where the reader's own clock is wrong.
 */
export class ServerClock {
  /** What it said when this page's own clock began. Before anything is heard of it, this device's. */
  #zero = performance.timeOrigin;

  /** To be called with every answer that carries a reading: a device that has slept has lost count. */
  learn(reading: ClockReading): void {
    this.#zero = reading - performance.now();
  }

  dateOf(moment: Moment): Date {
    return new Date(this.#zero + moment);
  }
}

/** When it was, by the server's clock, of what one and the same answer says. */
export function dateBefore(reading: ClockReading, ms: AgoMs): Date {
  return new Date(reading - ms);
}
