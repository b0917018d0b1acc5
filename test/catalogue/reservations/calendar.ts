import ICAL from 'ical.js';
import type { Series } from '../../../src/protocol/reservations/series.ts';

// Reads a series with another program's eyes: as calendars would, from an iCalendar object.

const BERLIN = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`;

const NEW_YORK = `BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE`;

const compact = (wallTime: string) => `${wallTime.replace(/[-:]/g, '')}00`;

/** The instants at which ical.js has it begin, in ISO form. */
export function asCalendarsRead({ start, zone, minutes, rule, changes, uid, sequence }: Series): readonly string[] {
  const skipped = changes.filter(({ moved }) => moved === null);
  const moved = changes.flatMap(({ date, moved: to, sequence: own }) => (to ? [{ date, own, ...to }] : []));
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    BERLIN,
    NEW_YORK,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;TZID=${zone}:${compact(start)}`,
    `DURATION:PT${minutes}M`,
    ...(rule === null ? [] : [`RRULE:${rule}`]),
    ...skipped.map(({ date }) => `EXDATE;TZID=${zone}:${compact(date)}`),
    'END:VEVENT',
    ...moved.flatMap((one) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SEQUENCE:${one.own}`,
      `RECURRENCE-ID;TZID=${zone}:${compact(one.date)}`,
      `DTSTART;TZID=${zone}:${compact(one.start)}`,
      `DURATION:PT${one.minutes}M`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  const calendar = new ICAL.Component(ICAL.parse(text.join('\n').replaceAll('\n', '\r\n')));
  for (const component of calendar.getAllSubcomponents('vtimezone')) {
    const timezone = new ICAL.Timezone(component);
    if (!ICAL.TimezoneService.has(timezone.tzid)) ICAL.TimezoneService.register(timezone);
  }
  const components = calendar.getAllSubcomponents('vevent');
  const event = components.map((one) => new ICAL.Event(one)).find((one) => !one.isRecurrenceException());
  if (event === undefined) throw new Error('no event');
  for (const one of components) if (one.hasProperty('recurrence-id')) event.relateException(one);
  const read: string[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    read.push(event.getOccurrenceDetails(next).startDate.toJSDate().toISOString());
  }
  return read.sort();
}
