import { expect, test } from 'vitest';
import {
  readRule,
  ruleSchema,
  seriesSchema,
  wallTimeSchema,
  zoneSchema,
} from '../../../src/protocol/reservations/series.ts';

const series = {
  start: '2026-11-30T14:00',
  minutes: 60,
  zone: 'Europe/Berlin',
  rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270329',
  changes: [{ date: '2026-12-28T14:00', moved: null, sequence: 1 }],
  uid: 'abc',
  sequence: 0,
};

test('a series is what calendars mean by it', () => {
  expect(seriesSchema.parse(series)).toEqual(series);
  expect(seriesSchema.parse({ ...series, rule: null, changes: [] }).rule).toBeNull();
});

test.each([
  'FREQ=WEEKLY;COUNT=10',
  'FREQ=MONTHLY;BYDAY=3MO;UNTIL=20270101T130000Z',
  'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=12',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=12',
  'FREQ=DAILY;INTERVAL=2;COUNT=5;WKST=MO',
])('%s is understood', (rule) => {
  expect(ruleSchema.safeParse(rule).success).toBe(true);
  expect(readRule(rule)?.FREQ).toBe(rule.slice(5, rule.indexOf(';')));
});

test.each([
  ['has no end', 'FREQ=WEEKLY;BYDAY=MO'],
  ['has two ends', 'FREQ=WEEKLY;COUNT=3;UNTIL=20270101'],
  ['has more dates than are looked at', 'FREQ=DAILY;COUNT=401'],
  ['repeats within a day', 'FREQ=HOURLY;COUNT=3'],
  ['says one thing twice', 'FREQ=WEEKLY;FREQ=DAILY;COUNT=3'],
  ['says what is not understood here', 'FREQ=DAILY;COUNT=3;BYHOUR=9'],
  ['numbers the days of a week', 'FREQ=WEEKLY;COUNT=3;BYDAY=2MO'],
  ['is a whole line', 'RRULE:FREQ=WEEKLY;COUNT=3'],
  ['brings another line', 'FREQ=WEEKLY;COUNT=3\r\nATTACH:x'],
  ['ends on a day that is not on the calendar', 'FREQ=DAILY;UNTIL=20270230'],
  ['has two numbers where one belongs', 'FREQ=DAILY;COUNT=3,4'],
  ['names days of the month for weeks', 'FREQ=WEEKLY;COUNT=3;BYMONTHDAY=3'],
  ['repeats never', 'FREQ=DAILY;INTERVAL=0;COUNT=3'],
])('a rule that %s is refused', (_, rule) => {
  expect(ruleSchema.safeParse(rule).success).toBe(false);
  expect(readRule(rule)).toBeNull();
});

test.each(['2026-02-30T10:00', '2026-01-01T24:00', '2026-01-01', '2026-1-1T10:00', '2026-01-01T10:00Z'])(
  '%s is no local time',
  (time) => {
    expect(wallTimeSchema.safeParse(time).success).toBe(false);
  },
);

test.each(['+01:00', 'Berlin', 'Mars/Olympus', '../etc', ''])('%s is no time zone', (zone) => {
  expect(zoneSchema.safeParse(zone).success).toBe(false);
});

test('zones go by the names that IANA gives them', () => {
  for (const zone of ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])
    expect(zoneSchema.safeParse(zone).success).toBe(true);
});
