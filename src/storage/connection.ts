import { accessSync, chmodSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/**
 * Opens the file at `path`, and makes it and its directory when they are not there. A write waits at most
 * `busyTimeoutMs` for another program's. Errors: those of the file system and of SQLite.
 */
export function connect(path: string, { busyTimeoutMs }: { busyTimeoutMs: number }): SqliteDatabase.Database {
  prepareFile(path);
  const sqlite = new SqliteDatabase(path, { timeout: busyTimeoutMs });
  try {
    configure(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function configure(sqlite: SqliteDatabase.Database): void {
  sqlite.pragma('journal_mode = WAL');
  // Each commit is on the disk before it is acknowledged, also when the power fails (sqlite.org/pragma.html).
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  // Damage in the file must not become damage in memory (sqlite.org/security.html).
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
}

/** Nobody else on the machine may read it: it holds password hashes. SQLite gives its other files the same mode. */
function prepareFile(path: string): void {
  const dataDir = dirname(path);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  accessSync(dataDir, constants.W_OK | constants.X_OK);
  const { mode, uid } = statSync(path);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(path, 0o600);
}
