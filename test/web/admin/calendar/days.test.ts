import { describe, expect, it } from 'vitest';
import { addDays, dayOf, isDay, wallTimeOf, weekNumberOf, weekOf } from '../../../../web/src/admin/calendar/days.ts';

describe('days of the calendar', () => {
  it('a week goes from Monday to Sunday, over the end of a year and over summer time', () => {
    expect(weekOf('2027-01-01')).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ]);
    expect(weekOf('2027-03-28').at(0)).toBe('2027-03-22');
    expect(weekOf('2027-03-29').at(6)).toBe('2027-04-04');
  });

  it.each([
    ['2027-01-01', 53],
    ['2027-01-04', 1],
    ['2026-12-31', 53],
    ['2025-12-29', 1],
    ['2026-11-26', 48],
  ])('%s is in week %i', (day, week) => expect(weekNumberOf(day)).toBe(week));

  it('an instant is on the day that it is there, whatever zone the device is in', () => {
    const instant = Date.parse('2026-11-30T23:30:00Z');
    expect(dayOf(instant, 'Europe/Berlin')).toBe('2026-12-01');
    expect(wallTimeOf(instant, 'Europe/Berlin')).toBe('2026-12-01T00:30');
    expect(wallTimeOf(instant, 'America/New_York')).toBe('2026-11-30T18:30');
  });

  it('days are counted over the end of February, and what is on no calendar is no day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
    expect(['2026-11-30', '2026-02-30', '2026-13-01', 'heute', ''].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
