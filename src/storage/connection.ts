import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { sqliteCode } from './storage-error.ts';

interface ConnectOptions {
  readonly busyTimeoutMs: number;
  /** Without the file that connections share: it takes no room on the disk, and nobody else gets in meanwhile. */
  readonly alone?: boolean;
}

/**
 * Opens the file at `path`, and makes it and its directory when they are not there. Opening waits at most
 * `busyTimeoutMs` for another program; from then on, who finds the database busy hears it at once.
 * Errors: those of the file system and of SQLite.
 */
export function connect(path: string, { busyTimeoutMs, alone = false }: ConnectOptions): SqliteDatabase.Database {
  prepareFile(path);
  const sqlite = new SqliteDatabase(path, { timeout: busyTimeoutMs });
  try {
    if (alone) sqlite.pragma('locking_mode = EXCLUSIVE');
    configure(sqlite);
    sqlite.pragma('busy_timeout = 0');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** A second connection to a database that `connect` has opened. */
export function connectToRead(path: string): SqliteDatabase.Database {
  const sqlite = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: 0 });
  protect(sqlite);
  return sqlite;
}

function configure(sqlite: SqliteDatabase.Database): void {
  sqlite.pragma('journal_mode = WAL');
  // Each commit is on the disk before it is acknowledged, also when the power fails (sqlite.org/pragma.html).
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  // What is deleted is overwritten, in pages that stay and in those that are free (sqlite.org/pragma.html).
  sqlite.pragma('secure_delete = ON');
  protect(sqlite);
}

export function protect(sqlite: SqliteDatabase.Database): void {
  // Sorting must not need room on the disk.
  sqlite.pragma('temp_store = MEMORY');
  // Damage in the file must not become damage in memory (sqlite.org/security.html).
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
}

/** One by one: Node's own way of making several never ends where the file system lets nothing be made, as in /proc. */
export function makeDirectory(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    const code = sqliteCode(error);
    if (code === 'EEXIST') return;
    const parent = dirname(dir);
    if (code !== 'ENOENT' || parent === dir || existsSync(parent)) throw error;
    makeDirectory(parent);
    mkdirSync(dir, { mode: 0o700 });
  }
}

/** Nobody else on the machine may read it: it holds password hashes. SQLite gives its other files the same mode. */
function prepareFile(path: string): void {
  const dataDir = dirname(path);
  makeDirectory(dataDir);
  closeSync(openSync(path, 'a', 0o600));
  accessSync(dataDir, constants.W_OK | constants.X_OK);
  const { mode, uid } = statSync(path);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(path, 0o600);
}
