import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CAMERA_STARTS, LOBBY_MODES } from '../../../src/protocol/index.ts';
import { newRoom, openTestDatabase } from '../storage.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const settings = {
  // SQLite ends a text at a NUL, and no name has one.
  name: fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }).filter((name) => !/[\0\p{Cs}]/u.test(name)),
  passwordHash: fc.option(fc.string({ minLength: 1 }).filter((hash) => !hash.includes('\0'))),
  lobby: fc.constantFrom(...LOBBY_MODES),
  lobbyMessage: fc.option(fc.constantFrom('Bitte warten.', "'; DROP TABLE rooms; --")),
  joinBeforeHost: fc.boolean(),
  locked: fc.boolean(),
  maxParticipants: fc.integer({ min: 1, max: 500 }),
  muteOnEntry: fc.boolean(),
  cameraOnEntry: fc.constantFrom(...CAMERA_STARTS),
  renaming: fc.boolean(),
  pseudonyms: fc.boolean(),
  trustedPass: fc.boolean(),
  lobbyReplies: fc.boolean(),
  chat: fc.boolean(),
  attendanceDays: fc.integer({ min: 0, max: 365 }),
  quorum: fc.option(fc.integer({ min: 1, max: 200 })),
};

it('a room comes back as it was stored, whatever its settings', async () => {
  const { rooms } = await openTestDatabase();
  await fc.assert(
    fc.asyncProperty(fc.record(settings), async (wanted) => {
      const room = await rooms.create(newRoom(wanted));
      expect(room).toMatchObject(wanted);
      expect(await rooms.findRoom(room.id)).toEqual(room);
    }),
    { numRuns: 50 },
  );
});

it('an update changes what is given, nothing else, and the time of the change', async () => {
  const { rooms } = await openTestDatabase();
  await fc.assert(
    fc.asyncProperty(fc.record(settings), fc.record(settings, { requiredKeys: [] }), async (before, changes) => {
      const room = await rooms.create(newRoom(before));
      vi.setSystemTime(Date.now() + 5);
      const updated = { ...room, ...changes, updatedAt: Date.now() };
      expect(await rooms.update(room.id, changes)).toEqual(updated);
      expect(await rooms.findRoom(room.id)).toEqual(updated);
    }),
    { numRuns: 50 },
  );
});

it('rooms are listed from the oldest and counted', async () => {
  const { rooms } = await openTestDatabase();
  for (const name of ['c', 'a', 'b']) {
    vi.setSystemTime(Date.now() + 1);
    await rooms.create(newRoom({ name }));
  }
  expect((await rooms.list()).map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect(await rooms.count()).toBe(3);
});

it('a missing room is null to find and to update, and false to delete', async () => {
  const { rooms } = await openTestDatabase();
  expect(await rooms.findRoom('missing')).toBeNull();
  expect(await rooms.update('missing', { locked: true })).toBeNull();
  expect(await rooms.delete('missing')).toBe(false);
});

it('two rooms cannot have one id', async () => {
  const { rooms } = await openTestDatabase();
  const room = await rooms.create(newRoom());
  await expect(rooms.create(newRoom({ id: room.id, name: 'Zweite' }))).rejects.toThrow('UNIQUE');
  expect((await rooms.findRoom(room.id))?.name).toBe('Vorstand');
});
