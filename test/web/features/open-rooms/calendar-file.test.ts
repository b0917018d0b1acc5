import ICAL from 'ical.js';
import { afterEach, expect, it } from 'vitest';
import { calendarFile } from '../../../../web/src/features/open-rooms/calendar-file.ts';
import { chosenTime, dayOf } from '../../../../web/src/features/open-rooms/chosen-time.ts';

const machineZone = process.env.TZ;
afterEach(() => {
  if (machineZone === undefined) delete process.env.TZ;
  else process.env.TZ = machineZone;
});

const LINK = 'https://meet.example/r/elternabend-abc';

function read(date: string, time: string, name = 'Elternabend') {
  const start = chosenTime(date, time);
  if (start === null) return null;
  const appointment = { roomId: 'elternabend-abc', name, link: LINK, description: `Guten Tag,\n${LINK}`, start };
  const text = calendarFile({ ...appointment, minutes: 90 });
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined);
  const [begins, ends] = [event.startDate, event.endDate].map((each) => each.toJSDate().toISOString());
  return { text, event, begins, ends };
}

it.each([
  ['Europe/Berlin', '2027-03-27', '10:00', '2027-03-27T09:00:00.000Z'],
  ['Europe/Berlin', '2027-03-28', '10:00', '2027-03-28T08:00:00.000Z'],
  ['Europe/Berlin', '2027-10-30', '10:00', '2027-10-30T08:00:00.000Z'],
  ['Europe/Berlin', '2027-10-31', '10:00', '2027-10-31T09:00:00.000Z'],
  ['Europe/Berlin', '2027-03-28', '02:30', '2027-03-28T01:30:00.000Z'],
  ['Pacific/Auckland', '2027-03-28', '10:00', '2027-03-27T21:00:00.000Z'],
  ['UTC', '2027-03-28', '10:00', '2027-03-28T10:00:00.000Z'],
])('%s: what is chosen on %s at %s is %s to every calendar', (zone, date, time, instant) => {
  process.env.TZ = zone;
  const found = read(date, time);
  expect(found?.begins).toBe(instant);
  expect(Date.parse(found?.ends ?? '') - Date.parse(instant)).toBe(90 * 60_000);
  expect(dayOf(new Date(instant))).toBe(date);
});

it('has the guests’ link where calendars look for it, and lines that calendars take', () => {
  const name = `Grüße 👩‍⚕️ ${'ü'.repeat(60)}`;
  const found = read('2027-03-28', '10:00', name);
  expect(found?.event.summary).toBe(name);
  expect(found?.event.location).toBe(LINK);
  expect(found?.event.description).toContain(LINK);
  for (const line of found?.text.split('\r\n') ?? []) expect(new TextEncoder().encode(line).length).toBeLessThan(76);
});

it('another date of the same room is an entry of its own, the same date the same one', () => {
  const uid = (date: string) => read(date, '10:00')?.event.uid;
  expect(uid('2027-03-28')).toBe(uid('2027-03-28'));
  expect(uid('2027-03-29')).not.toBe(uid('2027-03-28'));
});

it('what is no time is none', () => {
  for (const [date, time] of [
    ['', '10:00'],
    ['2027-03-28', ''],
    ['2027-13-01', '10:00'],
    ['28.03.2027', '10:00'],
  ] as const) {
    expect(chosenTime(date, time), `${date} ${time}`).toBeNull();
  }
});
