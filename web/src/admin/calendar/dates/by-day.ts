import type { CalendarDate } from '../../../../../src/protocol/api/reservations.ts';
import { dayOf } from '../days.ts';

/** By the day on which they begin there, each day's in the order in which they begin. */
export function byDay(dates: readonly CalendarDate[], zone: string): ReadonlyMap<string, readonly CalendarDate[]> {
  const inOrder = dates.toSorted((one, other) => Date.parse(one.beginsAt) - Date.parse(other.beginsAt));
  return Map.groupBy(inOrder, ({ beginsAt }) => dayOf(Date.parse(beginsAt), zone));
}
