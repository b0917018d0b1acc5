import { join } from 'node:path';
import type { Logger } from 'pino';
import { type App, buildApp } from './app.ts';
import {
  composeAccounts,
  createOriginKey,
  KnownBrowsers,
  LimitedPasswordGate,
  Passwords,
  StoredInviteBook,
  secrets,
  turnAccessFor,
} from './auth/index.ts';
import { OPERATOR } from './catalogue/access/rights.ts';
import { type Catalogue, composeCatalogue } from './catalogue/catalogue.ts';
import { type ExampleRoom, makeExampleRoom } from './catalogue/example-room.ts';
import { OpenRooms } from './catalogue/open-rooms.ts';
import { Notices } from './catalogue/organisers/notices.ts';
import { KeptReservations } from './catalogue/reservations/kept-reservations.ts';
import { keepRetention } from './catalogue/retention.ts';
import { Meetings } from './catalogue/rooms/meetings.ts';
import { UnusedRooms } from './catalogue/unused-rooms.ts';
import { CheckService } from './checks/check-service.ts';
import { Places } from './checks/places.ts';
import { type Config, capacitySource } from './config.ts';
import { drain } from './drain.ts';
import { openAdminSocket } from './http/admin-socket.ts';
import { OperatorTexts } from './http/texts/operator-texts.ts';
import { createLog } from './log.ts';
import { composeMail } from './mail/compose.ts';
import { EventLoopWatch } from './monitoring/event-loop-watch.ts';
import { LastErrors } from './monitoring/last-errors.ts';
import { registerMediaMetrics } from './monitoring/media-metrics.ts';
import { gaugesOf } from './monitoring/metrics.ts';
import { readinessOf } from './monitoring/readiness.ts';
import { statusOf } from './monitoring/status.ts';
import { definedOnly } from './platform/defined-only.ts';
import { composeRooms, type Rooms } from './rooms/rooms.ts';
import { startMedia } from './start-media.ts';
import { openDatabase } from './storage/index.ts';
import { composeWebhooks } from './webhooks/compose.ts';
import { ownAddresses, publicTargets } from './webhooks/targets.ts';

const WEB_ROOT = join(import.meta.dirname, '../web/dist');

/** A check begins its lines at once; beyond that its credentials are of no use to anybody. */
const CHECK_TURN_MS = 2 * 60_000;

export interface RunningServer {
  readonly url: string;
  /** Made on an empty database, to print once. */
  readonly exampleRoom: ExampleRoom | null;
  /** Lets nobody new in, shows everyone how long it is until the end, and resolves when the last meeting has ended, after `timeoutMs` at the latest. */
  drain(timeoutMs: number): Promise<void>;
  /** Ends everything that was started, in reverse. Idempotent: whoever calls it waits for the same end. */
  close(): Promise<void>;
}

/** Composes the parts and listens. Errors: StorageError, StartError. */
export async function startServer(
  config: Config,
  { errors = new LastErrors(), log = createLog(config.logLevel, errors) } = {},
): Promise<RunningServer> {
  const opened: (() => unknown)[] = [];
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeAll(opened, log);
    return closing;
  };
  try {
    const report = (error: unknown) =>
      log.error({ err: error, errorId: crypto.randomUUID() }, 'failed in the background');
    const texts = await OperatorTexts.open({ dir: config.textsDir, warn: (sentence) => log.warn(sentence) });
    const database = await openDatabase({ dataDir: config.dataDir, report });
    opened.push(() => database.close());
    sayCapacity(config, log);
    const passwords = await Passwords.create();
    const known = new KnownBrowsers();
    const gate = new LimitedPasswordGate({ passwords, known });
    const inviteBook = new StoredInviteBook({ invites: database.invites, secrets, known });
    opened.push(
      () => gate.close(),
      () => inviteBook.close(),
    );
    const mail = composeMail({ settings: config.mail, store: database.mails, log, report });
    opened.push(() => mail.close());
    // A webhook may fail before anybody listens here.
    const publicUrl = () => config.publicUrl ?? app.url;
    const notices = new Notices({ outbox: mail.outbox, stores: database, publicUrl, report });
    const { credentials } = database;
    const accounts = composeAccounts({
      credentials,
      links: credentials,
      sessions: database.sessions,
      secondFactors: database.secondFactors,
      subjects: database.subjects,
      passkeys: database.passkeys,
      tokens: database.tokens,
      passwords,
      secrets,
      tellOwner: notices.tellOwner,
      report,
    });
    opened.push(() => accounts.close());
    const media = await startMedia(config, log);
    opened.push(() => media.close());

    const mayReach = publicTargets(() => [...ownAddresses(), ...media.addresses.announced]);
    const webhooks = composeWebhooks({
      store: database.deliveries,
      mayReach,
      log,
      disabled: notices.tellOfWebhook,
      report,
    });
    opened.push(() => webhooks.close());
    const originOf = createOriginKey();
    const unused = new UnusedRooms({
      rooms: database.rooms,
      store: database.openRooms,
      days: config.openRooms.days,
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
      capacitySeats: config.reservations.capacitySeats,
      // The chair's word is enough: it takes what is free, and what is promised to others is asked like any wish.
      extendReserved: async ({ reservationId, date }, minutes) => {
        await catalogue.reservations.extendDate(OPERATOR, reservationId, date, minutes);
      },
      // Whoever leads the room has its word: what they may not do is not asked for.
      keepRoom: async (roomId, changes) => {
        await catalogue.rooms.update(OPERATOR, roomId, definedOnly(changes));
      },
      uses: database.openRooms,
      moments: webhooks.moments,
      passwords: gate,
      invites: inviteBook,
      secrets,
      originOf,
      mediaPlane: media,
      turnAccess: turnAccessFor(config.turn),
      report,
    });
    // After everyone was put out, and before the database goes.
    opened.push(() => rooms.settled());
    const checks = new CheckService({
      echoPlane: media,
      turnAccess: turnAccessFor(config.turn, { lifetimeMs: CHECK_TURN_MS }),
      store: database.checks,
      places: new Places({ media: media.addresses, turnUrls: config.turn?.urls ?? [] }),
      isDraining: () => rooms.draining.hasBegun,
    });
    const eventLoop = new EventLoopWatch({
      stalled: (stalledMs) => log.warn({ stalledMs }, 'the event loop stood still'),
    });
    opened.push(() => eventLoop.close());
    const readiness = readinessOf({
      isAccepting: () => !rooms.draining.hasBegun,
      database,
      isMediaReady: () => media.ready,
      eventLoop,
    });
    let connections = () => 0;
    const status = statusOf({
      live: rooms.live,
      readiness,
      connections: () => connections(),
      workers: () => media.metrics(),
      capacitySeats: config.reservations.capacitySeats,
      errors,
    });
    const admin = await openAdminSocket({ dataDir: config.dataDir, live: rooms.live, status });
    opened.push(() => admin.close());
    // Only now is it sure that no other server notes who is there in this database.
    const retention = await keepRetention({
      stays: database.attendance,
      invites: database.invites,
      standings: database.standings,
      runningDates: database.runningDates,
      checks: database.checks,
      openRooms: unused,
      accounts,
      mails: mail.outbox,
      answers: database.answers,
      deliveries: database.deliveries,
      copies: database.copies,
      files: database.keptData,
      reservations: new KeptReservations({ store: database.reservations, days: config.reservations.days }),
      report,
    });
    opened.push(() => retention.close());
    await mail.start();
    await webhooks.start();
    const catalogue: Catalogue = composeCatalogue({
      stores: database,
      accounts,
      meetings: rooms.live,
      presence: async (roomId) => rooms.live.presenceOf(roomId),
      hashPassword: (password) => passwords.hash(password),
      capacitySeats: config.reservations.capacitySeats,
      mail: { outbox: mail.outbox, publicUrl: () => app.url, report },
      webhooks: { mayReach, posted: () => webhooks.wake() },
    });
    opened.push(() => catalogue.close());
    const openRooms = new OpenRooms({
      settings: config.openRooms,
      store: database.openRooms,
      passwords,
      originOf,
      houses: catalogue.rooms,
      isDraining: () => rooms.draining.hasBegun,
    });
    const app: App = await buildApp({
      config,
      rooms,
      checks,
      openRooms,
      accounts,
      catalogue,
      answers: database.answers,
      meetings: new Meetings({ rooms: database.rooms, organisers: database.organisers, live: rooms.live }),
      log,
      texts,
      periods: { openRoomDays: config.openRooms.days, reservationDays: config.reservations.days },
      webRoot: WEB_ROOT,
      health: {
        readiness,
        gauges: gaugesOf({ live: rooms.live, connections: () => app.connections, workers: () => media.metrics() }),
        figures: (registry) => registerMediaMetrics(registry, media),
      },
    });
    connections = () => app.connections;
    opened.push(() => app.close());
    const url = await app.listen();
    // Links in it need the address.
    catalogue.reminders.start();
    // Last, so that its password is not made and then lost because a port was taken.
    const exampleRoom = await makeExampleRoom(database, passwords);
    return { url, exampleRoom, drain: (timeoutMs) => drain(rooms, timeoutMs), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reservations are promised by it, so nobody should have to guess where it comes from. */
function sayCapacity({ reservations }: Config, log: Logger): void {
  const { capacitySeats } = reservations;
  log.info({ capacitySeats }, `seats that may be reserved at once: ${capacitySource(reservations)}`);
}

/** In reverse. What cannot be closed keeps none of the others. */
async function closeAll(opened: (() => unknown)[], log: Logger): Promise<void> {
  for (const part of opened.splice(0).reverse()) {
    try {
      await part();
    } catch (error) {
      log.error({ err: error, errorId: crypto.randomUUID() }, 'closing failed');
    }
  }
}
