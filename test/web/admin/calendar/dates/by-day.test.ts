import { expect, it } from 'vitest';
import type { CalendarDate } from '../../../../../src/protocol/api/reservations.ts';
import { byDay } from '../../../../../web/src/admin/calendar/dates/by-day.ts';

const DATE: Omit<CalendarDate, 'beginsAt'> = {
  date: '2026-12-07T23:30',
  state: 'planned',
  start: '2026-12-07T23:30',
  minutes: 60,
  endsAt: '2026-12-07T23:30:00.000Z',
  holidays: [],
  reservationId: 'one',
  roomId: 'vorstand',
  roomName: 'Vorstand',
  title: null,
  zone: 'Europe/Berlin',
  seats: 5,
  repeats: false,
};

it('dates stand under the day on which they begin where one is, in the order in which they begin', () => {
  const late = { ...DATE, beginsAt: '2026-12-07T22:30:00.000Z' };
  const early = { ...DATE, beginsAt: '2026-12-07T08:00:00.000Z' };
  expect([...byDay([late, early], 'Europe/Berlin')]).toEqual([['2026-12-07', [early, late]]]);
  expect([...byDay([late, early], 'Europe/Athens')]).toEqual([
    ['2026-12-07', [early]],
    ['2026-12-08', [late]],
  ]);
});
