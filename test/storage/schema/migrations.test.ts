import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { roomCodeOf } from '../../../src/platform/room-code.ts';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { idsWithOneCode } from '../../helpers/same-code.ts';
import { newInvite, openTestDatabase } from '../storage.ts';
import { oldFile } from './old-file.ts';

it('a database of before keeps its rooms and invites, with what is new switched as it was until now', async () => {
  const { rooms, invites, plans, check } = await openTestDatabase(await oldFile());
  expect(await rooms.findRoom('alt-1')).toEqual({
    id: 'alt-1',
    code: roomCodeOf('alt-1'),
    name: 'Alt',
    passwordHash: 'hash',
    lobby: 'on',
    lobbyMessage: 'Bitte warten.',
    joinBeforeHost: false,
    locked: true,
    maxParticipants: 25,
    muteOnEntry: true,
    cameraOnEntry: 'free',
    renaming: true,
    pseudonyms: false,
    trustedPass: true,
    lobbyReplies: false,
    chat: true,
    attendanceDays: 0,
    quorum: null,
    onlyReserved: false,
    createdAt: 1,
    updatedAt: 2,
    owner: null,
    sharedSeats: null,
  });
  const common = { roomId: 'alt-1', trusted: false, seatId: null };
  const participant = { ...common, role: 'participant', label: null };
  expect(await invites.list('alt-1')).toEqual([
    {
      ...common,
      id: 'offen',
      role: 'moderator',
      label: 'Frau Muster',
      maxUses: null,
      uses: 3,
      expiresAt: null,
      revokedAt: null,
      createdAt: 10,
    },
    { ...participant, id: 'benutzt', maxUses: 1, uses: 1, expiresAt: null, revokedAt: null, createdAt: 11 },
    { ...participant, id: 'alt', maxUses: null, uses: 0, expiresAt: 50, revokedAt: 40, createdAt: 12 },
  ]);
  expect(await plans.listSeats('alt-1')).toEqual([]);
  await check();
});

it('the invites of before still work, take the new roles beside them, and go with their room', async () => {
  const { rooms, invites } = await openTestDatabase(await oldFile());
  expect((await invites.redeem({ roomId: 'alt-1', secretHash: 'a' })).ok).toBe(true);
  expect(await invites.redeem({ roomId: 'alt-1', secretHash: 'b' })).toEqual({ ok: false, reason: 'usedUp' });
  for (const role of ['deputy', 'observer'] as const) {
    expect((await invites.create(newInvite({ roomId: 'alt-1', role }))).role).toBe(role);
  }
  await expect(invites.create(newInvite({ roomId: 'alt-1', secretHash: 'a' }))).rejects.toThrow('UNIQUE');
  await expect(invites.create(newInvite({ roomId: 'missing' }))).rejects.toThrow('FOREIGN KEY');
  await rooms.delete('alt-1');
  expect(await invites.list('alt-1')).toEqual([]);
});

it('a room of before is no open one: however long nobody uses it, it stays', async () => {
  const { rooms, openRooms } = await openTestDatabase(await oldFile());
  await openRooms.noteUse('alt-1', 3);
  expect(await openRooms.listUnused(Number.MAX_SAFE_INTEGER)).toEqual([]);
  await openRooms.deleteUnused('alt-1', Number.MAX_SAFE_INTEGER);
  expect(await rooms.count()).toBe(1);
});

it('the tables made anew have the indexes they had', async () => {
  const dataDir = await oldFile();
  await openTestDatabase(dataDir);
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE), { readonly: true });
  const plan = sqlite.prepare("EXPLAIN QUERY PLAN SELECT * FROM invites WHERE room_id = 'alt-1'").all();
  sqlite.close();
  expect(JSON.stringify(plan)).toContain('invites_room_id');
});

it('of two rooms of before that had one code the younger has another one, which no other room gets', async () => {
  const dataDir = await oldFile('0027_calendar_feeds');
  const [one, other] = idsWithOneCode();
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  const columns = 'name, lobby, join_before_host, locked, max_participants, mute_on_entry, updated_at';
  const insert = sqlite.prepare(
    `INSERT INTO rooms (id, created_at, ${columns}) VALUES (?, ?, 'Alt', 'on', 0, 0, 25, 0, 2)`,
  );
  insert.run(other, 10);
  insert.run(one, 20);
  sqlite.close();
  const { rooms } = await openTestDatabase(dataDir);
  expect((await rooms.findRoom(other))?.code).toBe(roomCodeOf(one));
  const code = (await rooms.findRoom(one))?.code;
  expect(code).toMatch(/^[1-9]\d{8}$/);
  expect(code).not.toBe(roomCodeOf(one));
  expect(await rooms.findGuarded(code ?? '')).toBe(one);
});

it('a room of before with cameras off on entry keeps them off, and so do the new rooms of a house that had said it', async () => {
  const dataDir = await oldFile('0030_own_names');
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  sqlite.exec('UPDATE rooms SET camera_off_on_entry = 1');
  const houses = {
    off: '{"lobby":"on","cameraOffOnEntry":true}',
    free: '{"cameraOffOnEntry":false}',
    plain: '{"chat":false}',
  };
  const insert = sqlite.prepare(
    `INSERT INTO organisations (id, name, name_key, room_defaults, created_at, updated_at) VALUES (?, ?, ?, ?, 1, 2)`,
  );
  for (const [id, defaults] of Object.entries({ ...houses, spoilt: '{' })) insert.run(id, id, id, defaults);
  sqlite.close();
  const { rooms, organisations } = await openTestDatabase(dataDir);
  expect(await rooms.findRoom('alt-1')).toMatchObject({ cameraOnEntry: 'off', pseudonyms: false });
  const defaultsOf = async (id: string) => (await organisations.find(id))?.roomDefaults;
  expect(await defaultsOf('off')).toEqual({ lobby: 'on', cameraOnEntry: 'off' });
  expect(await defaultsOf('free')).toEqual({ cameraOnEntry: 'free' });
  expect(await defaultsOf('plain')).toEqual({ chat: false });
  expect(await defaultsOf('spoilt')).toEqual({});
});
