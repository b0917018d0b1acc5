import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { backUp, DATABASE_FILE, openDatabase, restore } from '../../../src/storage/index.ts';
import { MAY_MOUNT, smallDisk } from '../../helpers/small-disk.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { mail } from '../../mail/letters.ts';
import { startChild } from '../child.ts';
import { oldFile } from '../schema/old-file.ts';
import { newInvite, newOrganisation, newOrganiser, newRoom, openTestDatabase } from '../storage.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const fileIn = (dataDir: string) => join(dataDir, DATABASE_FILE);

async function roomNames(dataDir: string): Promise<string[]> {
  const database = await openDatabase({ dataDir });
  const names = (await database.rooms.list()).map(({ name }) => name);
  await database.check();
  await database.close();
  return names.sort();
}

/** A closed database with these rooms. */
async function databaseWith(...names: string[]): Promise<string> {
  const dataDir = tempDir();
  const database = await openDatabase({ dataDir });
  for (const name of names) await database.rooms.create(newRoom({ name }));
  await database.close();
  return dataDir;
}

async function backupOf(...names: string[]): Promise<string> {
  const target = join(tempDir(), 'backup.db');
  await backUp({ dataDir: await databaseWith(...names), target });
  return target;
}

/** As a crash leaves it: the latest changes in the second file alone. */
async function crashedDatabaseWith(name: string): Promise<string> {
  const [live, dataDir] = [tempDir(), tempDir()];
  const { rooms } = await openTestDatabase(live);
  await rooms.create(newRoom({ name }));
  for (const suffix of ['', '-wal']) copyFileSync(fileIn(live) + suffix, fileIn(dataDir) + suffix);
  return dataDir;
}

function contentOf(dataDir: string): Record<string, string> {
  const names = readdirSync(dataDir).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dataDir, name)).toString('base64')]));
}

describe('a backup', () => {
  it('that is made while the server writes holds all that was acknowledged before, and restores whole', async () => {
    const dataDir = tempDir();
    const child = startChild(new URL('../children/write-rooms.ts', import.meta.url), [dataDir]);
    const acknowledged: string[] = [];
    for (const round of [1, 2, 3]) {
      for (let count = 0; count < 20; count += 1) acknowledged.push(await child.nextLine());
      const target = join(tempDir(), `${round}.db`);
      const known = [...acknowledged];
      const { rooms } = await backUp({ dataDir, target });
      expect(rooms).toBeGreaterThanOrEqual(known.length);
      const elsewhere = tempDir();
      await restore({ dataDir: elsewhere, source: target });
      const names = await roomNames(elsewhere);
      expect(known.filter((id) => !names.includes(`Runde ${id}`))).toEqual([]);
    }
  });

  it('ends also while others write without end', async () => {
    const dataDir = await databaseWith('Vorstand');
    const writer = new SqliteDatabase(fileIn(dataDir));
    onTestFinished(() => void writer.close());
    writer.pragma('synchronous = OFF');
    const MANY = 30_000;
    let writes = 0;
    // Between any two steps of whoever copies.
    const write = () => {
      writer.exec(`UPDATE rooms SET updated_at = ${writes}`);
      writes += 1;
      if (writes < MANY) next = setImmediate(write);
    };
    let next = setImmediate(write);
    onTestFinished(() => clearImmediate(next));
    await backUp({ dataDir, target: join(tempDir(), 'b.db') });
    expect(writes).toBeLessThan(MANY);
  });

  it('can be read by its owner alone, and is one file that needs no other beside it', async () => {
    const target = await backupOf('Vorstand');
    const sqlite = new SqliteDatabase(target, { readonly: true });
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe('delete');
    sqlite.close();
    expect((statSync(target).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(join(target, '..'))).toEqual(['backup.db']);
  });

  it('overwrites nothing, and takes no name beside which lies what would be taken for a part of it', async () => {
    const dataDir = await databaseWith('Vorstand');
    const folder = tempDir();
    for (const taken of ['a.db', 'b.db-wal', 'c.db-journal']) writeFileSync(join(folder, taken), 'mine');
    for (const name of ['a.db', 'b.db', 'c.db']) {
      await expect(backUp({ dataDir, target: join(folder, name) })).rejects.toThrow(/is there already/);
    }
    await expect(backUp({ dataDir, target: folder })).rejects.toThrow(/is a directory/);
    expect(readdirSync(folder)).toEqual(['a.db', 'b.db-wal', 'c.db-journal']);
    expect(readFileSync(join(folder, 'a.db'), 'utf8')).toBe('mine');
  });

  it('of a damaged database is none, and says so', async () => {
    const dataDir = await databaseWith(...Array.from({ length: 200 }, (_, index) => `Runde ${index}`));
    damage(fileIn(dataDir));
    const folder = tempDir();
    await expect(backUp({ dataDir, target: join(folder, 'b.db') })).rejects.toThrow(/The database .* is damaged/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes no database where there is none, and no folder', async () => {
    const dataDir = tempDir();
    await expect(backUp({ dataDir, target: join(tempDir(), 'b.db') })).rejects.toThrow(/no database in/);
    expect(readdirSync(dataDir)).toEqual([]);
    const target = join(tempDir(), 'missing', 'b.db');
    await expect(backUp({ dataDir: await databaseWith('Vorstand'), target })).rejects.toThrow(/There is no folder/);
  });

  it.runIf(MAY_MOUNT)('for which there is no room leaves nothing behind', async () => {
    const { dataDir: folder, fill } = smallDisk();
    await (await openDatabase({ dataDir: folder })).close();
    const before = readdirSync(folder);
    fill();
    const target = join(folder, 'b.db');
    const dataDir = await databaseWith('Vorstand');
    await expect(backUp({ dataDir, target })).rejects.toThrow(/There is no room for .*b\.db: nothing was written/);
    expect(readdirSync(folder)).toEqual(before);
  });

  it.runIf(MAY_MOUNT)('is taken off a full disk, whether somebody has the database open or not', async () => {
    const { dataDir, fill } = smallDisk();
    const database = await openDatabase({ dataDir });
    await database.rooms.create(newRoom({ name: 'Vorstand' }));
    fill();
    const target = join(tempDir(), 'open.db');
    expect(await backUp({ dataDir, target })).toMatchObject({ rooms: 1 });
    await database.close();
    expect(await backUp({ dataDir, target: join(tempDir(), 'closed.db') })).toMatchObject({ rooms: 1 });
  });
});

/** In the middle, where there are rows and no header. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, Math.floor(bytes.length / 3), Math.floor((bytes.length * 2) / 3));
  writeFileSync(file, bytes);
}

describe('restored', () => {
  it('is the backup alone, also where an old -wal file lies; what was there is kept whole', async () => {
    const source = await backupOf('Aus dem Backup');
    const dataDir = await crashedDatabaseWith('Vor dem Absturz');
    writeFileSync(`${fileIn(dataDir)}-shm`, 'left behind');
    const { kept, rooms } = await restore({ dataDir, source });
    expect(rooms).toBe(1);
    expect(await roomNames(dataDir)).toEqual(['Aus dem Backup']);
    const elsewhere = tempDir();
    for (const suffix of ['', '-wal']) {
      if (existsSync(`${kept}${suffix}`)) copyFileSync(`${kept}${suffix}`, fileIn(elsewhere) + suffix);
    }
    expect(await roomNames(elsewhere)).toEqual(['Vor dem Absturz']);
  });

  it('is it in the place of a database that is damaged with its -wal file, and both are kept', async () => {
    const source = await backupOf('Aus dem Backup');
    const dataDir = tempDir();
    const scraps = { '': 'no database any more'.repeat(500), '-wal': 'nor this'.repeat(500) };
    for (const [suffix, text] of Object.entries(scraps)) writeFileSync(fileIn(dataDir) + suffix, text);
    const { kept } = await restore({ dataDir, source });
    expect(await roomNames(dataDir)).toEqual(['Aus dem Backup']);
    for (const [suffix, text] of Object.entries(scraps)) expect(readFileSync(`${kept}${suffix}`, 'utf8')).toBe(text);
  });

  it('is a database with its latest changes, which somebody has copied as it lay there', async () => {
    const source = fileIn(await crashedDatabaseWith('Vor dem Absturz'));
    const dataDir = tempDir();
    expect(await restore({ dataDir, source })).toMatchObject({ kept: null });
    expect(await roomNames(dataDir)).toEqual(['Vor dem Absturz']);
  });

  it('is an older one, which is brought up to date when it is opened', async () => {
    const source = fileIn(await oldFile());
    const dataDir = tempDir();
    await restore({ dataDir, source });
    expect(await roomNames(dataDir)).toEqual(['Alt']);
  });

  it('signs nobody in, brings back no link by which a password was set, and sends no mail once more', async () => {
    const live = tempDir();
    const { organisations, organisers, credentials, sessions, mails } = await openTestDatabase(live);
    await mails.post([{ ...mail(), id: 'one' }], 9);
    const { id: organisationId } = await organisations.create(newOrganisation());
    const { id: organiserId = '' } = (await organisers.create(newOrganiser({ organisationId }))) ?? {};
    const link = { organiserId, expiresAt: Date.now() + 1_000_000, isAsked: false };
    await credentials.keep({ ...link, secretHash: 'first' });
    await credentials.spend('first', 'password');
    await credentials.keep({ ...link, secretHash: 'second' });
    const session = { id: 'office', organiserId, tokenHash: 'token', replaces: null, browserHash: 'b' };
    await sessions.open(session, { passwordHash: 'password' });
    const source = join(tempDir(), 'backup.db');
    await backUp({ dataDir: live, target: source });
    const dataDir = tempDir();
    await restore({ dataDir, source });
    const restored = await openTestDatabase(dataDir);
    expect(await restored.sessions.find('token', { createdAfter: 0, usedAfter: 0 })).toBeNull();
    expect(await restored.credentials.find('second')).toBeNull();
    expect(await restored.mails.claim(9)).toEqual([]);
    expect(await restored.credentials.byOrganiser(organiserId)).toMatchObject({ passwordHash: 'password' });
  });

  it.each<[string, RegExp, (file: string) => void]>([
    ['damaged', /is damaged/, damage],
    [
      'cut off',
      /is damaged|is not a Tafelrunde database/,
      (file) => writeFileSync(file, readFileSync(file).subarray(0, 10_000)),
    ],
    ['something else', /is not a Tafelrunde database/, (file) => writeFileSync(file, 'x'.repeat(50_000))],
    ['empty', /is not a Tafelrunde database/, (file) => writeFileSync(file, '')],
    ['of a newer version', /was written by a newer version of Tafelrunde/, fromTheFuture],
    ['damaged where nobody looks every day', /is damaged/, forgetAnIndex],
    ['with rows that lead nowhere', /is damaged/, leadNowhere],
  ])('is no file that is %s: everything stays as it was', async (_what, sentence, spoil) => {
    const source = await backupOf(...Array.from({ length: 200 }, (_, index) => `Runde ${index}`));
    spoil(source);
    const dataDir = await databaseWith('Vorher');
    const before = contentOf(dataDir);
    await expect(restore({ dataDir, source })).rejects.toThrow(sentence);
    expect(contentOf(dataDir)).toEqual(before);
  });

  it('is nothing while somebody has the database open', async () => {
    const source = await backupOf('Aus dem Backup');
    const dataDir = tempDir();
    const { rooms } = await openTestDatabase(dataDir);
    await rooms.create(newRoom({ name: 'Vorher' }));
    await expect(restore({ dataDir, source })).rejects.toThrow(/is in use: stop the server/);
    expect((await rooms.list()).map(({ name }) => name)).toEqual(['Vorher']);
    expect(readdirSync(dataDir).filter((name) => /part|before/.test(name))).toEqual([]);
  });

  it.runIf(MAY_MOUNT)('is nothing on a full disk: everything stays as it was', async () => {
    const source = await backupOf('Aus dem Backup');
    const { dataDir, fill, makeRoom } = smallDisk();
    const database = await openDatabase({ dataDir });
    await database.rooms.create(newRoom({ name: 'Vorher' }));
    await database.close();
    fill();
    const before = contentOf(dataDir);
    await expect(restore({ dataDir, source })).rejects.toThrow(/no room for a second database/);
    expect(contentOf(dataDir)).toEqual(before);
    makeRoom();
    await restore({ dataDir, source });
    expect(await roomNames(dataDir)).toEqual(['Aus dem Backup']);
  });

  it.runIf(process.getuid?.() === 0)('by root belongs to whom the database belonged, or the folder', async () => {
    const source = await backupOf('Vorstand');
    const NOBODY = 65_534;
    const [there, empty] = [await databaseWith('Vorher'), tempDir()];
    for (const each of [fileIn(there), empty]) chownSync(each, NOBODY, NOBODY);
    for (const dataDir of [there, empty]) {
      await restore({ dataDir, source });
      const { uid, gid, mode } = statSync(fileIn(dataDir));
      expect({ uid, gid, mode: (mode & 0o777).toString(8) }).toEqual({ uid: NOBODY, gid: NOBODY, mode: '600' });
    }
  });

  it('leaves the backup as it is, also one that cannot be written', async () => {
    const source = await backupOf('Vorstand');
    chmodSync(source, 0o400);
    const before = readFileSync(source);
    await restore({ dataDir: tempDir(), source });
    expect(readFileSync(source).equals(before)).toBe(true);
    expect(readdirSync(join(source, '..'))).toEqual(['backup.db']);
  });
});

function fromTheFuture(file: string): void {
  const sqlite = new SqliteDatabase(file);
  sqlite.exec("INSERT INTO kysely_migration VALUES ('9999_from_the_future', '2099-01-01T00:00:00.000Z')");
  sqlite.close();
}

function forgetAnIndex(file: string): void {
  const sqlite = new SqliteDatabase(file);
  sqlite.unsafeMode();
  sqlite.pragma('writable_schema = ON');
  sqlite.exec("DELETE FROM sqlite_schema WHERE name = 'invites_room_id'");
  sqlite.close();
}

function leadNowhere(file: string): void {
  const { id, secretHash } = newInvite({ roomId: 'nowhere' });
  const sqlite = new SqliteDatabase(file);
  sqlite.pragma('foreign_keys = OFF');
  const insert =
    "INSERT INTO invites (id, room_id, role, secret_hash, created_at) VALUES (?, 'nowhere', 'observer', ?, 0)";
  sqlite.prepare(insert).run(id, secretHash);
  sqlite.close();
}
