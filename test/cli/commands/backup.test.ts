import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { holdDataDir } from '../../../src/cli/server/hold-data-dir.ts';
import { ADMIN_SOCKET, openAdminSocket } from '../../../src/http/admin-socket.ts';
import { inspectDatabase, openDatabase } from '../../../src/storage/index.ts';
import { hungServer } from '../../helpers/servers/hung-server.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { oldFile } from '../../storage/schema/old-file.ts';
import { newRoom } from '../../storage/storage.ts';
import { callCli, spawnCli } from '../run-cli.ts';

vi.setConfig({ testTimeout: 30_000 });

async function databaseWith(name: string): Promise<string> {
  const dataDir = tempDir();
  const database = await openDatabase({ dataDir });
  await database.rooms.create(newRoom({ name }));
  await database.close();
  return dataDir;
}

async function roomsOf(dataDir: string): Promise<string[]> {
  const { out } = await callCli(['room', 'list', '--json'], { dataDir });
  return JSON.parse(out).rooms.map(({ name }: { name: string }) => name);
}

it('a server is backed up while it runs, and restored when it has ended', async () => {
  const dataDir = await databaseWith('Vorher');
  const database = await openDatabase({ dataDir });
  const target = join(tempDir(), 'backup.db');
  const backup = await spawnCli(['backup', target, '--json'], { dataDir });
  expect({ ...backup, out: JSON.parse(backup.out) }).toEqual({
    code: 0,
    err: '',
    out: { file: target, rooms: 1, bytes: expect.any(Number), keptUntil: expect.stringMatching(/Z$/), deleted: [] },
  });
  await database.rooms.create(newRoom({ name: 'Nachher' }));
  await database.close();
  const { code, out, err } = await callCli(['restore', target], { dataDir });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Restored 1 room from .*\nThe database that was there before is kept as .*before-restore-/);
  expect(await roomsOf(dataDir)).toEqual(['Vorher']);
});

it('beside a running server nothing is restored, and the operator reads to stop it', async () => {
  const source = join(tempDir(), 'backup.db');
  await callCli(['backup', source], { dataDir: await databaseWith('Aus dem Backup') });
  const dataDir = await databaseWith('Vorher');
  const admin = await openAdminSocket({ dataDir, live: (await startTestApp()).rooms.live });
  onTestFinished(() => admin.close());
  const { code, err } = await callCli(['restore', source], { dataDir });
  expect({ code, err }).toEqual({
    code: 1,
    err: 'Error: The server is running: stop it first, then restore, then start it again.\n',
  });
  expect(await roomsOf(dataDir)).toEqual(['Vorher']);
});

it('a server that stands still keeps its socket, and the operator reads to end it', async () => {
  const dataDir = await databaseWith('Vorher');
  const path = join(dataDir, ADMIN_SOCKET);
  await hungServer(path);
  const { ino } = statSync(path);
  await expect(holdDataDir(dataDir)).rejects.toThrow(/is running and does not answer \(EAGAIN\): end it first/);
  expect(statSync(path).ino).toBe(ino);
});

it('a socket that a server has left behind, which has died, keeps nobody from a restore', async () => {
  const dataDir = await databaseWith('Vorher');
  writeFileSync(join(dataDir, ADMIN_SOCKET), '');
  await (await holdDataDir(dataDir)).release();
});

it('while a backup is restored no server starts on the database, and afterwards one does', async () => {
  const dataDir = await databaseWith('Vorher');
  const { rooms } = await startTestApp();
  const held = await holdDataDir(dataDir);
  await expect(openAdminSocket({ dataDir, live: rooms.live })).rejects.toThrow(/Another server is running/);
  await held.release();
  await (await openAdminSocket({ dataDir, live: rooms.live })).close();
});

it('a restore that fails says why in a sentence, and a server can start again', async () => {
  const dataDir = await databaseWith('Vorher');
  const { code, err } = await callCli(['restore', join(tempDir(), 'missing.db')], { dataDir });
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/^Error: There is no file .*\n$/) });
  expect(readdirSync(dataDir)).toEqual(['tafelrunde.db']);
});

it('a backup before an update leaves the database at its version, and says that it is on no list', async () => {
  const dataDir = await oldFile('0014_subjects');
  const target = join(tempDir(), 'backup.db');
  const { code, err } = await callCli(['backup', target], { dataDir });
  expect(code).toBe(0);
  expect(err).toMatch(/^Note: the backup is whole, but could not be put on the list/);
  expect(existsSync(target)).toBe(true);
  expect(inspectDatabase(dataDir)?.pendingMigrations).toBeGreaterThan(0);
});
