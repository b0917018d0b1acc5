import { randomUUID } from 'node:crypto';
import {
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { makeDirectory } from '../connection.ts';
import { DATABASE_FILE } from '../database.ts';
import { refuseNewer } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { explainStorageError, isBusy, isDiskFull, StorageError, sqliteCode } from '../storage-error.ts';
import { COMPANIONS, inOnePiece, type Snapshot, verifySnapshot } from './snapshot.ts';

interface RestoreOptions {
  readonly dataDir: string;
  /** Is read and left as it is. */
  readonly source: string;
}

interface Restored extends Snapshot {
  /** Where the database lies that was there before, whole; null: there was none. */
  readonly kept: string | null;
}

/**
 * Puts a backup in the database's place, after all of it was read. Only while no server runs, which the caller sees to.
 * Errors: StorageError; then everything is as it was.
 */
export async function restore({ dataDir, source }: RestoreOptions): Promise<Restored> {
  const path = join(dataDir, DATABASE_FILE);
  const stamp = new Date().toISOString().replaceAll(':', '-').replace(/\..*/, '');
  const kept = existsSync(path) ? `${path}.before-restore-${stamp}` : null;
  try {
    requireFile(source);
    makeDirectory(dataDir);
    const snapshot = await inOnePiece(path, {
      fill(part) {
        copy(source, part);
        const verified = verifySnapshot(part, source);
        refuseFuture(part, source);
        signEverybodyOut(part);
        giveToOwner(part, kept === null ? dataDir : path);
        requireUnused(path);
        return verified;
      },
      place: (part) => exchange({ part, path, kept }),
    });
    return { ...snapshot, kept };
  } catch (error) {
    throw explain(error, { path, source });
  }
}

function requireFile(source: string): void {
  if (!existsSync(source)) throw new StorageError(`There is no file ${source}.`);
  if (!statSync(source).isFile()) throw new StorageError(`${source} is not a file.`);
}

/** A backup is one file; a database that somebody has copied as it lay there has its latest changes in a second one. */
function copy(source: string, part: string): void {
  copyFileSync(source, part);
  if (isInTwoFiles(part) && existsSync(`${source}-wal`)) copyFileSync(`${source}-wal`, `${part}-wal`);
}

/** By the file format version for reading (sqlite.org/fileformat.html, 1.3.3). */
function isInTwoFiles(path: string): boolean {
  const WAL = 2;
  const version = Buffer.alloc(1);
  const file = openSync(path, 'r');
  try {
    readSync(file, version, 0, 1, 19);
  } finally {
    closeSync(file);
  }
  return version[0] === WAL;
}

function refuseFuture(part: string, source: string): void {
  const sqlite = new SqliteDatabase(part, { readonly: true, fileMustExist: true });
  try {
    refuseNewer(sqlite, MIGRATIONS, source);
  } finally {
    sqlite.close();
  }
}

/** Nobody is let in by a session that was ended since, sets a password by a link that was used, or gets mail once more. */
function signEverybodyOut(part: string): void {
  const sqlite = new SqliteDatabase(part, { fileMustExist: true });
  try {
    const table = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    for (const name of ['sessions', 'password_links', 'mails']) {
      if (table.get(name) !== undefined) sqlite.exec(`DELETE FROM ${name}`);
    }
  } finally {
    sqlite.close();
  }
}

/** Root restores what the server's user has to write. */
function giveToOwner(part: string, like: string): void {
  const { uid, gid } = statSync(like);
  if (process.getuid?.() === 0) chownSync(part, uid, gid);
}

/**
 * Whoever has it open holds a lock on it, also when they do nothing. Asked for under another name of the same file, so
 * that nothing is taken from beside it. A file that is no database tells nothing.
 */
function requireUnused(path: string): void {
  const probe = `${path}.${randomUUID().slice(0, 8)}.probe`;
  let sqlite: SqliteDatabase.Database | undefined;
  try {
    linkSync(path, probe);
    sqlite = new SqliteDatabase(probe, { fileMustExist: true, timeout: 0 });
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } catch (error) {
    if (!isBusy(error)) return;
    throw new StorageError(`The database ${path} is in use: stop the server, and what else has it open.`, {
      cause: error,
    });
  } finally {
    sqlite?.close();
    for (const suffix of ['', ...COMPANIONS]) rmSync(probe + suffix, { force: true });
  }
}

/**
 * At no moment there is no database, of which a server would make an empty one. What lay beside the old one goes with it:
 * SQLite would take it for a part of the new one.
 */
function exchange({ part, path, kept }: { part: string; path: string; kept: string | null }): void {
  if (kept !== null) keep(path, kept);
  for (const suffix of COMPANIONS) {
    if (kept === null || suffix === '-shm') rmSync(path + suffix, { force: true });
    else if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
  }
  renameSync(part, path);
}

/** Some file systems know no second names. */
function keep(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
  }
}

function explain(error: unknown, { path, source }: { path: string; source: string }): unknown {
  if (error instanceof StorageError) return error;
  const code = sqliteCode(error);
  if (isDiskFull(error)) {
    return new StorageError(
      `There is no room for a second database in ${dirname(path)}: nothing was changed; make room there and try again.`,
      { cause: error },
    );
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    const message = `${source} cannot be brought to ${path} (${code}): run this as the user of the server, who must be able to read the file.`;
    return new StorageError(message, { cause: error });
  }
  return code === '' ? error : explainStorageError(error, path);
}
