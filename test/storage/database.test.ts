import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../src/storage/connection.ts';
import { DATABASE_FILE, openDatabase, StorageError } from '../../src/storage/index.ts';
import { migrate } from '../../src/storage/schema/migrate.ts';
import { MIGRATIONS } from '../../src/storage/schema/migrations.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { startChild } from './child.ts';
import { newInvite, newRoom, openTestDatabase } from './storage.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

function openRaw(dataDir: string) {
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  onTestFinished(() => void sqlite.close());
  return { sqlite, db: new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) }) };
}

/** Errors other than StorageError are rethrown, so that a test fails with them. */
async function refusalOf(dataDir: string): Promise<string> {
  try {
    await (await openDatabase({ dataDir })).close();
  } catch (error) {
    if (error instanceof StorageError) return error.message;
    throw error;
  }
  throw new Error('the database was opened');
}

it('nobody else on the machine can read the data', async () => {
  const dataDir = join(tempDir(), 'deep', 'data');
  const { rooms } = await openTestDatabase(dataDir);
  await rooms.create(newRoom());
  expect(modeOf(dataDir)).toBe('700');
  for (const suffix of ['', '-wal', '-shm']) expect(modeOf(join(dataDir, DATABASE_FILE + suffix))).toBe('600');
});

it('a database that others could read is closed to them when it is opened', async () => {
  const dataDir = tempDir();
  await (await openDatabase({ dataDir })).close();
  chmodSync(join(dataDir, DATABASE_FILE), 0o644);
  await openTestDatabase(dataDir);
  expect(modeOf(join(dataDir, DATABASE_FILE))).toBe('600');
});

it('what was written is there after closing and opening', async () => {
  const dataDir = tempDir();
  const first = await openDatabase({ dataDir });
  const room = await first.rooms.create(newRoom());
  const invite = await first.invites.create(newInvite({ roomId: room.id, label: 'Frau Muster' }));
  await first.close();
  await first.close();
  const second = await openTestDatabase(dataDir);
  expect(await second.rooms.list()).toEqual([room]);
  expect(await second.invites.list(room.id)).toEqual([invite]);
  await second.check();
});

it('every commit is on the disk before it is acknowledged, also when the power fails', () => {
  const sqlite = connect(join(tempDir(), DATABASE_FILE), { busyTimeoutMs: 0 });
  onTestFinished(() => void sqlite.close());
  const FULL = 2;
  expect(sqlite.pragma('synchronous', { simple: true })).toBe(FULL);
  expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
});

it('a room takes its invites with it, and no invite is without a room', async () => {
  const { rooms, invites } = await openTestDatabase();
  await expect(invites.create(newInvite({ roomId: 'missing' }))).rejects.toThrow('FOREIGN KEY');
  const room = await rooms.create(newRoom());
  const invite = await invites.create(newInvite({ roomId: room.id }));
  expect(await rooms.delete(room.id)).toBe(true);
  expect(await invites.find(invite.id)).toBeNull();
});

it('an older database is brought up to date and keeps its rooms', async () => {
  const dataDir = tempDir();
  const { sqlite, db } = openRaw(dataDir);
  const [first] = Object.entries(MIGRATIONS);
  await migrate({ sqlite, db, migrations: Object.fromEntries([first ?? expect.fail()]) });
  await sql`INSERT INTO rooms VALUES ('alt-1', 'Alt', NULL, 'off', NULL, 1, 0, 25, 0, 1, 1)`.execute(db);
  const { rooms, invites } = await openTestDatabase(dataDir);
  expect((await rooms.findRoom('alt-1'))?.name).toBe('Alt');
  await invites.create(newInvite({ roomId: 'alt-1' }));
});

it('a migration that fails leaves nothing behind', async () => {
  const { sqlite, db } = openRaw(tempDir());
  const migrations = {
    ...MIGRATIONS,
    '9999_broken': {
      async up(step: Kysely<unknown>) {
        await sql`CREATE TABLE half (id TEXT)`.execute(step);
        throw new Error('broken on purpose');
      },
    },
  };
  await expect(migrate({ sqlite, db, migrations })).rejects.toThrow('broken on purpose');
  expect(sqlite.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
});

it('a database of a newer version is refused in a sentence and left as it is', async () => {
  const dataDir = tempDir();
  await (await openDatabase({ dataDir })).close();
  const { sqlite } = openRaw(dataDir);
  sqlite.exec("INSERT INTO kysely_migration VALUES ('9999_from_the_future', '2099-01-01T00:00:00.000Z')");
  sqlite.close();
  const before = readFileSync(join(dataDir, DATABASE_FILE));
  expect(await refusalOf(dataDir)).toMatch(/^The database .* was written by a newer version of Tafelrunde; [^.]*\.$/);
  expect(readFileSync(join(dataDir, DATABASE_FILE)).equals(before)).toBe(true);
});

it('a file that is no database is named in a sentence', async () => {
  const dataDir = tempDir();
  writeFileSync(join(dataDir, DATABASE_FILE), 'Dies ist keine Datenbank. '.repeat(400));
  expect(await refusalOf(dataDir)).toMatch(/is not a Tafelrunde database; restore it from a backup\.$/);
});

it.each([
  ['overwritten in the middle', (path: string) => overwrite(path, 4_096 * 3, 4_096 * 4)],
  ['cut off', (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
])('a database that was %s is called damaged', async (_how, damage) => {
  const dataDir = tempDir();
  const { rooms, close } = await openDatabase({ dataDir });
  for (let count = 0; count < 100; count += 1) await rooms.create(newRoom({ lobbyMessage: 'x'.repeat(400) }));
  await close();
  damage(join(dataDir, DATABASE_FILE));
  expect(await refusalOf(dataDir)).toMatch(/^The database .* is damaged; restore it from a backup\.$/);
});

function overwrite(path: string, from: number, to: number): void {
  writeFileSync(path, readFileSync(path).fill(0xaa, from, to));
}

it('a data directory that is a file is named in a sentence', async () => {
  const file = join(tempDir(), 'file');
  writeFileSync(file, '');
  expect(await refusalOf(file)).toMatch(/^The data directory of .* is not a directory\.$/);
});

it('a data directory that cannot be written is named in a sentence', async () => {
  // The kernel lets nobody, not even root, make a file there.
  expect(await refusalOf('/proc/self/net')).toMatch(/^The database .* (cannot be written|cannot be opened).*\.$/);
});

it.each(['/proc/tafelrunde', '/proc/tafelrunde/deep/data'])(
  'a data directory that cannot be made is named: %s',
  async (dir) => {
    expect(await refusalOf(dir)).toMatch(/its directory cannot be made; set DATA_DIR to another\.$/);
  },
);

it('a directory where the database should be is named in a sentence', async () => {
  const dataDir = tempDir();
  mkdirSync(join(dataDir, DATABASE_FILE));
  expect(await refusalOf(dataDir)).toMatch(/is a directory; the database must be a file\.$/);
});

it('a database that another program keeps locked is named in a sentence', async () => {
  const dataDir = tempDir();
  await (await openDatabase({ dataDir })).close();
  const { sqlite } = openRaw(dataDir);
  sqlite.exec('DELETE FROM kysely_migration');
  sqlite.exec('BEGIN IMMEDIATE');
  const opening = openDatabase({ dataDir, busyTimeoutMs: 20 });
  await expect(opening).rejects.toThrow(/^The database .* is in use by another program; try again\.$/);
});

it('server and CLI may make the database at the same moment', async () => {
  const dataDir = tempDir();
  const children = Array.from({ length: 4 }, () =>
    startChild(new URL('./children/open.ts', import.meta.url), [dataDir]),
  );
  expect(await Promise.all(children.map((child) => child.exited))).toEqual([0, 0, 0, 0]);
});
