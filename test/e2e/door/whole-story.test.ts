import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pino from 'pino';
import { it, onTestFinished, vi } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { startServer } from '../../../src/server.ts';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';

const DAY_MS = 86_400_000;
const NAME = 'Elternabend der Amselschule';

/** Started and ended more than once on the same data. */
function installation() {
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-story-'));
  const log: string[] = [];
  const config = loadConfig({
    PORT: '0',
    MEDIA_PORT: '0',
    MEDIA_HOST: '127.0.0.1',
    WORKERS: '1',
    DATA_DIR: dataDir,
    OPEN_ROOMS: 'everyone',
    OPEN_ROOM_DAYS: '7',
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN,
  });
  let ends = async () => {};
  onTestFinished(async () => {
    vi.useRealTimers();
    await ends();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const start = async () => {
    const server = await startServer(config, {
      log: pino({ level: 'trace' }, { write: (line) => void log.push(line) }),
    });
    ends = () => server.close();
    return server;
  };
  return { dataDir, log, start };
}

/** In any file, also where it is free, and in any row of any table. */
function tracesIn(dataDir: string, traces: readonly string[]): string[] {
  const files = readdirSync(dataDir).filter((name) => statSync(join(dataDir, name)).isFile());
  const inFiles = files.map((name) => readFileSync(join(dataDir, name)));
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE), { readonly: true });
  const tables = sqlite.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const rows = tables.map(({ name }) => JSON.stringify(sqlite.prepare(`SELECT * FROM "${name}"`).all())).join('\n');
  sqlite.close();
  return traces.filter((trace) => rows.includes(trace) || inFiles.some((bytes) => bytes.includes(trace)));
}

it('a stranger makes a room on the start page and sends the link, two people meet, and a week later nothing of it is left', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { dataDir, log, start } = installation();
  const server = await start();
  const chair = await Person.open(server.url, 'Frau Amsel', { pattern: RED_GREEN });
  const field = (name: string) => chair.page.getByRole('textbox', { name, exact: true });
  await field('Name des Raums').fill(NAME);
  await chair.press('Raum anlegen');
  await chair.expectHeading('Ihr Raum ist angelegt.');
  const link = await field('Link für Gäste').inputValue();
  const password = await field('Passwort').inputValue();
  await chair.press('Jetzt eintreten');
  await chair.enter();
  await chair.expectAtTable();
  const guest = await Person.join(link, 'Herr Star', { pattern: BLUE_YELLOW, password });
  await chair.expectToSee(guest);
  await guest.expectToHear(chair);

  const roomId = new URL(link).pathname.split('/').at(-1) ?? '';
  expect(roomId).not.toBe('');
  const traces = [roomId, NAME, 'Frau Amsel', 'Herr Star', password];
  expect(tracesIn(dataDir, traces)).toContain(roomId);
  expect(tracesIn(dataDir, traces)).toContain(NAME);
  await chair.page.close();
  await guest.page.close();
  await server.close();

  vi.useFakeTimers({ now: Date.now() + 6.9 * DAY_MS, toFake: ['Date'] });
  await (await start()).close();
  expect(tracesIn(dataDir, traces)).toContain(NAME);
  vi.setSystemTime(Date.now() + 0.2 * DAY_MS);
  await (await start()).close();
  expect(tracesIn(dataDir, traces)).toEqual([]);
  for (const trace of traces) expect(log.join('\n')).not.toContain(trace);
});
