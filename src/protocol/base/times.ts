// Times go out as what has passed and what is left, in whole milliseconds, since two clocks seldom agree. The types are made here alone, so that
// no clock's reading slips in among them. With each answer by which somebody comes in goes one reading of the server's
// clock: times of day are shown by it, in the reader's own time zone, and so are the same on every screen and in every
// list, however wrong the reader's clock is.

declare const unit: unique symbol;

/** For how long it has been so, or how long ago it was, in milliseconds, when it is sent. */
export type AgoMs = number & { readonly [unit]: 'ago' };
/** How much is left of it, in milliseconds, when it is sent. */
export type LeftMs = number & { readonly [unit]: 'left' };
/** What the server's clock says when it is sent, in milliseconds since the epoch. */
export type ClockReading = number & { readonly [unit]: 'clock' };

/** `at`: as the server's clock said then. */
export function agoOf(at: number, now = Date.now()): AgoMs {
  return Math.max(0, Math.round(now - at)) as AgoMs;
}

/** `at`: as the server's clock will say then. */
export function leftUntil(at: number, now = Date.now()): LeftMs {
  return Math.max(0, Math.round(at - now)) as LeftMs;
}

export function clockReading(now = Date.now()): ClockReading {
  return now as ClockReading;
}
