import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepRetention } from '../src/retention.ts';
import { newRoom, openTestDatabase } from './storage/storage.ts';

const NOW = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const unexpected = (error: unknown) => {
  throw error;
};
beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

async function setUp(keepUntil: number) {
  const { rooms, attendance } = await openTestDatabase();
  const room = await rooms.create(newRoom({ attendanceDays: 1 }));
  const stay = { id: 'stay', displayName: 'Erika', role: 'participant', seat: null, leftAt: null } as const;
  await attendance.saveStays(room.id, [{ ...stay, joinedAt: NOW - 50, keepUntil }]);
  return { room, attendance };
}

it('a server that starts ends what a killed one left open, and deletes what is over', async () => {
  const { room, attendance } = await setUp(NOW + 10);
  (await keepRetention({ stays: attendance, report: unexpected })).close();
  expect(await attendance.listStays(room.id)).toMatchObject([{ leftAt: NOW - 50 }]);
  vi.setSystemTime(NOW + 10);
  const deleted = vi.spyOn(attendance, 'deleteOld');
  (await keepRetention({ stays: attendance, report: unexpected })).close();
  expect(deleted).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

it('what is over is deleted while the server runs, also after a deletion that failed', async () => {
  const { room, attendance } = await setUp(NOW + HOUR_MS);
  const failures: unknown[] = [];
  const { close } = await keepRetention({ stays: attendance, report: (error) => failures.push(error) });
  const full = new Error('database or disk is full');
  const deletion = vi.spyOn(attendance, 'deleteOld').mockRejectedValueOnce(full);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(failures).toEqual([full]);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(deletion).toHaveBeenCalledTimes(2);
  await deletion.mock.results[1]?.value;
  deletion.mockRestore();
  vi.setSystemTime(NOW);
  expect(await attendance.listStays(room.id)).toEqual([]);
  close();
  expect(vi.getTimerCount()).toBe(0);
});
