import { existsSync, linkSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase, { type Database as Sqlite } from 'better-sqlite3';
import { DATABASE_FILE } from '../database.ts';
import { explainStorageError, isDiskFull, StorageError, sqliteCode } from '../storage-error.ts';
import { companionOf, inOnePiece, type Snapshot, verifySnapshot } from './snapshot.ts';

/** As SQLite counts them: all that there are. */
const EVERY_PAGE = 0x7fffffff;
/** How long to wait for another program that repairs what a crash has left; nobody's writing is waited for. */
const BUSY_TIMEOUT_MS = 10_000;

interface BackupOptions {
  readonly dataDir: string;
  /** Made anew, for its owner alone; what lies there already is never overwritten. */
  readonly target: string;
}

/**
 * Copies the database as it is at one moment, also while others write, and reads all of the copy before it gets its
 * name. Errors: StorageError.
 */
export async function backUp({ dataDir, target }: BackupOptions): Promise<Snapshot> {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) throw new StorageError(`There is no database in ${dataDir}: see DATA_DIR.`);
  refuseTaken(target);
  const source = openSource(path);
  try {
    return await inOnePiece(target, {
      async fill(part) {
        // In one step, which is one moment: between two, others would write, and it would begin anew without end.
        await source.backup(part, { progress: () => EVERY_PAGE });
        return verifySnapshot(part, `The database ${path}`);
      },
      place: (part) => giveName(part, target),
    });
  } catch (error) {
    throw isOfSource(error) ? explainStorageError(error, path) : explainTarget(error, target);
  } finally {
    source.close();
  }
}

function refuseTaken(target: string): void {
  const taken = existsSync(target) ? target : companionOf(target);
  if (taken === undefined) return;
  if (statSync(taken).isDirectory()) throw new StorageError(`${taken} is a directory: name a file in it.`);
  throw new StorageError(`${taken} is there already, and is not overwritten: choose another name.`);
}

/** Without a place for what connections share, as on a full disk, nobody else uses it and it can be read alone. */
function openSource(path: string): Sqlite {
  const open = (alone: boolean) => {
    const sqlite = new SqliteDatabase(path, { readonly: !alone, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      if (alone) sqlite.pragma('locking_mode = EXCLUSIVE');
      sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
      return sqlite;
    } catch (error) {
      sqlite.close();
      throw error;
    }
  };
  try {
    return open(false);
  } catch (error) {
    if (!isDiskFull(error)) throw explainStorageError(error, path);
  }
  try {
    return open(true);
  } catch (error) {
    throw explainStorageError(error, path);
  }
}

/** At once and only when it is free; where the file system knows no second names, as on many a USB stick, nearly so. */
function giveName(part: string, target: string): void {
  try {
    linkSync(part, target);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(sqliteCode(error))) throw error;
    refuseTaken(target);
    renameSync(part, target);
  }
}

function isOfSource(error: unknown): boolean {
  return error instanceof StorageError || /^SQLITE_(CORRUPT|NOTADB|BUSY|PROTOCOL)/.test(sqliteCode(error));
}

function explainTarget(error: unknown, target: string): unknown {
  if (isDiskFull(error)) {
    return new StorageError(`There is no room for ${target}: nothing was written; name a file on another disk.`, {
      cause: error,
    });
  }
  const code = sqliteCode(error);
  if (code === 'EEXIST') return new StorageError(`${target} is there already, and is not overwritten.`);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new StorageError(`There is no folder ${dirname(target)}: make it first.`);
  if (code === '') return error;
  return new StorageError(`${target} cannot be written (${code}): see who owns the folder, and its disk.`, {
    cause: error,
  });
}
