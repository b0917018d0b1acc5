import ical, { ICalAlarmType } from 'ical-generator';

const MINUTE_MS = 60_000;
const REMIND_BEFORE_S = 15 * 60;

export interface Appointment {
  readonly roomId: string;
  readonly name: string;
  /** For guests. */
  readonly link: string;
  readonly description: string;
  readonly start: Date;
  readonly minutes: number;
}

/**
 * A file that calendars read. Its time is an instant in UTC, which each calendar shows in its owner's own zone: what takes
 * place once needs no rules of zones. A room may have several dates, and each is an entry of its own.
 */
export function calendarFile({ roomId, name, link, description, start, minutes }: Appointment): string {
  const { host } = new URL(link);
  const calendar = ical({ prodId: { company: 'Tafelrunde', product: 'Tafelrunde', language: 'DE' } });
  calendar.createEvent({
    id: `${roomId}-${start.getTime()}@${host}`,
    start,
    end: new Date(start.getTime() + minutes * MINUTE_MS),
    summary: name,
    description,
    location: link,
    url: link,
    alarms: [{ type: ICalAlarmType.display, triggerBefore: REMIND_BEFORE_S, description: name }],
  });
  return calendar.toString();
}
