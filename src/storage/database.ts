import { join } from 'node:path';
import type { Database as Sqlite } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { AttendanceRepository } from './attendance-repository.ts';
import { CheckRepository } from './check-repository.ts';
import { connect, connectToRead } from './connection.ts';
import { PatientSqliteDialect } from './dialect.ts';
import { InviteRepository } from './invite-repository.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { patiently } from './patience.ts';
import { PlanRepository } from './plan-repository.ts';
import { RoomRepository } from './room-repository.ts';
import type { Connections, Schema } from './schema.ts';
import { StandingRepository } from './standing-repository.ts';
import { explainStorageError, isDiskFull, StorageError } from './storage-error.ts';
import { UseTally } from './use-tally.ts';
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
