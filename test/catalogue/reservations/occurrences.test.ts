import { afterEach, expect, it } from 'vitest';
import { canonicalTimes, changedTimes, endingOn, SeriesError } from '../../../src/catalogue/reservations/dates.ts';
import { holidaysOn } from '../../../src/catalogue/reservations/holidays.ts';
import { occurrencesBetween, occurrencesOf } from '../../../src/catalogue/reservations/occurrences.ts';
import type { Series, Times } from '../../../src/protocol/reservations/series.ts';
import { asCalendarsRead } from './calendar.ts';

const machineZone = process.env.TZ;
afterEach(() => {
  if (machineZone === undefined) delete process.env.TZ;
  else process.env.TZ = machineZone;
});

function seriesOf(times: Partial<Times>, changes: Series['changes'] = []): Series {
  const wish = { start: '2026-11-30T14:00', minutes: 60, zone: 'Europe/Berlin', rule: null, ...times };
  return { ...canonicalTimes(wish), changes, uid: 'one', sequence: 0 };
}

const instantsOf = (series: Series) => occurrencesOf(series).map(({ beginsAt }) => new Date(beginsAt).toISOString());

const everyMondayAtHalfPastMidnight = { start: '2026-09-28T00:30', rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270405' };

const SERIES: readonly (readonly [string, Partial<Times>, number])[] = [
  ['Mondays at 00:30 over both changes of the clock', everyMondayAtHalfPastMidnight, 28],
  ['a day at 14:00 over the change to summer time', { start: '2027-03-25T14:00', rule: 'FREQ=DAILY;COUNT=7' }, 7],
  ['each third Monday', { start: '2026-10-19T09:00', rule: 'FREQ=MONTHLY;BYDAY=3MO;COUNT=8' }, 8],
  ['the last day of each month', { start: '2026-10-31T18:00', rule: 'FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270430' }, 7],
  [
    'the last working day of each month',
    { start: '2026-10-30T18:00', rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=8' },
    8,
  ],
  [
    'every other week on two days, with weeks that begin on Sunday',
    { start: '2026-10-20T20:00', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=12' },
    12,
  ],
  ['another zone', { start: '2026-10-20T20:00', zone: 'America/New_York', rule: 'FREQ=WEEKLY;COUNT=8' }, 8],
  ['once', {}, 1],
];

it.each(SERIES)('calendars read the same dates: %s', (_, times, count) => {
  const series = seriesOf(times);
  const instants = instantsOf(series);
  expect(instants).toHaveLength(count);
  expect(asCalendarsRead(series)).toEqual(instants);
});

it('the dates are the same wherever the server stands', () => {
  const read = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((zone) => {
    process.env.TZ = zone;
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    return SERIES.map(([, times]) => instantsOf(seriesOf(times)));
  });
  expect(read[1]).toEqual(read[0]);
  expect(read[2]).toEqual(read[0]);
  const mondays = occurrencesOf(seriesOf(everyMondayAtHalfPastMidnight));
  expect(new Set(mondays.map(({ start }) => start.slice(11)))).toEqual(new Set(['00:30']));
  expect(instantsOf(seriesOf(everyMondayAtHalfPastMidnight)).at(-1)).toBe('2027-04-04T22:30:00.000Z');
});

it.each([
  ['a day', 'UNTIL=20270405'],
  ['its very instant', 'UNTIL=20270404T223000Z'],
])('the last date is kept that a series ends on, said as %s', (_, until) => {
  const series = seriesOf({ start: '2027-03-22T00:30', rule: `FREQ=WEEKLY;${until}` });
  expect(series.rule).toBe('FREQ=WEEKLY;UNTIL=20270404T223000Z');
  expect(occurrencesOf(series).at(-1)?.date).toBe('2027-04-05T00:30');
  expect(asCalendarsRead(series)).toHaveLength(3);
});

it('a time that the clocks leave out is an hour later, and one that comes twice is the first', () => {
  const spring = seriesOf({ start: '2027-03-27T02:30', rule: 'FREQ=DAILY;COUNT=3' });
  expect(instantsOf(spring)).toEqual([
    '2027-03-27T01:30:00.000Z',
    '2027-03-28T01:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
  ]);
  const autumn = seriesOf({ start: '2026-10-24T02:30', rule: 'FREQ=DAILY;COUNT=3' });
  expect(instantsOf(autumn)).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

it('single dates are moved or left out, and keep the name by which calendars know them', () => {
  const series = seriesOf({ rule: 'FREQ=WEEKLY;COUNT=4' }, [
    { date: '2026-12-07T14:00', moved: { start: '2026-12-08T09:15', minutes: 30 }, sequence: 1 },
    { date: '2026-12-14T14:00', moved: null, sequence: 2 },
  ]);
  expect(occurrencesOf(series).map(({ date, start, sequence }) => [date, start, sequence])).toEqual([
    ['2026-11-30T14:00', '2026-11-30T14:00', 0],
    ['2026-12-07T14:00', '2026-12-08T09:15', 1],
    ['2026-12-21T14:00', '2026-12-21T14:00', 0],
  ]);
  expect(asCalendarsRead(series)).toEqual(instantsOf(series));
  const from = Date.parse('2026-12-08T08:30Z');
  const inWindow = occurrencesBetween(series, { from, to: from + 1 });
  expect(inWindow.map(({ date }) => date)).toEqual(['2026-12-07T14:00']);
  expect(occurrencesBetween(series, { from: from + 15 * 60_000, to: from + 16 * 60_000 })).toEqual([]);
});

it('a series ends with the last date that begins before its end', () => {
  const series = seriesOf({ start: '2027-03-22T14:00', rule: 'FREQ=WEEKLY;UNTIL=20270405T110000Z' });
  expect(series.rule).toBe('FREQ=WEEKLY;UNTIL=20270404T120000Z');
  expect(instantsOf(series)).toHaveLength(2);
  expect(asCalendarsRead(series)).toHaveLength(2);
});

it('a series that is moved to another hour ends on the same day', () => {
  const series = seriesOf({ start: '2027-03-22T14:00', rule: 'FREQ=WEEKLY;UNTIL=20270405' });
  const later = { ...series, ...changedTimes(series, { start: '2027-03-22T23:30' }) };
  expect(occurrencesOf(later).map(({ date }) => date)).toEqual([
    '2027-03-22T23:30',
    '2027-03-29T23:30',
    '2027-04-05T23:30',
  ]);
  expect(asCalendarsRead(later)).toEqual(instantsOf(later));
});

it('a series that is ended keeps the dates until then', () => {
  const series = seriesOf({ rule: 'FREQ=WEEKLY;COUNT=10' });
  const ended = { ...series, ...endingOn(series, '2026-12-14') };
  expect(instantsOf(ended)).toEqual(instantsOf(series).slice(0, 3));
  expect(asCalendarsRead(ended)).toEqual(instantsOf(ended));
});

it.each([
  ['begins on a day that its rule does not know', 'start-not-in-rule', { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' }],
  ['ends before it begins', 'until-before-start', { rule: 'FREQ=WEEKLY;UNTIL=20261129' }],
  ['goes on for too long', 'too-long', { rule: 'FREQ=MONTHLY;COUNT=30' }],
  ['has too many dates', 'too-many-dates', { rule: 'FREQ=DAILY;UNTIL=20280701' }],
])('a series that %s is refused', (_, fault, times) => {
  let refusal: unknown;
  try {
    seriesOf(times);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(SeriesError);
  expect(refusal).toMatchObject({ code: 'SERIES_INVALID', fault });
});

it('a rule that fits no date is refused at once', () => {
  const never = { start: '2026-02-28T10:00', rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3' };
  expect(() => seriesOf(never)).toThrow('SERIES_INVALID');
});

it.each(['UTC', 'Pacific/Auckland', 'America/Los_Angeles'])('holidays are those of Germany, in %s as well', (zone) => {
  process.env.TZ = zone;
  const at = (time: string) => Date.parse(time);
  // 23:30 in Berlin on 24 December is none, 00:30 on the day after is one.
  expect(holidaysOn([at('2026-12-24T22:30Z')])).toEqual([]);
  expect(holidaysOn([at('2026-12-24T23:30Z')])).toEqual([
    { day: '2026-12-25', name: '1. Weihnachtstag', states: null },
  ]);
  const corpusChristi = [at('2026-06-04T10:00Z'), at('2026-06-04T12:00Z')];
  expect(holidaysOn(corpusChristi)).toEqual([
    { day: '2026-06-04', name: 'Fronleichnam', states: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] },
  ]);
  expect(holidaysOn(corpusChristi, 'BY')).toHaveLength(1);
  expect(holidaysOn(corpusChristi, 'BE')).toEqual([]);
  expect(holidaysOn([at('2026-11-18T10:00Z')], 'SN')).toMatchObject([{ day: '2026-11-18' }]);
});
