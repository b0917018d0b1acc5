import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';
import type { Series } from '../../protocol/reservations/series.ts';
import type { CalendarPart, Mailbox } from '../ports.ts';
import { dateOf, newCalendar, ownWindow, repeating, timesOf } from './series-times.ts';

const REMIND_BEFORE_S = 15 * 60;

/** A reserved meeting as one person's calendar has it: others' addresses are not in it. */
export interface MeetingEvent {
  readonly series: Series;
  readonly summary: string;
  readonly description: string;
  /** Their own way in. */
  readonly link: string;
  /** Whom an answer goes to. */
  readonly organiser: Mailbox;
  /** Who sends for them. */
  readonly sentBy: string;
  readonly attendee: Mailbox;
}

/**
 * All of it: the rule without the dates that do not take place, and each that was moved under the name that it had
 * (RFC 5546, 3.2.2; RFC 5545, 3.8.4.4 and 3.8.5.1).
 */
export function requestOf(event: MeetingEvent): CalendarPart {
  const { series } = event;
  const calendar = calendarFor('REQUEST');
  calendar.createEvent({ ...common(event), ...timesOf(series, ownWindow(series)), ...repeating(series) });
  if (series.rule !== null) {
    for (const { date, moved, sequence } of series.changes) {
      if (moved !== null) calendar.createEvent({ ...common(event), sequence, ...dateOf(series, date, moved) });
    }
  }
  return { method: 'REQUEST', content: calendar.toString() };
}

/** One date that was moved, alone: who did not miss anything else is not asked again. Null: it was not. */
export function dateRequestOf(event: MeetingEvent, date: string): CalendarPart | null {
  const { series } = event;
  const change = series.changes.find((each) => each.date === date);
  if (!change?.moved || series.rule === null) return null;
  const calendar = calendarFor('REQUEST');
  const { sequence, moved } = change;
  calendar.createEvent({ ...common(event), sequence, ...dateOf(series, date, moved) });
  return { method: 'REQUEST', content: calendar.toString() };
}

/** None of it takes place (RFC 5546, 3.2.5). */
export function cancellationOf(event: MeetingEvent): CalendarPart {
  const { series } = event;
  const calendar = calendarFor('CANCEL');
  const cancelled = { status: ICalEventStatus.CANCELLED, alarms: [] };
  calendar.createEvent({ ...common(event), ...timesOf(series, ownWindow(series)), ...repeating(series), ...cancelled });
  return { method: 'CANCEL', content: calendar.toString() };
}

/** One date does not take place. Null: it does. */
export function dateCancellationOf(event: MeetingEvent, date: string): CalendarPart | null {
  const { series } = event;
  const change = series.changes.find((each) => each.date === date);
  if (change === undefined || change.moved !== null || series.rule === null) return null;
  const calendar = calendarFor('CANCEL');
  const window = { start: date, minutes: series.minutes };
  const cancelled = { status: ICalEventStatus.CANCELLED, alarms: [] };
  calendar.createEvent({
    ...common(event),
    sequence: change.sequence,
    ...dateOf(series, date, window),
    ...cancelled,
  });
  return { method: 'CANCEL', content: calendar.toString() };
}

function calendarFor(method: CalendarPart['method']): ICalCalendar {
  return newCalendar(method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST);
}

function common({
  series,
  summary,
  description,
  link,
  organiser,
  sentBy,
  attendee,
}: MeetingEvent): Omit<ICalEventData, 'start'> {
  return {
    id: series.uid,
    sequence: series.sequence,
    timezone: series.zone,
    summary,
    description,
    location: link,
    url: link,
    status: ICalEventStatus.CONFIRMED,
    organizer: {
      name: organiser.name ?? organiser.address,
      email: organiser.address,
      ...(organiser.address === sentBy ? {} : { sentBy }),
    },
    attendees: [
      {
        name: attendee.name ?? attendee.address,
        email: attendee.address,
        rsvp: true,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
      },
    ],
    alarms: [{ type: ICalAlarmType.display, triggerBefore: REMIND_BEFORE_S, description: summary }],
  };
}
