import { afterEach, expect, it } from 'vitest';
import { occurrencesOf } from '../../../src/catalogue/reservations/occurrences.ts';
import {
  cancellationOf,
  dateCancellationOf,
  dateRequestOf,
  requestOf,
} from '../../../src/mail/calendar/meeting-calendar.ts';
import type { Series, Times } from '../../../src/protocol/reservations/series.ts';
import { readCalendar } from './read-calendar.ts';
import { meeting, seriesOf } from './series.ts';

const machineZone = process.env.TZ;
afterEach(() => {
  if (machineZone === undefined) delete process.env.TZ;
  else process.env.TZ = machineZone;
});

const WEEKLY = { start: '2027-03-15T10:00', rule: 'FREQ=WEEKLY;COUNT=5' };
const moved = (date: string, start: string, sequence: number, minutes = 60) => ({
  date,
  moved: { start, minutes },
  sequence,
});
const dropped = (date: string, sequence: number) => ({ date, moved: null, sequence });

const SERIES: readonly (readonly [string, Partial<Times>, Series['changes']])[] = [
  ['once', {}, []],
  ['weekly over the change to summer time', WEEKLY, []],
  ['weekly over the change to winter time', { start: '2027-10-18T10:00', rule: 'FREQ=WEEKLY;COUNT=4' }, []],
  ['Mondays at 00:30 over both', { start: '2026-09-28T00:30', rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270405' }, []],
  ['Auckland', { zone: 'Pacific/Auckland', start: '2027-03-25T09:00', rule: 'FREQ=DAILY;COUNT=20' }, []],
  ['UTC', { zone: 'UTC', rule: 'FREQ=DAILY;COUNT=3' }, []],
  ['without one date', WEEKLY, [dropped('2027-03-29T10:00', 1)]],
  ['with one date elsewhere', WEEKLY, [moved('2027-03-29T10:00', '2027-03-30T15:30', 1)]],
  [
    'with both, one moved out of the order',
    WEEKLY,
    [dropped('2027-03-22T10:00', 1), moved('2027-03-29T10:00', '2027-05-03T08:00', 2)],
  ],
  [
    'with a date moved out of the hour that is left out in spring',
    { start: '2027-03-27T02:30', rule: 'FREQ=DAILY;COUNT=3' },
    [moved('2027-03-28T02:30', '2027-03-28T12:00', 1)],
  ],
];

const instantsOf = (series: Series) => occurrencesOf(series).map(({ beginsAt }) => new Date(beginsAt).toISOString());

it.each(SERIES)('a calendar reads the dates that are kept: %s', (_, times, changes) => {
  const series = seriesOf(times, { changes });
  const { begins } = readCalendar(requestOf(meeting(series)).content);
  expect(begins).toEqual(instantsOf(series).sort());
});

it('what goes out is the same wherever the server stands', () => {
  const written = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((zone) => {
    process.env.TZ = zone;
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    return SERIES.map(([, times, changes]) =>
      requestOf(meeting(seriesOf(times, { changes }))).content.replace(/DTSTAMP:.*/g, ''),
    );
  });
  expect(written[1]).toEqual(written[0]);
  expect(written[2]).toEqual(written[0]);
});

it('brings its zone along, says its times in it and when it was written in UTC', () => {
  const { content, method } = requestOf(meeting(seriesOf()));
  const { zones, method: inside, events } = readCalendar(content);
  expect({ method, inside, zones }).toEqual({ method: 'REQUEST', inside: 'REQUEST', zones: ['Europe/Berlin'] });
  expect(content).toContain('DTSTART;TZID=Europe/Berlin:20270322T100000');
  expect(content).toMatch(/^DTSTAMP:\d{8}T\d{6}Z\r$/m);
  expect(events).toEqual([
    expect.objectContaining({
      uid: 'termin-1',
      start: '2027-03-22T09:00:00.000Z',
      end: '2027-03-22T10:30:00.000Z',
      status: 'CONFIRMED',
      organizer: 'mailto:eva@klinik.example',
      attendees: ['MAILTO:juergen@klinik.example'],
    }),
  ]);
});

it('a date that was moved goes out alone, by the name that it had and with its own higher sequence', () => {
  const changes = [dropped('2027-03-22T10:00', 3), moved('2027-03-29T10:00', '2027-03-30T15:30', 4)];
  const event = meeting(seriesOf(WEEKLY, { changes, sequence: 2 }));
  const part = dateRequestOf(event, '2027-03-29T10:00');
  const { events, method } = readCalendar(part?.content ?? '');
  expect({ method, mime: part?.method }).toEqual({ method: 'REQUEST', mime: 'REQUEST' });
  expect(events).toEqual([
    expect.objectContaining({
      uid: 'termin-1',
      sequence: 4,
      recurrenceId: '2027-03-29T10:00:00',
      start: '2027-03-30T13:30:00.000Z',
    }),
  ]);
  expect(part?.content).not.toContain('RRULE:FREQ=WEEKLY');
  expect(dateRequestOf(event, '2027-03-22T10:00')).toBeNull();
  expect(dateRequestOf(event, '2027-04-05T10:00')).toBeNull();
});

it('a calendar is asked to remind a quarter of an hour before, also of a date that moved, and of nothing that was called off', () => {
  const changes = [dropped('2027-03-22T10:00', 1), moved('2027-03-29T10:00', '2027-03-30T15:30', 2)];
  const event = meeting(seriesOf(WEEKLY, { changes }));
  const alarmsOf = (part: { content: string } | null) =>
    readCalendar(part?.content ?? '')
      .root.getAllSubcomponents('vevent')
      .map((each) =>
        each.getAllSubcomponents('valarm').map((alarm) => ({
          action: alarm.getFirstPropertyValue('action'),
          trigger: String(alarm.getFirstPropertyValue('trigger')),
          says: alarm.getFirstPropertyValue('description'),
        })),
      );
  const quarter = [{ action: 'DISPLAY', trigger: '-PT15M', says: 'Vorstand' }];
  expect(alarmsOf(requestOf(event))).toEqual([quarter, quarter]);
  expect(alarmsOf(dateRequestOf(event, '2027-03-29T10:00'))).toEqual([quarter]);
  expect(alarmsOf(dateCancellationOf(event, '2027-03-22T10:00'))).toEqual([[]]);
  expect(alarmsOf(cancellationOf(event))).toEqual([[]]);
});

it('a date that was cancelled is cancelled alone, and all of it all together, in words and in METHOD', () => {
  const event = meeting(seriesOf(WEEKLY, { changes: [dropped('2027-03-22T10:00', 3)], sequence: 2 }));
  const one = dateCancellationOf(event, '2027-03-22T10:00');
  expect(readCalendar(one?.content ?? '')).toMatchObject({
    method: 'CANCEL',
    events: [{ status: 'CANCELLED', sequence: 3, recurrenceId: '2027-03-22T10:00:00', uid: 'termin-1' }],
  });
  expect(dateCancellationOf(event, '2027-03-29T10:00')).toBeNull();
  const all = cancellationOf(event);
  expect(all.method).toBe('CANCEL');
  expect(readCalendar(all.content)).toMatchObject({
    method: 'CANCEL',
    events: [{ status: 'CANCELLED', sequence: 2, recurrenceId: null, uid: 'termin-1' }],
  });
});

it('no line is longer than 75 octets, no letter or emoji is torn, and nothing that is said breaks out of its line', () => {
  const wicked = `Grüße 👩‍⚕️${'ü'.repeat(90)}${'🎉'.repeat(40)}; a, b\\c\r\nEND:VEVENT\nX-EVIL:1`;
  const name = 'Eva "die" Größe\r\nATTENDEE:mailto:alle@klinik.example';
  for (let shift = 0; shift < 8; shift += 1) {
    const summary = 'x'.repeat(shift) + wicked;
    const { content } = requestOf(
      meeting(seriesOf(), { summary, organiser: { name, address: 'eva@klinik.example' }, description: summary }),
    );
    const lines = content.split('\r\n');
    for (const line of lines) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    expect(content).not.toContain('\uFFFD');
    // Torn, half of a letter could not be written in UTF-8.
    for (const line of lines) expect(Buffer.from(line).toString('utf8')).toBe(line);
    const { events, root } = readCalendar(content);
    expect(events.map((event) => event.summary)).toEqual([summary.replace('\r\n', '\n')]);
    expect(events[0]?.attendees).toHaveLength(1);
    expect(root.getFirstSubcomponent('vevent')?.hasProperty('x-evil')).toBe(false);
  }
});
