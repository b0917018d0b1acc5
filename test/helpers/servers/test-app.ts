import pino from 'pino';
import { onTestFinished } from 'vitest';
import { type App, buildApp } from '../../../src/app.ts';
import {
  composeAccounts,
  createOriginKey,
  KnownBrowsers,
  LimitedPasswordGate,
  newPublicId,
  newRoomId,
  Passwords,
  StoredInviteBook,
  secrets,
  turnAccessFor,
} from '../../../src/auth/index.ts';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { type Catalogue, composeCatalogue } from '../../../src/catalogue/catalogue.ts';
import { OpenRooms } from '../../../src/catalogue/open-rooms.ts';
import type { NewHouse } from '../../../src/catalogue/organisations/organisations.ts';
import { Notices } from '../../../src/catalogue/organisers/notices.ts';
import type { OwnedRoom, RoomOwner } from '../../../src/catalogue/ports.ts';
import { Meetings } from '../../../src/catalogue/rooms/meetings.ts';
import { UnusedRooms } from '../../../src/catalogue/unused-rooms.ts';
import { CheckService } from '../../../src/checks/check-service.ts';
import type { Config } from '../../../src/config.ts';
import { OperatorTexts } from '../../../src/http/texts/operator-texts.ts';
import { composeMail } from '../../../src/mail/compose.ts';
import { readinessOf } from '../../../src/monitoring/readiness.ts';
import { definedOnly } from '../../../src/platform/defined-only.ts';
import type { Role } from '../../../src/protocol/index.ts';
import type { StoredRoom } from '../../../src/rooms/ports/storage.ts';
import { composeRooms, type Rooms } from '../../../src/rooms/rooms.ts';
import { openDatabase } from '../../../src/storage/index.ts';
import { composeWebhooks } from '../../../src/webhooks/compose.ts';
import type { MayReach } from '../../../src/webhooks/ports.ts';
import { publicTargets } from '../../../src/webhooks/targets.ts';
import { TestClient } from '../clients/test-client.ts';
import { FakeMediaPlane } from '../meetings/fake-media-plane.ts';
import { storedRoom, TURN_SERVER } from '../meetings/rooms.ts';
import { tempDir } from '../temp-dir.ts';
import { createHouse, TEST_COST } from './houses.ts';
import { layTables } from './migrated.ts';

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
  oidc = null as Config['oidc'],
  mail: mailSettings = null as Config['mail'],
  dataDir = tempDir(),
  capacitySeats = 100,
  textsDir = null as string | null,
  mayReach = publicTargets(() => []) as MayReach,
  ca = null as string | null,
  openRooms: openRoomSettings = { forEveryone: false, forOrganisers: false, days: 14, max: 200 } as Config['openRooms'],
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
  const log = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
  const mail = composeMail({
    settings: mailSettings,
    store: database.mails,
    log,
    report: (error) => failures.push(error),
  });
  const notices = new Notices({
    outbox: mail.outbox,
    stores: database,
    publicUrl: () => app.url,
    report: (error) => failures.push(error),
  });
  const webhooks = composeWebhooks({
    store: database.deliveries,
    mayReach,
    ...(ca === null ? {} : { ca }),
    log,
    disabled: notices.tellOfWebhook,
    report: (error) => failures.push(error),
  });
  const originOf = createOriginKey();
  const unused = new UnusedRooms({
    rooms: database.rooms,
    store: database.openRooms,
    days: openRoomSettings.days,
    usage: {
      isInUse: (roomId) => rooms.live.has(roomId) || rooms.usage.isUnwritten(roomId),
      settled: () => rooms.usage.settled(),
    },
  });
  const rooms: Rooms = composeRooms({
    store: unused,
    plans: database.plans,
    attendance: database.attendance,
    standings: database.standings,
    reservedTimes: database.reservations,
    runningDates: database.runningDates,
    capacitySeats,
    extendReserved: async ({ reservationId, date }, minutes) => {
      await catalogue.reservations.extendDate(OPERATOR, reservationId, date, minutes);
    },
    keepRoom: async (roomId, changes) => {
      await catalogue.rooms.update(OPERATOR, roomId, definedOnly(changes));
    },
    uses: database.openRooms,
    moments: webhooks.moments,
    passwords: gate,
    invites: inviteBook,
    secrets,
    originOf,
    mediaPlane,
    turnAccess: turnAccessFor(TURN_SERVER),
    report: (error) => failures.push(error),
  });
  const accounts = composeAccounts({
    credentials: database.credentials,
    links: database.credentials,
    sessions: database.sessions,
    secondFactors: database.secondFactors,
    subjects: database.subjects,
    passkeys: database.passkeys,
    tokens: database.tokens,
    passwords,
    secrets,
    tellOwner: notices.tellOwner,
    report: (error) => failures.push(error),
  });
  const catalogue: Catalogue = composeCatalogue({
    stores: database,
    accounts,
    meetings: rooms.live,
    presence: async (roomId) => rooms.live.presenceOf(roomId),
    hashPassword: (password) => passwords.hash(password),
    mail: { outbox: mail.outbox, publicUrl: () => app.url, report: (error) => failures.push(error) },
    webhooks: { mayReach, posted: () => webhooks.wake() },
    capacitySeats,
  });
  const checks = new CheckService({
    echoPlane: mediaPlane,
    turnAccess: turnAccessFor(TURN_SERVER),
    store: database.checks,
    places: { get: async () => ({ addresses: ['192.0.2.10'], mediaPorts: [40_000], turnUrls: TURN_SERVER.urls }) },
    isDraining: () => rooms.draining.hasBegun,
  });
  const openRooms = new OpenRooms({
    settings: openRoomSettings,
    store: database.openRooms,
    passwords,
    originOf,
    houses: catalogue.rooms,
    isDraining: () => rooms.draining.hasBegun,
  });
  const app: App = await buildApp({
    config: {
      http: { port: 0, host: '127.0.0.1', tls, trustProxy, metricsToken },
      publicUrl,
      oidc,
      reservations: { capacitySeats, capacityFrom: { is: 'set' }, days: 14 },
    },
    rooms,
    checks,
    openRooms,
    accounts,
    catalogue,
    answers: database.answers,
    meetings: new Meetings({ rooms: database.rooms, organisers: database.organisers, live: rooms.live }),
    log,
    texts: await OperatorTexts.open({ dir: textsDir, warn: (sentence) => logLines.push(sentence) }),
    periods: { openRoomDays: openRoomSettings.days, reservationDays: 14 },
    webRoot,
    health: {
      readiness: readinessOf({
        isAccepting: () => !rooms.draining.hasBegun,
        database,
        isMediaReady: () => true,
        eventLoop: { isWell: true },
      }),
      gauges: [],
    },
  });
  await mail.start();
  await webhooks.start();
  const url = await app.listen();
  const clients: TestClient[] = [];

  onTestFinished(async () => {
    for (const client of clients) client.disconnect();
    await app.close();
    gate.close();
    inviteBook.close();
    accounts.close();
    await catalogue.close();
    await mail.close();
    await rooms.settled();
    await webhooks.close();
    await database.close();
  });

  return {
    url,
    rooms,
    database,
    unused,
    accounts,
    catalogue,
    outbox: mail.outbox,
    passwords,
    gate,
    mediaPlane,
    failures,
    logLines,

    /** Where it listens, whatever people call it. */
    get listensAt() {
      const bound = app.http.server.address();
      if (bound === null || typeof bound === 'string') throw new Error('it does not listen');
      return `http://127.0.0.1:${bound.port}`;
    },

    /** Signaling connections that are open now. */
    get connections() {
      return app.connections;
    },

    async createRoom({
      password,
      ...changes
    }: Partial<StoredRoom> & { password?: string; owner?: RoomOwner } = {}): Promise<OwnedRoom> {
      const name = changes.name ?? 'Runde';
      return database.rooms.create({
        ...storedRoom({ name }),
        ...changes,
        id: newRoomId(name),
        passwordHash: password === undefined ? null : await passwords.hash(password),
      });
    },

    createHouse: (house?: NewHouse) => createHouse({ catalogue, accounts }, house),

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
