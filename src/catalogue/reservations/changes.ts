import { AppError } from '../../platform/errors.ts';
import type { ChangedDate, Series, Times, TimeWindow } from '../../protocol/reservations/series.ts';
import { changedTimes, datesOf, endingOn } from './dates.ts';

// What becomes of a series when it is changed. Each change has a number above all before it (SEQUENCE in RFC 5545), the
// series' own and its dates' together, so that no calendar takes an old message for the newer one.

/** As a whole. Single dates that are otherwise stay so, as far as the series still has them. Errors: SeriesError. */
export function changeSeries(series: Series, changes: Partial<Times>): Series {
  return withTimes(series, changedTimes(series, changes));
}

/** `lastDay`: on which it takes place for the last time at most. Errors: SeriesError. */
export function endSeries(series: Series, lastDay: string): Series {
  if (series.rule === null) throw new AppError('INVALID_STATE');
  return withTimes(series, endingOn(series, lastDay));
}

/** One date; null: it does not take place. To where it was before, it takes place as by the rule. Errors: NOT_FOUND. */
export function changeDate(series: Series, date: string, moved: TimeWindow | null): Series {
  if (!datesOf(series).includes(date)) throw new AppError('NOT_FOUND');
  const change: ChangedDate = { date, moved, sequence: nextSequence(series) };
  const others = series.changes.filter((other) => other.date !== date);
  return { ...series, changes: [...others, change].sort((one, other) => (one.date < other.date ? -1 : 1)) };
}

/** Something is said otherwise that is not of its times. */
export function touchSeries(series: Series): Series {
  return withTimes(series, series);
}

function withTimes(series: Series, times: Times): Series {
  const dates = new Set(datesOf(times));
  const sequence = nextSequence(series);
  // Each is newer than the series: what is otherwise must not be taken back by it.
  const changes = series.changes.filter(({ date }) => dates.has(date));
  return {
    ...series,
    ...times,
    changes: changes.map((change, at) => ({ ...change, sequence: sequence + at + 1 })),
    sequence,
  };
}

function nextSequence({ sequence, changes }: Series): number {
  return Math.max(sequence, ...changes.map((change) => change.sequence)) + 1;
}
