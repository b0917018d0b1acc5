import { describe, expect, it } from 'vitest';
import {
  draftOf,
  faultOf,
  firstDraft,
  isElsewhere,
  timesOf,
} from '../../../../../web/src/admin/calendar/times/times-draft.ts';

const BERLIN = 'Europe/Berlin';
const WEEKLY = { start: '2026-12-07T14:00', minutes: 90, zone: BERLIN, rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270329' };

describe('the times that somebody fills in', () => {
  it('begin with a full hour that is not within minutes, on the clock of the place', () => {
    const draft = firstDraft(Date.parse('2026-11-30T22:20:00Z'), BERLIN);
    expect(draft).toMatchObject({ day: '2026-12-01', time: '01:00', zone: BERLIN, repetition: { every: 'once' } });
    expect(faultOf(draft)).toBeNull();
  });

  it('are what was kept, and keep it as it was', () => {
    expect(timesOf(draftOf(WEEKLY))).toEqual(WEEKLY);
    const other = { ...WEEKLY, rule: 'FREQ=YEARLY;COUNT=2' };
    expect(timesOf(draftOf(other))).toEqual(other);
  });

  it.each([
    ['day', { day: '' }],
    ['day', { day: '2026-02-30' }],
    ['time', { time: '' }],
    ['interval', { repetition: { every: 'day', interval: Number.NaN, end: { by: 'count', count: 2 } } }],
    ['count', { repetition: { every: 'day', interval: 1, end: { by: 'count', count: 401 } } }],
    ['until', { repetition: { every: 'day', interval: 1, end: { by: 'day', until: '2026-12-06' } } }],
    ['until', { repetition: { every: 'day', interval: 1, end: { by: 'day', until: '' } } }],
  ] as const)('say that %s is wrong', (fault, changes) => {
    expect(faultOf({ ...draftOf(WEEKLY), ...changes })).toBe(fault);
  });

  it('are elsewhere only where the clock shows something else', () => {
    const noon = Date.parse('2026-12-07T11:00:00Z');
    expect(isElsewhere('Europe/Paris', BERLIN, noon)).toBe(false);
    expect(isElsewhere('Europe/London', BERLIN, noon)).toBe(true);
  });
});
