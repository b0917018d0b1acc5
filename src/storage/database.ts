import { join } from 'node:path';
import type { Database as Sqlite } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { connect, connectToRead } from './connection.ts';
import { PatientSqliteDialect } from './dialect.ts';
import { patiently } from './patience.ts';
import { AnswerRepository } from './repositories/accounts/answer-repository.ts';
import { CredentialRepository } from './repositories/accounts/credential-repository.ts';
import { FeedRepository } from './repositories/accounts/feed-repository.ts';
import { OrganisationRepository } from './repositories/accounts/organisation-repository.ts';
import { OrganiserRepository } from './repositories/accounts/organiser-repository.ts';
import { PasskeyRepository } from './repositories/accounts/passkey-repository.ts';
import { SecondFactorRepository } from './repositories/accounts/second-factor-repository.ts';
import { SessionRepository } from './repositories/accounts/session-repository.ts';
import { SubjectRepository } from './repositories/accounts/subject-repository.ts';
import { TokenRepository } from './repositories/accounts/token-repository.ts';
import { AttendanceRepository } from './repositories/attendance-repository.ts';
import { CheckRepository } from './repositories/check-repository.ts';
import { InviteRepository } from './repositories/invite-repository.ts';
import { CallRepository } from './repositories/mail/call-repository.ts';
import { OutboxRepository } from './repositories/mail/outbox-repository.ts';
import { ReminderRepository } from './repositories/mail/reminder-repository.ts';
import { OpenRoomRepository } from './repositories/open-room-repository.ts';
import { PlanRepository } from './repositories/plan-repository.ts';
import { CopyRepository } from './repositories/privacy/copy-repository.ts';
import { KeptDataRepository } from './repositories/privacy/kept-data-repository.ts';
import { ReservationRepository } from './repositories/reservations/reservation-repository.ts';
import { RunningDateRepository } from './repositories/reservations/running-date-repository.ts';
import { RoomRepository } from './repositories/room-repository.ts';
import { StandingRepository } from './repositories/standing-repository.ts';
import { UseTally } from './repositories/use-tally.ts';
import { DeliveryRepository } from './repositories/webhooks/delivery-repository.ts';
import { WebhookRepository } from './repositories/webhooks/webhook-repository.ts';
import { migrate } from './schema/migrate.ts';
import { MIGRATIONS } from './schema/migrations.ts';
import type { Connections, Schema } from './schema/schema.ts';
import { explainStorageError, isDiskFull, StorageError } from './storage-error.ts';
import { WriteProbe } from './write-probe.ts';

export const DATABASE_FILE = 'tafelrunde.db';

/** How long a write waits for the CLI's, which takes a few milliseconds: reached only when something is wrong. */
const DEFAULT_BUSY_TIMEOUT_MS = 2_000;

interface OpenOptions {
  readonly dataDir: string;
  /** How long a write waits for another program's. */
  readonly busyTimeoutMs?: number;
  /** For what could not be written and nobody waited for. */
  readonly report?: (error: unknown) => void;
}

export interface Database {
  readonly rooms: RoomRepository;
  readonly invites: InviteRepository;
  readonly plans: PlanRepository;
  readonly attendance: AttendanceRepository;
  readonly standings: StandingRepository;
  readonly checks: CheckRepository;
  readonly openRooms: OpenRoomRepository;
  readonly reservations: ReservationRepository;
  readonly runningDates: RunningDateRepository;
  readonly organisations: OrganisationRepository;
  readonly organisers: OrganiserRepository;
  readonly credentials: CredentialRepository;
  readonly sessions: SessionRepository;
  readonly secondFactors: SecondFactorRepository;
  readonly subjects: SubjectRepository;
  readonly passkeys: PasskeyRepository;
  readonly tokens: TokenRepository;
  readonly feeds: FeedRepository;
  readonly answers: AnswerRepository;
  readonly webhooks: WebhookRepository;
  readonly deliveries: DeliveryRepository;
  readonly mails: OutboxRepository;
  readonly calls: CallRepository;
  readonly reminders: ReminderRepository;
  readonly keptData: KeptDataRepository;
  readonly copies: CopyRepository;
  /** Reads every page and index. Errors: StorageError when the file is damaged. */
  check(): Promise<void>;
  /** Whether changes can be kept now. Errors: StorageError. */
  checkWritable(): Promise<void>;
  /** Writes what is on its way first. */
  close(): Promise<void>;
}

/**
 * Opens the database under `dataDir`, makes it when it is not there, and brings it up to date. Server and CLI may hold
 * it at the same time. Errors: StorageError, whose message is one sentence for the operator.
 */
export async function openDatabase({
  dataDir,
  busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS,
  report = () => {},
}: OpenOptions): Promise<Database> {
  const path = join(dataDir, DATABASE_FILE);
  const opened: Sqlite[] = [];
  try {
    const { writer, isAlone } = openWriter(path, busyTimeoutMs);
    opened.push(writer);
    checkIntegrity(writer, path);
    const write = kyselyOn(writer, busyTimeoutMs);
    await patiently(() => migrate({ sqlite: writer, db: write, migrations: MIGRATIONS }), busyTimeoutMs);
    const reader = isAlone ? writer : connectToRead(path);
    opened.push(reader);
    const read = isAlone ? write : kyselyOn(reader, busyTimeoutMs);
    return asDatabase({ reader, connections: { read, write }, path, report });
  } catch (error) {
    for (const sqlite of opened) sqlite.close();
    throw explainStorageError(error, path);
  }
}

/** On a full disk the first to open has no room for what connections share; alone it can read all the same. */
function openWriter(path: string, busyTimeoutMs: number): { writer: Sqlite; isAlone: boolean } {
  try {
    return { writer: connect(path, { busyTimeoutMs }), isAlone: false };
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return { writer: connect(path, { busyTimeoutMs, alone: true }), isAlone: true };
  }
}

function kyselyOn(sqlite: Sqlite, patienceMs: number): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PatientSqliteDialect({ sqlite, patienceMs }) });
}

function checkIntegrity(sqlite: Sqlite, path: string): void {
  const verdict = sqlite.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') {
    throw new StorageError(`The database ${path} is damaged; restore it from a backup.`, { cause: verdict });
  }
}

interface Parts {
  readonly reader: Sqlite;
  readonly connections: Connections;
  readonly path: string;
  readonly report: (error: unknown) => void;
}

function asDatabase({ reader, connections, path, report }: Parts): Database {
  const uses = new UseTally({ db: connections.write, report });
  const probe = new WriteProbe({ db: connections.write, path });
  let closing: Promise<void> | undefined;
  return {
    rooms: new RoomRepository(connections),
    invites: new InviteRepository(connections, uses),
    plans: new PlanRepository(connections),
    attendance: new AttendanceRepository(connections),
    standings: new StandingRepository(connections),
    checks: new CheckRepository(connections),
    openRooms: new OpenRoomRepository(connections),
    reservations: new ReservationRepository(connections),
    runningDates: new RunningDateRepository(connections),
    organisations: new OrganisationRepository(connections),
    organisers: new OrganiserRepository(connections),
    credentials: new CredentialRepository(connections),
    sessions: new SessionRepository(connections),
    secondFactors: new SecondFactorRepository(connections),
    subjects: new SubjectRepository(connections),
    passkeys: new PasskeyRepository(connections),
    tokens: new TokenRepository(connections),
    feeds: new FeedRepository(connections),
    answers: new AnswerRepository(connections),
    webhooks: new WebhookRepository(connections),
    deliveries: new DeliveryRepository(connections),
    mails: new OutboxRepository(connections),
    calls: new CallRepository(connections),
    reminders: new ReminderRepository(connections),
    keptData: new KeptDataRepository(connections),
    copies: new CopyRepository({ ...connections, path }),
    async check() {
      try {
        checkIntegrity(reader, path);
      } catch (error) {
        throw explainStorageError(error, path);
      }
    },
    checkWritable: () => probe.check(),
    close() {
      closing ??= (async () => {
        await uses.settle();
        // The one that writes last: whoever closes last tidies the files up.
        await connections.read.destroy();
        await connections.write.destroy();
      })();
      return closing;
    },
  };
}
