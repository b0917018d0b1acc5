import type { Series } from '../../protocol/reservations/series.ts';
import { datesOf } from './dates.ts';
import { instantOf } from './zoned.ts';

const MINUTE_MS = 60_000;

/** One time that a series takes place. Instants are milliseconds since the epoch. */
export interface Occurrence {
  /** When it would have begun by the rule, in local time: its name, also when it was moved. */
  readonly date: string;
  /** In local time. */
  readonly start: string;
  readonly minutes: number;
  readonly beginsAt: number;
  readonly endsAt: number;
  /** The series', or its own where it is otherwise. */
  readonly sequence: number;
}

/** All of a series, without the dates that were cancelled, in the order in which they take place. */
export function occurrencesOf(series: Series): readonly Occurrence[] {
  const changes = new Map(series.changes.map((change) => [change.date, change]));
  const occurrences = datesOf(series).flatMap((date) => {
    const change = changes.get(date);
    if (change?.moved === null) return [];
    const { start, minutes } = change?.moved ?? { start: date, minutes: series.minutes };
    const beginsAt = instantOf(start, series.zone);
    const endsAt = beginsAt + minutes * MINUTE_MS;
    return [{ date, start, minutes, beginsAt, endsAt, sequence: change?.sequence ?? series.sequence }];
  });
  return occurrences.sort((one, other) => one.beginsAt - other.beginsAt);
}

/** Those that touch the time from `from` to `to`. */
export function occurrencesBetween(
  series: Series,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Occurrence[] {
  return occurrencesOf(series).filter(({ beginsAt, endsAt }) => beginsAt < to && endsAt > from);
}
