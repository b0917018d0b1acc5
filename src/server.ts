import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { findAnnounced } from './announced.ts';
import { type App, buildApp } from './app.ts';
import {
  createOriginKey,
  KnownBrowsers,
  LimitedPasswordGate,
  Passwords,
  StoredInviteBook,
  secrets,
  turnAccessFor,
} from './auth/index.ts';
import { type ExampleRoom, makeExampleRoom } from './catalogue/example-room.ts';
import { keepRetention } from './catalogue/retention.ts';
import { CheckService } from './checks/check-service.ts';
import { Places } from './checks/places.ts';
import type { Config } from './config.ts';
import { drain } from './drain.ts';
import { openAdminSocket } from './http/admin-socket.ts';
import { EventLoopWatch } from './monitoring/event-loop-watch.ts';
import { LastErrors } from './monitoring/last-errors.ts';
import { registerMediaMetrics } from './monitoring/media-metrics.ts';
import { gaugesOf } from './monitoring/metrics.ts';
import { readinessOf } from './monitoring/readiness.ts';
import { statusOf } from './monitoring/status.ts';
import { StartError } from './platform/errors.ts';
import { RoomService } from './rooms/room-service.ts';
import { createMediaPlane, announcedAddresses as ownAddressesOf, type Sfu } from './sfu/index.ts';
import { openDatabase } from './storage/index.ts';

const WEB_ROOT = join(import.meta.dirname, '../web/dist');

const MAX_UNWRITTEN_LOG_BYTES = 1024 * 1024;
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

/** Logs without addresses and secrets: requests are not logged, and what could carry either is left out. */
export function createLog(level: string, errors = new LastErrors()): Logger {
  const destination = pino.destination({ dest: 1, sync: true, maxLength: MAX_UNWRITTEN_LOG_BYTES });
  // A full disk, or nobody who reads any more: what cannot be written is lost, and the meetings go on.
  destination.on('error', () => {});
  return pino(
    {
      level,
      hooks: errors.hooks,
      redact: { paths: ['req', 'res', '*.address', '*.password', '*.secret', '*.resume'], remove: true },
    },
    destination,
  );
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
    const database = await openDatabase({ dataDir: config.dataDir, report });
    opened.push(() => database.close());
    const passwords = await Passwords.create();
    const known = new KnownBrowsers();
    const gate = new LimitedPasswordGate({ passwords, known });
    const inviteBook = new StoredInviteBook({ invites: database.invites, secrets, known });
    opened.push(
      () => gate.close(),
      () => inviteBook.close(),
    );
    const media = await startMedia(config, log);
    opened.push(() => media.close());

    const rooms = new RoomService({
      store: database.rooms,
      plans: database.plans,
      attendance: database.attendance,
      standings: database.standings,
      passwords: gate,
      invites: inviteBook,
      secrets,
      originOf: createOriginKey(),
      mediaPlane: media,
      turnAccess: turnAccessFor(config.turn),
      report,
    });
    // After everyone was put out, and before the database goes.
    opened.push(
      () => rooms.attendance.settled(),
      () => rooms.standings.settled(),
    );
    const checks = new CheckService({
      echoPlane: media,
      turnAccess: turnAccessFor(config.turn, { lifetimeMs: CHECK_TURN_MS }),
      store: database.checks,
      places: new Places({ media: media.addresses, turnUrls: config.turn?.urls ?? [] }),
      isDraining: () => rooms.draining,
    });
    const eventLoop = new EventLoopWatch({
      stalled: (stalledMs) => log.warn({ stalledMs }, 'the event loop stood still'),
    });
    opened.push(() => eventLoop.close());
    const readiness = readinessOf({ rooms, database, isMediaReady: () => media.ready, eventLoop });
    let connections = () => 0;
    const status = statusOf({
      rooms,
      readiness,
      connections: () => connections(),
      workers: () => media.metrics(),
      errors,
    });
    const admin = await openAdminSocket({ dataDir: config.dataDir, live: rooms, status });
    opened.push(() => admin.close());
    // Only now is it sure that no other server notes who is there in this database.
    const retention = await keepRetention({
      stays: database.attendance,
      invites: database.invites,
      standings: database.standings,
      checks: database.checks,
      report,
    });
    opened.push(() => retention.close());
    const app: App = await buildApp({
      config,
      rooms,
      checks,
      log,
      webRoot: WEB_ROOT,
      health: {
        readiness,
        gauges: gaugesOf({ rooms, connections: () => app.connections, workers: () => media.metrics() }),
        figures: (registry) => registerMediaMetrics(registry, media),
      },
    });
    connections = () => app.connections;
    opened.push(() => app.close());
    const url = await app.listen();
    // Last, so that its password is not made and then lost because a port was taken.
    const exampleRoom = await makeExampleRoom(database, passwords);
    return { url, exampleRoom, drain: (timeoutMs) => drain(rooms, timeoutMs), close };
  } catch (error) {
    await close();
    throw error;
  }
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

async function startMedia({ media, publicUrl }: Config, log: Logger): Promise<Sfu> {
  const { workers, host, port, announced, relays, workerBin } = media;
  const announcedAddresses = await findAnnounced({
    given: announced,
    publicUrl,
    listenAddress: host,
    own: ownAddressesOf(host, []),
    warn: (sentence) => log.warn(sentence),
  });
  try {
    return await createMediaPlane({
      workers,
      listenAddress: host,
      announcedAddresses,
      relays,
      port,
      workerBin: workerBin ?? undefined,
      log,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = /address already in use/.test(why)
      ? `The media ports from ${port} on are in use: stop what runs there, or set MEDIA_PORT to another one.`
      : `The media worker does not start (${why}): see MEDIA_HOST and MEDIA_PORT, or run "npm run setup".`;
    throw new StartError(what, { cause: error });
  }
}
