import { canonicalTimes } from '../../../src/catalogue/reservations/dates.ts';
import type { MeetingEvent } from '../../../src/mail/calendar/meeting-calendar.ts';
import type { Series, Times } from '../../../src/protocol/reservations/series.ts';

export function seriesOf(times: Partial<Times> = {}, more: Partial<Pick<Series, 'changes' | 'sequence'>> = {}): Series {
  const wish = { start: '2027-03-22T10:00', minutes: 90, zone: 'Europe/Berlin', rule: null, ...times };
  return { ...canonicalTimes(wish), changes: [], uid: 'termin-1', sequence: 0, ...more };
}

export function meeting(series: Series, changes: Partial<MeetingEvent> = {}): MeetingEvent {
  return {
    series,
    summary: 'Vorstand',
    description: 'Bitte pünktlich',
    link: 'https://meet.example/r/vorstand#invite=geheim',
    organiser: { name: 'Eva Muster', address: 'eva@klinik.example' },
    sentBy: 'konferenz@tafelrunde.example',
    attendee: { name: 'Jürgen Müller', address: 'juergen@klinik.example' },
    ...changes,
  };
}
