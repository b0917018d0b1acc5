import { occurrencesOf } from './occurrences.ts';
import type { ReservationTerms, SeatWindow, StoredReservation } from './ports.ts';

const MINUTE_MS = 60_000;

/** All windows of a reservation, with what is kept free before and after; none of one that was cancelled. */
export function seatWindowsOf(
  reservation: Pick<StoredReservation, 'series' | 'cancelledAt' | keyof ReservationTerms>,
): readonly SeatWindow[] {
  const { series, cancelledAt, minutesBefore, minutesAfter } = reservation;
  if (cancelledAt !== null) return [];
  return occurrencesOf(series).map(({ date, beginsAt, endsAt }) => ({
    date,
    beginsAt,
    endsAt,
    opensAt: beginsAt - minutesBefore * MINUTE_MS,
    closesAt: endsAt + minutesAfter * MINUTE_MS,
  }));
}

/** Those of one series would be two meetings in one room at once. */
export function overlapThemselves(windows: readonly SeatWindow[]): boolean {
  return windows.some(({ beginsAt }, index) => beginsAt < (windows[index - 1]?.endsAt ?? Number.NEGATIVE_INFINITY));
}
