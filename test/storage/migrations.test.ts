import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { expect, it } from 'vitest';
import { DATABASE_FILE } from '../../src/storage/index.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { newInvite, openTestDatabase } from './storage.ts';

/** A file as it was written before rooms had a chair, a plan and attendance. */
async function oldFile(): Promise<string> {
  const dataDir = tempDir();
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  sqlite.pragma('foreign_keys = ON');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const before = Object.entries(MIGRATIONS).filter(([name]) => name <= '0002_invites');
  await migrate({ sqlite, db, migrations: Object.fromEntries(before) });
  await sql`INSERT INTO rooms VALUES ('alt-1', 'Alt', 'hash', 'on', 'Bitte warten.', 0, 1, 25, 1, 1, 2)`.execute(db);
  const invites = [
    ['offen', 'moderator', 'a', 'Frau Muster', null, 3, null, null, 10],
    ['benutzt', 'participant', 'b', null, 1, 1, null, null, 11],
    ['alt', 'participant', 'c', null, null, 0, 50, 40, 12],
  ];
  for (const [id, role, hash, label, maxUses, uses, expires, revoked, created] of invites) {
    await sql`INSERT INTO invites VALUES
      (${id}, 'alt-1', ${role}, ${hash}, ${label}, ${maxUses}, ${uses}, ${expires}, ${revoked}, ${created})`.execute(
      db,
    );
  }
  await db.destroy();
  return dataDir;
}

it('a database of before keeps its rooms and invites, with what is new switched as it was until now', async () => {
  const { rooms, invites, plans, check } = await openTestDatabase(await oldFile());
  expect(await rooms.findRoom('alt-1')).toEqual({
    id: 'alt-1',
    name: 'Alt',
    passwordHash: 'hash',
    lobby: 'on',
    lobbyMessage: 'Bitte warten.',
    joinBeforeHost: false,
    locked: true,
    maxParticipants: 25,
    muteOnEntry: true,
    trustedPass: true,
    lobbyReplies: false,
    chat: true,
    attendanceDays: 0,
    quorum: null,
    createdAt: 1,
    updatedAt: 2,
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

it('the tables made anew have the indexes they had', async () => {
  const dataDir = await oldFile();
  await openTestDatabase(dataDir);
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE), { readonly: true });
  const plan = sqlite.prepare("EXPLAIN QUERY PLAN SELECT * FROM invites WHERE room_id = 'alt-1'").all();
  sqlite.close();
  expect(JSON.stringify(plan)).toContain('invites_room_id');
});
