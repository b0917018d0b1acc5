import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { newRoomId } from '../../../src/auth/index.ts';
import { type Database, openDatabase } from '../../../src/storage/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { storedRoom } from '../../helpers/meetings/rooms.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
/** A defect that waits for a signal. */
const FAULT = "process.on('SIGUSR2', () => { throw new Error('a defect'); });";
/** More often than signals that are one wish. */
const SIGNAL_EVERY_MS = 20;

interface Started {
  readonly server: ChildProcess;
  readonly output: () => string;
  readonly database: Database;
  readonly roomId: string;
  readonly anna: TestClient;
  readonly waiting: TestClient;
}

/** The server as a process of its own; in a room that keeps who was there sits Anna, and somebody waits in another. */
async function startWithPeopleInside(settings: Record<string, string> = {}): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-ending-'));
  const server = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(FAULT)}`, MAIN], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      MEDIA_PORT: '0',
      MEDIA_HOST: '127.0.0.1',
      WORKERS: '1',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  server.stdout?.on('data', (text) => {
    output += text;
  });
  onTestFinished(async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGKILL');
      await once(server, 'exit');
    }
    rmSync(dataDir, { recursive: true, force: true });
  });
  await expect.poll(() => output, { timeout: 20_000 }).toMatch(/is ready: \S+\n/);
  const url = /is ready: (\S+)/.exec(output)?.[1] ?? '';
  const database = await openDatabase({ dataDir });
  onTestFinished(() => database.close());
  const room = storedRoom({ attendanceDays: 30 });
  const { id: roomId } = await database.rooms.create({ ...room, id: newRoomId(room.name) });
  const [anna, waiting] = [await TestClient.connect(url), await TestClient.connect(url)];
  onTestFinished(() => {
    for (const client of [anna, waiting]) client.disconnect();
  });
  await anna.join(roomId, 'Anna');
  const { id: withLobby } = await database.rooms.create({
    ...room,
    id: newRoomId('Warten'),
    lobby: 'on',
  });
  await waiting.knock(withLobby, 'Bert');
  return { server, output: () => output, database, roomId, anna, waiting };
}

async function staysOf({ database, roomId }: Started) {
  return (await database.attendance.listStays(roomId)).map(({ displayName, leftAt }) => [displayName, leftAt !== null]);
}

/** They are told, and that they may come back, before their connections end. */
async function expectTold({ anna, waiting }: Started): Promise<void> {
  for (const client of [anna, waiting]) {
    await expect.poll(() => client.socket.connected).toBe(false);
    const names = client.events.map(({ name }) => name);
    expect(names).toContain('server:closing');
    expect(names).not.toContain('room:left');
  }
}

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s with people inside tells everyone and ends with attendance on the disk',
  async (signal) => {
    const started = await startWithPeopleInside();
    const { server } = started;
    const ended = once(server, 'exit');
    server.kill(signal);
    expect(await ended).toEqual([0, null]);
    await expectTold(started);
    expect(await staysOf(started)).toEqual([['Anna', true]]);
  },
);

it('a second signal ends the waiting for meetings, and further ones while it is still ending never the ending', async () => {
  const started = await startWithPeopleInside({ DRAIN_SECONDS: '600' });
  const { server } = started;
  const ended = once(server, 'exit');
  const signals = setInterval(() => server.kill('SIGTERM'), SIGNAL_EVERY_MS);
  onTestFinished(() => clearInterval(signals));
  expect(await ended).toEqual([0, null]);
  await expectTold(started);
  expect(await staysOf(started)).toEqual([['Anna', true]]);
});

it('an exception that nobody catches ends it in order: logged with an id, people told, attendance on the disk', async () => {
  const started = await startWithPeopleInside({ DRAIN_SECONDS: '600' });
  const { server, output } = started;
  const ended = once(server, 'exit');
  server.kill('SIGUSR2');
  server.kill('SIGUSR2');
  expect(await ended).toEqual([1, null]);
  await expectTold(started);
  expect(output()).toMatch(/"level":60.*a defect/);
  expect(output()).toMatch(/"errorId":"[0-9a-f-]{36}"/);
  expect(await staysOf(started)).toEqual([['Anna', true]]);
});

it('goes on when nobody reads what it prints', async () => {
  const { server, anna } = await startWithPeopleInside({ LOG_LEVEL: 'trace' });
  server.stdout?.destroy();
  for (let count = 0; count < 20; count += 1) await anna.raw('no:such-command', {});
  await anna.send('hand:raise', {});
  expect(server.exitCode).toBeNull();
});
