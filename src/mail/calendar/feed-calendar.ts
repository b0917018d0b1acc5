import { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Series } from '../../protocol/reservations/series.ts';
import { dateOf, newCalendar, ownWindow, repeating, timesOf } from './series-times.ts';

/** So often programs are asked to look, which decide for themselves. */
const LOOK_EVERY_S = 3_600;

/** A reservation as those who plan have it in their own calendar. */
export interface FeedEntry {
  readonly series: Series;
  readonly summary: string;
  readonly room: string;
  readonly seats: number;
  readonly link: string;
}

/** All of them as one calendar that is read again and again (RFC 5545, RFC 7986); nobody is invited by it. */
export function feedOf(name: string, entries: readonly FeedEntry[]): string {
  const calendar = newCalendar(ICalCalendarMethod.PUBLISH);
  calendar.name(name);
  calendar.ttl(LOOK_EVERY_S);
  for (const { series, summary, room, seats, link } of entries) {
    const common = {
      id: series.uid,
      timezone: series.zone,
      summary,
      description: `${room} (${seats})`,
      location: link,
      url: link,
      status: ICalEventStatus.CONFIRMED,
    };
    calendar.createEvent({
      ...common,
      sequence: series.sequence,
      ...timesOf(series, ownWindow(series)),
      ...repeating(series),
    });
    if (series.rule === null) continue;
    for (const { date, moved, sequence } of series.changes) {
      if (moved !== null) calendar.createEvent({ ...common, sequence, ...dateOf(series, date, moved) });
    }
  }
  return calendar.toString();
}
