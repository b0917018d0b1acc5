import { Temporal } from 'temporal-polyfill';

// Local times and instants, by the rules of a zone that come with Node and never by those of this machine.

const PRECISION = { smallestUnit: 'minute' } as const;

/**
 * In milliseconds since the epoch. As RFC 5545, 3.3.5 has it: a time that does not occur, because the clocks go forward,
 * is taken by the offset before; of one that occurs twice it is the first.
 */
export function instantOf(wallTime: string, zone: string): number {
  return Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

/** `2026-11-30T14:00`; seconds are left out. */
export function wallTimeOf(epochMs: number, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ ...PRECISION, roundingMode: 'trunc' });
}

export function addToWallTime(
  wallTime: string,
  duration: { readonly days?: number; readonly minutes?: number },
): string {
  return Temporal.PlainDateTime.from(wallTime).add(duration).toString(PRECISION);
}
