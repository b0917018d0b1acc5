import { describe, expect, it } from 'vitest';
import {
  isLastTurn,
  type Repetition,
  repetitionOf,
  ruleOf,
  turnOf,
} from '../../../../../web/src/admin/calendar/times/repetition.ts';

const FIRST = { start: '2026-12-08T14:00', zone: 'Europe/Berlin' };
const UNTIL = { by: 'day', until: '2027-03-30' } as const;
const TEN = { by: 'count', count: 10 } as const;

const SAID: readonly (readonly [string | null, Repetition])[] = [
  [null, { every: 'once' }],
  ['FREQ=DAILY;COUNT=10', { every: 'day', interval: 1, end: TEN }],
  ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330', { every: 'week', interval: 1, days: [], end: UNTIL }],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,FR;COUNT=10', { every: 'week', interval: 2, days: ['MO', 'FR'], end: TEN }],
  ['FREQ=MONTHLY;BYMONTHDAY=8;COUNT=10', { every: 'month', interval: 1, on: 'day', end: TEN }],
  ['FREQ=MONTHLY;BYDAY=2TU;COUNT=10', { every: 'month', interval: 1, on: 'weekday', end: TEN }],
  [
    'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TU;UNTIL=20270330',
    { every: 'month', interval: 3, on: 'last-weekday', end: UNTIL },
  ],
];

describe('how a meeting repeats', () => {
  it.each(SAID)('%s is what the form says, and what it reads', (rule, repetition) => {
    expect(ruleOf(repetition, '2026-12-08')).toBe(rule);
    expect(repetitionOf(rule, FIRST)).toEqual(repetition);
  });

  it('a last date that is kept as an instant is the day that it is in the zone', () => {
    // 00:30 in Berlin is the day before in UTC.
    const atNight = { start: '2026-12-08T00:30', zone: 'Europe/Berlin' };
    expect(repetitionOf('FREQ=WEEKLY;UNTIL=20270329T223000Z;BYDAY=TU', atNight)).toEqual(SAID[2]?.[1]);
  });

  it('a rule that names no day means that of the first date', () => {
    expect(repetitionOf('FREQ=WEEKLY;COUNT=10', FIRST)).toMatchObject({ every: 'week', days: [] });
    expect(repetitionOf('FREQ=MONTHLY;COUNT=10', FIRST)).toMatchObject({ every: 'month', on: 'day' });
  });

  it.each([
    'FREQ=YEARLY;COUNT=3',
    'FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=10',
    'FREQ=MONTHLY;BYDAY=3WE;COUNT=10',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=10',
    'FREQ=DAILY;BYMONTH=5;COUNT=10',
  ])('%s is more than the form says, and stays as it is', (rule) => {
    expect(repetitionOf(rule, FIRST)).toEqual({ every: 'other', rule });
    expect(ruleOf(repetitionOf(rule, FIRST), '2026-12-08')).toBe(rule);
  });

  it('the first date is always one of the weekdays, and a fifth weekday is the last of its month', () => {
    expect(ruleOf({ every: 'week', interval: 1, days: ['MO'], end: TEN }, '2026-12-08')).toContain('BYDAY=MO,TU');
    // Moved to a Wednesday it is every Wednesday, and no Tuesday any more.
    const weekly = repetitionOf('FREQ=WEEKLY;BYDAY=MO,TU;COUNT=10', FIRST);
    expect(ruleOf(weekly, '2026-12-09')).toBe('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10');
    expect(turnOf('2026-12-29')).toBe(5);
    expect(isLastTurn('2026-12-29')).toBe(true);
    expect(isLastTurn('2026-12-22')).toBe(false);
    expect(ruleOf({ every: 'month', interval: 1, on: 'weekday', end: TEN }, '2026-12-29')).toContain('BYDAY=-1TU');
  });
});
