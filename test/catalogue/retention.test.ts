import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepRetention } from '../../src/catalogue/retention.ts';
import { SOON } from '../helpers/patience.ts';
import { newInvite, newRoom, openTestDatabase } from '../storage/storage.ts';

const NOW = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
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

it('a server starts although nothing can be deleted, says why, and ends open stays later, none that began since', async () => {
  const { room, attendance } = await setUp(NOW + 5 * HOUR_MS);
  const failures: unknown[] = [];
  const full = new Error('database or disk is full');
  for (const name of ['endOpenStays', 'deleteOld'] as const) vi.spyOn(attendance, name).mockRejectedValueOnce(full);
  const { close } = await keepRetention({ stays: attendance, report: (error) => failures.push(error) });
  expect(failures).toEqual([full, full]);
  const here = { id: 'here', displayName: 'Anna', role: 'participant', seat: null, leftAt: null } as const;
  await attendance.saveStays(room.id, [{ ...here, joinedAt: NOW + 1, keepUntil: NOW + 5 * HOUR_MS }]);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  await vi.waitFor(async () => {
    const stays = await attendance.listStays(room.id);
    expect(stays.map(({ id, leftAt }) => [id, leftAt])).toEqual([
      ['stay', NOW - 50],
      ['here', null],
    ]);
  }, SOON);
  close();
});

it('invites that let nobody in any more are deleted after a month', async () => {
  const { rooms, attendance, invites } = await openTestDatabase();
  const room = await rooms.create(newRoom());
  const made = async (id: string, changes: object = {}) => {
    await invites.create(newInvite({ roomId: room.id, id, secretHash: id, ...changes }));
    return id;
  };
  const ids = async () => (await invites.list(room.id)).map(({ id }) => id).sort();
  const standing = [
    await made('open'),
    await made('unused', { maxUses: 1 }),
    await made('later', { expiresAt: NOW * 2 }),
  ];
  const spent = [await made('revoked'), await made('expired', { expiresAt: NOW }), await made('used', { maxUses: 1 })];
  await invites.revoke('revoked');
  await invites.redeem({ roomId: room.id, secretHash: 'used' });
  const purge = async () => (await keepRetention({ stays: attendance, invites, report: unexpected })).close();

  vi.setSystemTime(NOW + 30 * DAY_MS - 1);
  await purge();
  expect(await ids()).toEqual([...standing, ...spent].sort());
  vi.setSystemTime(NOW + 30 * DAY_MS);
  await purge();
  expect(await ids()).toEqual([...standing].sort());
});
