import ical, { type ICalCalendar, type ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { instantOf, wallTimeOf } from '../../catalogue/reservations/zoned.ts';
import type { Series, TimeWindow } from '../../protocol/reservations/series.ts';
import { compact, WallTime } from './wall-time.ts';

// When a series takes place, as calendars write it: for one who is invited, and for those who plan.

const PRODUCT = { company: 'Tafelrunde', product: 'Tafelrunde', language: 'DE' };
const MINUTE_MS = 60_000;

export function newCalendar(method: ICalCalendarMethod): ICalCalendar {
  return ical({
    prodId: PRODUCT,
    method,
    // Each event names its own zone; that of the calendar would also be taken for what is in UTC.
    timezone: { name: null, generator: (zone) => tzlib_get_ical_block(zone)[0] ?? null },
  });
}

/** Of what takes place once, as it was moved last. */
export function ownWindow({ rule, start, minutes, changes }: Series): TimeWindow {
  return (rule === null ? changes[0]?.moved : null) ?? { start, minutes };
}

export function timesOf({ zone }: Series, { start, minutes }: TimeWindow): Pick<ICalEventData, 'start' | 'end'> {
  const beginsAt = instantOf(start, zone);
  const endsAt = beginsAt + minutes * MINUTE_MS;
  return { start: new WallTime(start, beginsAt), end: new WallTime(wallTimeOf(endsAt, zone), endsAt) };
}

export function dateOf(series: Series, date: string, window: TimeWindow) {
  return { ...timesOf(series, window), recurrenceId: new WallTime(date, instantOf(date, series.zone)) };
}

export function repeating({ rule, zone, changes }: Series): Pick<ICalEventData, 'repeating'> {
  if (rule === null) return {};
  const dropped = changes.filter(({ moved }) => moved === null).map(({ date }) => compact(date));
  const except = dropped.length === 0 ? [] : [`EXDATE;TZID=${zone}:${dropped.join(',')}`];
  return { repeating: [`RRULE:${rule}`, ...except].join('\r\n') };
}
