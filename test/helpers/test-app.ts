import pino from 'pino';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../src/app.ts';
import {
  createOriginKey,
  KnownBrowsers,
  LimitedPasswordGate,
  newPublicId,
  newRoomId,
  Passwords,
  StoredInviteBook,
  secrets,
  turnAccessFor,
} from '../../src/auth/index.ts';
import { CheckService } from '../../src/checks/check-service.ts';
import type { Config } from '../../src/config.ts';
import { readinessOf } from '../../src/monitoring/readiness.ts';
import type { Role } from '../../src/protocol/index.ts';
import type { StoredRoom } from '../../src/rooms/ports.ts';
import { RoomService } from '../../src/rooms/room-service.ts';
import { openDatabase } from '../../src/storage/index.ts';
import { FakeMediaPlane } from './fake-media-plane.ts';
import { layTables } from './migrated.ts';
import { storedRoom, TURN_SERVER } from './rooms.ts';
import { tempDir } from './temp-dir.ts';
import { TestClient } from './test-client.ts';

/** Fewer KiB than in use, so that a test of many guesses takes a second. */
const TEST_COST = { memoryKiB: 64, passes: 2 };

/**
 * The real app on a free port with a real SQLite file; only the media plane is a fake. Closed with the test.
 * `log` collects what would be logged.
 */
export async function startTestApp({
  webRoot = '/nonexistent',
  metricsToken = null as string | null,
  trustProxy = ['127.0.0.1'] as readonly string[],
  publicUrl = null as string | null,
  tls = null as Config['http']['tls'],
  dataDir = tempDir(),
} = {}) {
  const failures: unknown[] = [];
  await layTables(dataDir);
  const database = await openDatabase({ dataDir, report: (error) => failures.push(error) });
  const passwords = await Passwords.create({ cost: TEST_COST });
  const known = new KnownBrowsers();
  const gate = new LimitedPasswordGate({ passwords, known });
  const inviteBook = new StoredInviteBook({ invites: database.invites, secrets, known });
  const mediaPlane = new FakeMediaPlane();
  const logLines: string[] = [];
  const rooms = new RoomService({
    store: database.rooms,
    plans: database.plans,
    attendance: database.attendance,
    standings: database.standings,
    passwords: gate,
    invites: inviteBook,
    secrets,
    originOf: createOriginKey(),
    mediaPlane,
    turnAccess: turnAccessFor(TURN_SERVER),
    report: (error) => failures.push(error),
  });
  const checks = new CheckService({
    echoPlane: mediaPlane,
    turnAccess: turnAccessFor(TURN_SERVER),
    store: database.checks,
    places: { get: async () => ({ addresses: ['192.0.2.10'], mediaPorts: [40_000], turnUrls: TURN_SERVER.urls }) },
    isDraining: () => rooms.draining,
  });
  const app = await buildApp({
    config: {
      http: { port: 0, host: '127.0.0.1', tls, trustProxy, metricsToken },
      publicUrl,
    },
    rooms,
    checks,
    log: pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) }),
    webRoot,
    health: {
      readiness: readinessOf({ rooms, database, isMediaReady: () => true, eventLoop: { isWell: true } }),
      gauges: [],
    },
  });
  const url = await app.listen();
  const clients: TestClient[] = [];

  onTestFinished(async () => {
    for (const client of clients) client.disconnect();
    await app.close();
    gate.close();
    inviteBook.close();
    await rooms.attendance.settled();
    await rooms.standings.settled();
    await database.close();
  });

  return {
    url,
    rooms,
    database,
    mediaPlane,
    failures,
    logLines,

    /** Signaling connections that are open now. */
    get connections() {
      return app.connections;
    },

    async createRoom({ password, ...changes }: Partial<StoredRoom> & { password?: string } = {}): Promise<StoredRoom> {
      const name = changes.name ?? 'Runde';
      return database.rooms.create({
        ...storedRoom({ name, ...changes }),
        id: newRoomId(name),
        passwordHash: password === undefined ? null : await passwords.hash(password),
      });
    },

    /** The secret for a link. */
    async createInvite(
      roomId: string,
      {
        role = 'participant',
        maxUses = null,
        expiresAt = null,
        trusted = false,
        label = null,
      }: {
        role?: Role;
        maxUses?: number | null;
        expiresAt?: number | null;
        trusted?: boolean;
        label?: string | null;
      } = {},
    ): Promise<{ id: string; secret: string }> {
      const { secret, hash } = secrets.create();
      const { id } = await database.invites.create({
        id: newPublicId(),
        roomId,
        role,
        secretHash: hash,
        label,
        maxUses,
        expiresAt,
        trusted,
        seatId: null,
      });
      return { id, secret };
    },

    close: () => app.close(),

    /** A hand-made client; `address` is what a trusted proxy would say of it. */
    async connect({ address = '192.0.2.1' } = {}): Promise<TestClient> {
      const client = await TestClient.connect(url, { address });
      clients.push(client);
      return client;
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;
