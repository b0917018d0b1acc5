import { join } from 'node:path';
import type { Database as Sqlite } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { AttendanceRepository } from './attendance-repository.ts';
import { connect } from './connection.ts';
import { InviteRepository } from './invite-repository.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { PlanRepository } from './plan-repository.ts';
import { RoomRepository } from './room-repository.ts';
import type { Schema } from './schema.ts';
import { explainStorageError, StorageError } from './storage-error.ts';

export const DATABASE_FILE = 'tafelrunde.db';

/**
 * How long a write waits for the CLI's. better-sqlite3 blocks the event loop meanwhile; writes take a few
 * milliseconds, so this is reached only when something is wrong.
 */
const DEFAULT_BUSY_TIMEOUT_MS = 2_000;

interface OpenOptions {
  readonly dataDir: string;
  readonly busyTimeoutMs?: number;
}

export interface Database {
  readonly rooms: RoomRepository;
  readonly invites: InviteRepository;
  readonly plans: PlanRepository;
  readonly attendance: AttendanceRepository;
  /** Reads every page and index. Errors: StorageError when the file is damaged. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database under `dataDir`, makes it when it is not there, and brings it up to date. Server and CLI may hold
 * it at the same time. Errors: StorageError, whose message is one sentence for the operator.
 */
export async function openDatabase({
  dataDir,
  busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS,
}: OpenOptions): Promise<Database> {
  const path = join(dataDir, DATABASE_FILE);
  let sqlite: Sqlite | undefined;
  try {
    sqlite = connect(path, { busyTimeoutMs });
    checkIntegrity(sqlite, path);
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
    await migrate({ sqlite, db, migrations: MIGRATIONS });
    return asDatabase(sqlite, db, path);
  } catch (error) {
    sqlite?.close();
    throw explainStorageError(error, path);
  }
}

function checkIntegrity(sqlite: Sqlite, path: string): void {
  const verdict = sqlite.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') {
    throw new StorageError(`The database ${path} is damaged; restore it from a backup.`, { cause: verdict });
  }
}

function asDatabase(sqlite: Sqlite, db: Kysely<Schema>, path: string): Database {
  let closing: Promise<void> | undefined;
  return {
    rooms: new RoomRepository(db),
    invites: new InviteRepository(db),
    plans: new PlanRepository(db),
    attendance: new AttendanceRepository(db),
    async check() {
      try {
        checkIntegrity(sqlite, path);
      } catch (error) {
        throw explainStorageError(error, path);
      }
    },
    close() {
      closing ??= db.destroy();
      return closing;
    },
  };
}
