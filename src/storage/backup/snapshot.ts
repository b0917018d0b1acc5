import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3';
import { protect } from '../connection.ts';
import { isTafelrunde } from '../schema/migrate.ts';
import { StorageError, sqliteCode } from '../storage-error.ts';

/** What SQLite takes for a part of the file beside which it lies, whosever it is (sqlite.org/tempfiles.html). */
export const COMPANIONS = ['-wal', '-shm', '-journal'] as const;

export interface Snapshot {
  readonly rooms: number;
  readonly bytes: number;
}

/**
 * Lets `fill` write a file of another name beside `target`, and gives its answer when all of it is on the disk and
 * `place` has brought it to where it belongs. Of what fails nothing stays.
 */
export async function inOnePiece<T>(
  target: string,
  { fill, place }: { fill: (part: string) => T | Promise<T>; place: (part: string) => void },
): Promise<T> {
  const part = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}.part`);
  try {
    closeSync(openSync(part, 'wx', 0o600));
    const answer = await fill(part);
    flush(part);
    place(part);
    flush(dirname(target));
    return answer;
  } finally {
    for (const suffix of ['', ...COMPANIONS]) rmSync(part + suffix, { force: true });
  }
}

/**
 * Reads all of a copy that nobody else uses, and leaves it as one file that needs no other beside it. `name` is what the
 * operator knows it by. Errors: StorageError.
 */
export function verifySnapshot(path: string, name: string): Snapshot {
  const sqlite = openAlone(path, name);
  try {
    sqlite.pragma('journal_mode = DELETE');
    const damaged = new StorageError(`${name} is damaged; take another backup.`);
    if (sqlite.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw damaged;
    if (sqlite.prepare('PRAGMA foreign_key_check').get() !== undefined) throw damaged;
    if (!isTafelrunde(sqlite)) throw new StorageError(`${name} is not a Tafelrunde database.`);
    const rooms = sqlite.prepare<[], { count: number }>('SELECT count(*) AS count FROM rooms').get()?.count ?? 0;
    return { rooms, bytes: statSync(path).size };
  } catch (error) {
    throw asDamage(error, name);
  } finally {
    sqlite.close();
  }
}

function openAlone(path: string, name: string): Sqlite {
  const sqlite = new SqliteDatabase(path, { fileMustExist: true, timeout: 0 });
  try {
    sqlite.pragma('locking_mode = EXCLUSIVE');
    protect(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw asDamage(error, name);
  }
}

function asDamage(error: unknown, name: string): unknown {
  const code = sqliteCode(error);
  if (code.startsWith('SQLITE_NOTADB')) {
    return new StorageError(`${name} is not a Tafelrunde database.`, { cause: error });
  }
  return code.startsWith('SQLITE_CORRUPT')
    ? new StorageError(`${name} is damaged; take another backup.`, { cause: error })
    : error;
}

/** Of a file, or of the names in a folder. */
function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export function companionOf(path: string): string | undefined {
  return COMPANIONS.map((suffix) => path + suffix).find((file) => existsSync(file));
}
