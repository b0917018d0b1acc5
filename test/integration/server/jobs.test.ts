import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pino from 'pino';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { type Actor, OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { wallTimeOf } from '../../../src/catalogue/reservations/zoned.ts';
import { loadConfig } from '../../../src/config.ts';
import { startServer } from '../../../src/server.ts';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { MIGRATIONS } from '../../../src/storage/schema/migrations.ts';
import { startedMessage } from '../../../src/webhooks/messages.ts';
import { PATIENCE_MS } from '../../helpers/patience.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { fullFile, refill } from '../../storage/schema/full-file.ts';
import { rowCounts } from '../../storage/storage.ts';

// That each thing which the server does by itself is done by the server: its parts' own tests say what it is.

vi.setConfig({ testTimeout: 60_000 });

/** Of mails and of what programs are told. */
const LOOK_EVERY_MS = 10_000;
/** Of whether the process comes to do its work. */
const WATCH_EVERY_MS = 250;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ZONE = 'Atlantic/Reykjavik';

/** On a machine that is busy with something else. */
const soon = <T>(see: () => T) => expect.poll(see, { timeout: PATIENCE_MS });

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Whatever is set for later, which may be brought about now. */
function watchTimers() {
  const set = new Map<unknown, { delayMs: number; isAgain: boolean; run: () => void }>();
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const real = globalThis[name] as (run: () => void, delayMs?: number) => NodeJS.Timeout;
    const isAgain = name === 'setInterval';
    const watched = (run: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) => {
      const handle = real(() => {
        if (!isAgain) set.delete(handle);
        run(...given);
      }, delayMs);
      set.set(handle, { delayMs, isAgain, run: () => run(...given) });
      return handle;
    };
    vi.spyOn(globalThis, name).mockImplementation(watched as never);
  }
  for (const name of ['clearTimeout', 'clearInterval'] as const) {
    const real = globalThis[name];
    const watched = (handle?: NodeJS.Timeout) => {
      set.delete(handle);
      real(handle);
    };
    vi.spyOn(globalThis, name).mockImplementation(watched as never);
  }
  const of = (delayMs: number) => [...set].filter(([, each]) => each.delayMs === delayMs);
  return {
    waiting: (delayMs: number) => of(delayMs).length,
    come(delayMs: number) {
      for (const [handle, { isAgain, run }] of of(delayMs)) {
        if (!isAgain) clearTimeout(handle as NodeJS.Timeout);
        run();
      }
    },
  };
}

async function startIn(dataDir: string, smtpPort: number) {
  const logLines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logLines.push(line) });
  const config = loadConfig({
    PORT: '0',
    MEDIA_PORT: '0',
    MEDIA_HOST: '127.0.0.1',
    WORKERS: '1',
    DATA_DIR: dataDir,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'konferenz@tafelrunde.example',
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? '',
  });
  const server = await startServer(config, { log });
  onTestFinished(() => server.close());
  return { server, logLines };
}

/** What is kept of long ago, in all tables. */
async function ancientFile(): Promise<string> {
  const { dataDir } = await fullFile(Object.keys(MIGRATIONS).at(-1) ?? '');
  touchUp(dataDir);
  return dataDir;
}

/** One of four rooms was made on the start page, and one of the reservations has just been changed. */
function touchUp(dataDir: string): void {
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  // The zones of these reservations are no zones that could be followed.
  sqlite.prepare('UPDATE reservations SET zone_rules = ?').run(process.versions.tz ?? '');
  sqlite.prepare("UPDATE reservations SET updated_at = ? WHERE id = 'reservations id 0'").run(Date.now());
  sqlite.prepare("DELETE FROM open_rooms WHERE room_id <> 'rooms id 3'").run();
  sqlite.close();
}

/** What is not for a time: of one room that was made on the start page, everything goes with it. */
const LEFT = {
  organisations: 4,
  logos: 4,
  organisers: 4,
  second_factors: 4,
  recovery_codes: 4,
  subjects: 4,
  passkeys: 4,
  calendar_feeds: 4,
  webhooks: 4,
  rooms: 3,
  seats: 3,
  seat_addresses: 3,
  seat_calls: 3,
  // One without an end, and what belongs to the reservation that somebody has just changed.
  api_tokens: 1,
  reservations: 1,
  reservation_changes: 1,
  reservation_windows: 1,
  reservation_mails: 1,
  reservation_reminders: 1,
  organiser_reminders: 1,
};

const left = (dataDir: string) => Object.fromEntries(Object.entries(rowCounts(dataDir)).filter(([, rows]) => rows > 0));

it('the server deletes what is over, at its start and every hour', async () => {
  const dataDir = await ancientFile();
  const { settings } = await startMailServer();
  const timers = watchTimers();
  expect(Object.keys(left(dataDir))).toEqual(Object.keys(rowCounts(dataDir)));
  await startIn(dataDir, settings.port);
  expect(left(dataDir)).toEqual(LEFT);
  refill(dataDir);
  touchUp(dataDir);
  expect(left(dataDir)).not.toEqual(LEFT);
  timers.come(HOUR_MS);
  await soon(() => left(dataDir)).toEqual(LEFT);
});

/** A house with a room that is reserved on two days from tomorrow on; one person is invited, and somebody is to be told. */
async function reservedRoom(dataDir: string) {
  const { database, catalogue, createHouse } = await openTestCatalogue(dataDir);
  const { organisation, organiser } = await createHouse();
  const { id: organiserId, organisationId, role } = organiser;
  const actor: Actor = { kind: 'organiser', organiserId, organisationId, role };
  const { room } = await catalogue.rooms.create(actor, organisationId, { name: 'Vorstand' });
  const { version } = await catalogue.plans.read(actor, room.id);
  const plan = await catalogue.plans.replace(actor, room.id, { seats: [{ name: 'Aach' }], quorum: null, version });
  const seatId = plan.seats[0]?.id ?? '';
  await catalogue.calls.setAddress(actor, room.id, seatId, { email: 'aach@kreis.example', language: 'de' });
  const times = {
    start: wallTimeOf(Date.now() + 25 * HOUR_MS, ZONE),
    minutes: 60,
    zone: ZONE,
    rule: 'FREQ=DAILY;COUNT=2',
  };
  const { id } = await catalogue.reservations.create(actor, { roomId: room.id, seats: 2, ...times });
  await catalogue.invitations.send(actor, id, { is: 'invited' }, [seatId]);
  const targets: string[] = [];
  /** Somebody is to be told, where nobody may be. */
  const tell = async (url: string) => {
    const { webhook } = await catalogue.webhooks.create(OPERATOR, organisation.id, url);
    targets.push(webhook.id);
  };
  const meet = (meetingId: string) => {
    const meeting = { id: meetingId, roomId: room.id, at: Date.now() };
    return database.deliveries.meetingStarted(meeting, startedMessage);
  };
  return {
    organiser,
    tell,
    meet,
    /** What was to be told, and was tried. */
    told: async () => {
      const all = await Promise.all(targets.map((target) => catalogue.webhooks.deliveries(OPERATOR, target)));
      return all.flat().flatMap(({ failure, event }) => (failure === null ? [] : [event]));
    },
    /** How many have been reminded, all dates together. */
    reminded: async () => {
      const all = await database.mails.deliveriesOf({ roomId: room.id });
      return all.filter(({ kind }) => kind === 'reminder').length;
    },
  };
}

it('the server mails, tells and reminds by itself: at its start what has waited, then what comes due; each once, over restarts too', async () => {
  const mails = await startMailServer();
  const dataDir = tempDir();
  const { organiser, tell, meet, told, reminded } = await reservedRoom(dataDir);
  const begun = Date.now();
  const clock = (afterMs: number) => void vi.useFakeTimers({ toFake: ['Date'], now: begun + afterMs });
  const subjects = () => mails.arrived.map(({ parsed }) => parsed.subject?.split(':')[0]).sort();
  await tell('https://127.0.0.1/');
  await meet('before');
  const timers = watchTimers();
  const first = await startIn(dataDir, mails.settings.port);
  // A meeting in which the server was killed is over.
  await soon(async () => (await told()).toSorted()).toEqual(['meeting.ended', 'meeting.started']);
  await soon(subjects).toEqual(['Einladung']);

  // What another program has put there.
  await tell('https://127.0.0.2/');
  await meet('later');
  await soon(() => timers.waiting(LOOK_EVERY_MS)).toBe(2);
  timers.come(LOOK_EVERY_MS);
  await soon(async () => (await told()).length).toBe(3);

  clock(HOUR_MS + MINUTE_MS);
  expect(await reminded()).toBe(0);
  await soon(() => timers.waiting(MINUTE_MS)).toBe(1);
  timers.come(MINUTE_MS);
  await soon(subjects).toEqual(['Einladung', 'Erinnerung', 'Erinnerung']);
  expect(
    mails.arrived
      .flatMap(({ to }) => to)
      .slice(1)
      .sort(),
  ).toEqual(['aach@kreis.example', organiser.email].sort());
  // It looks again and again.
  await soon(() => timers.waiting(MINUTE_MS)).toBe(1);
  timers.come(MINUTE_MS);
  await soon(() => timers.waiting(MINUTE_MS)).toBe(1);
  expect(await reminded()).toBe(2);

  // That the process stands still is noticed.
  const now = performance.now();
  const stalled = vi.spyOn(performance, 'now').mockImplementation(() => now + 5_000);
  timers.come(WATCH_EVERY_MS);
  stalled.mockRestore();
  expect(first.logLines.join()).toContain('the event loop stood still');

  await first.server.close();
  const second = await startIn(dataDir, mails.settings.port);
  await soon(() => timers.waiting(MINUTE_MS)).toBe(1);
  expect(await reminded()).toBe(2);
  await second.server.close();
  // The next date's reminder came due while no server was there.
  clock(25 * HOUR_MS + 2 * MINUTE_MS);
  await startIn(dataDir, mails.settings.port);
  await soon(subjects).toEqual(['Einladung', 'Erinnerung', 'Erinnerung', 'Erinnerung', 'Erinnerung']);
});
