import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../platform/errors.ts';
import {
  MAX_OCCURRENCES,
  MAX_SERIES_DAYS,
  type RuleParts,
  readRule,
  type Times,
} from '../../protocol/reservations/series.ts';
import { addToWallTime, instantOf, wallTimeOf } from './zoned.ts';

// On which dates a series takes place. A rule is worked out on the calendar alone, as though there were no zones, and only
// then each local time becomes an instant: an hour stays that hour, and Monday at 00:30 stays a Monday wherever the server is.

const UTC = 'UTC';
/** A rule that fits no date, such as each 30 February, is given up after so many years, months, weeks or days. */
const MAX_STEPS = 2_000;

/** Why a series cannot be kept, as the web and the command line say it. */
export type SeriesFault =
  | 'start-not-in-rule'
  | 'too-many-dates'
  | 'too-long'
  | 'until-before-start'
  | 'overlaps-itself'
  | 'is-over';

export class SeriesError extends AppError {
  readonly fault: SeriesFault;

  constructor(fault: SeriesFault) {
    super('SERIES_INVALID', { details: { fault } });
    this.fault = fault;
  }
}

/**
 * As it is kept: each calendar reads the same dates out of it. The last date is an instant, since one that is only a day is
 * read in UTC by some, and a series at 00:30 would lose its last date there. Errors: SeriesError.
 */
export function canonicalTimes(times: Times): Times {
  const { rule, start } = times;
  const parts = rule === null ? null : readRule(rule);
  if (parts === null) return { ...times, rule: null };
  const lastDay = lastDayOf(parts, times);
  if (lastDay !== null && lastDay < start.slice(0, 10)) throw new SeriesError('until-before-start');
  const { UNTIL: _, ...others } = parts;
  const until = lastDay === null ? {} : { UNTIL: untilOf(lastDay, times) };
  const canonical = { ...times, rule: ruleOf({ ...others, ...until }) };
  // Nothing that comes after it is looked at.
  const dates = datesOf(canonical);
  if (dates[0] !== start) throw new SeriesError('start-not-in-rule');
  if (dates.length > MAX_OCCURRENCES) throw new SeriesError('too-many-dates');
  const last = addToWallTime(start, { days: MAX_SERIES_DAYS });
  if (dates.some((date) => date > last)) throw new SeriesError('too-long');
  return canonical;
}

/** The same series with another end: `lastDay` (`2027-03-29`) is the last on which it may take place. */
export function endingOn(times: Times, lastDay: string): Times {
  const parts = times.rule === null ? null : readRule(times.rule);
  if (parts === null) return times;
  const { COUNT: _, UNTIL: __, ...others } = parts;
  return canonicalTimes({ ...times, rule: ruleOf({ ...others, UNTIL: lastDay.replaceAll('-', '') }) });
}

/** `2027-03-29`: on which it may take place for the last time, in its zone; null: it has so many dates. */
function lastDayOf({ UNTIL: until }: Pick<RuleParts, 'UNTIL'>, { start, zone }: Times): string | null {
  if (until === undefined) return null;
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  if (!until.endsWith('Z')) return day;
  const at = instantOf(`${day}T${until.slice(9, 11)}:${until.slice(11, 13)}`, UTC);
  const localDay = wallTimeOf(at, zone).slice(0, 10);
  const isBeforeStart = instantOf(`${localDay}T${start.slice(11)}`, zone) > at;
  return isBeforeStart ? addToWallTime(`${localDay}T00:00`, { days: -1 }).slice(0, 10) : localDay;
}

/**
 * The same series at other local times. Where nothing is said of its rule, it ends on the day on which it ended before.
 * Errors: SeriesError.
 */
export function changedTimes(before: Times, changes: Partial<Times>): Times {
  const parts = before.rule === null || changes.rule !== undefined ? null : readRule(before.rule);
  const lastDay = parts && lastDayOf(parts, before);
  if (parts === null || lastDay === null) return canonicalTimes({ ...before, ...changes });
  return canonicalTimes({
    ...before,
    ...changes,
    rule: ruleOf({ ...parts, UNTIL: lastDay.replaceAll('-', '') }),
  });
}

/** The local times at which it begins by its rule, in their order; one more than there may be where there are too many. */
export function datesOf(times: Times): readonly string[] {
  const { start, rule } = times;
  const parts = rule === null ? null : readRule(rule);
  if (rule === null || parts === null) return [start];
  const lastDay = lastDayOf(parts, times);
  const { UNTIL: _, ...others } = parts;
  const floating = ruleOf(lastDay === null ? others : { ...others, UNTIL: `${lastDay.replaceAll('-', '')}T235959Z` });
  const dtstart = Temporal.PlainDateTime.from(start).toZonedDateTime(UTC);
  const last = addToWallTime(start, { days: MAX_SERIES_DAYS + 1 });
  const dates: string[] = [];
  try {
    new RRuleTemporal({ rruleString: floating, dtstart, maxIterations: MAX_STEPS }).all((date) => {
      dates.push(wallTimeOf(date.epochMilliseconds, UTC));
      return dates.length <= MAX_OCCURRENCES && (dates.at(-1) ?? start) < last;
    });
  } catch (error) {
    // The library gives up on what fits no date.
    throw new AppError('SERIES_INVALID', { cause: error });
  }
  return dates;
}

/** Of the last date in the series, as an instant in UTC (RFC 5545, 3.3.10). */
function untilOf(lastDay: string, { start, zone }: Times): string {
  const at = instantOf(`${lastDay}T${start.slice(11)}`, zone);
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

const ORDER = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS', 'WKST'] as const;

function ruleOf(parts: RuleParts): string {
  return ORDER.flatMap((name) => (parts[name] === undefined ? [] : [`${name}=${parts[name]}`])).join(';');
}
