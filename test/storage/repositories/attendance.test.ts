import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StoredStay } from '../../../src/rooms/ports/storage.ts';
import { newRoom, openTestDatabase } from '../storage.ts';

const DAY_MS = 86_400_000;
const NOW = 1_800_000_000_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

async function setUp(attendanceDays = 30) {
  const database = await openTestDatabase();
  const room = await database.rooms.create(newRoom({ attendanceDays }));
  return { ...database, room };
}

function stay(id: string, changes: Partial<StoredStay> = {}): StoredStay {
  return {
    id,
    displayName: 'Erika Muster',
    role: 'participant',
    seat: null,
    joinedAt: NOW,
    leftAt: null,
    keepUntil: NOW + 30 * DAY_MS,
    ...changes,
  };
}

it('a stay comes back as it was saved last, and stays are listed from the oldest', async () => {
  const { attendance, room } = await setUp();
  await attendance.saveStays(room.id, [stay('b', { joinedAt: NOW - 5 })]);
  await attendance.saveStays(room.id, [stay('a', { role: 'observer', seat: 'Aach' })]);
  const ended = stay('b', { joinedAt: NOW - 5, leftAt: NOW + 10, keepUntil: NOW + 30 * DAY_MS + 10 });
  await attendance.saveStays(room.id, [ended]);
  expect(await attendance.listStays(room.id)).toEqual([ended, stay('a', { role: 'observer', seat: 'Aach' })]);
});

it('a stay is gone from the disk when its time is over, in every room and whichever is asked for', async () => {
  const { attendance, rooms, room } = await setUp();
  const other = await rooms.create(newRoom({ attendanceDays: 30 }));
  await attendance.saveStays(room.id, [stay('old')]);
  await attendance.saveStays(other.id, [stay('longer', { leftAt: NOW + DAY_MS, keepUntil: NOW + 31 * DAY_MS })]);
  vi.setSystemTime(NOW + 30 * DAY_MS - 1);
  expect(await attendance.listStays(room.id)).toHaveLength(1);
  vi.setSystemTime(NOW + 30 * DAY_MS);
  expect(await attendance.listStays(other.id)).toHaveLength(1);
  vi.setSystemTime(NOW);
  expect(await attendance.listStays(room.id)).toEqual([]);
});

it('a room that keeps it for fewer days from now on keeps nothing longer; switched off it keeps what it promised', async () => {
  const { attendance, rooms, room } = await setUp();
  await attendance.saveStays(room.id, [stay('a', { leftAt: NOW + 5 })]);
  vi.setSystemTime(NOW + 5 * DAY_MS);
  await rooms.update(room.id, { attendanceDays: 0 });
  expect(await attendance.listStays(room.id)).toHaveLength(1);
  await rooms.update(room.id, { attendanceDays: 6 });
  expect(await attendance.listStays(room.id)).toHaveLength(1);
  await rooms.update(room.id, { attendanceDays: 4 });
  expect(await attendance.listStays(room.id)).toEqual([]);
});

it('what is deleted is this room’s alone, all of it or the named', async () => {
  const { attendance, rooms, room } = await setUp();
  const other = await rooms.create(newRoom({ attendanceDays: 1 }));
  for (const id of ['a', 'b', 'c']) await attendance.saveStays(room.id, [stay(id)]);
  await attendance.saveStays(other.id, [stay('d')]);
  await attendance.deleteStays(room.id, ['a', 'd']);
  expect((await attendance.listStays(room.id)).map(({ id }) => id)).toEqual(['b', 'c']);
  await attendance.deleteStays(room.id, []);
  expect(await attendance.listStays(room.id)).toHaveLength(2);
  await attendance.deleteStays(room.id);
  expect(await attendance.listStays(room.id)).toEqual([]);
  expect(await attendance.listStays(other.id)).toHaveLength(1);
  await rooms.delete(other.id);
  expect(await attendance.listStays(other.id)).toEqual([]);
});

it('stays that a killed server left open end with the last that it noted in their room', async () => {
  const { attendance, rooms, room } = await setUp();
  const other = await rooms.create(newRoom({ attendanceDays: 1 }));
  await attendance.saveStays(room.id, [stay('open')]);
  await attendance.saveStays(room.id, [stay('ended', { leftAt: NOW + 700 })]);
  await attendance.saveStays(other.id, [stay('alone', { joinedAt: NOW - 9 })]);
  await attendance.endOpenStays();
  expect((await attendance.listStays(room.id)).map(({ leftAt }) => leftAt)).toEqual([NOW + 700, NOW + 700]);
  expect((await attendance.listStays(other.id)).map(({ leftAt }) => leftAt)).toEqual([NOW - 9]);
});
