import { AppError } from '../platform/errors.ts';

/** The database cannot be used. The message is one sentence for the operator; the cause is for the log. */
export class StorageError extends AppError {
  override readonly name: string = 'StorageError';

  constructor(sentence: string, { cause }: { cause?: unknown } = {}) {
    const reason = sqliteCode(cause);
    super('STORAGE_UNAVAILABLE', { cause, details: reason === '' ? {} : { reason } });
    this.message = sentence;
  }
}

/** SQLite's result code, such as `SQLITE_CORRUPT_INDEX`, or the file system's; an empty string for other errors. */
export function sqliteCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Another program writes just now. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error));
}

/** SQLite's shared memory is a file beside the database, and making it larger is what fails first. */
export function isDiskFull(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR_SHMSIZE)|^ENOSPC$|^EDQUOT$/.test(sqliteCode(error));
}

/** What was to be kept is there already, under another id. */
export function isTaken(error: unknown): boolean {
  return /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(sqliteCode(error));
}

/** What it was to belong to is not there. */
export function isOrphan(error: unknown): boolean {
  return sqliteCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}

/** Where it is the disk or the file that fails, and not what was asked of them. */
export function isStorageFailure(error: unknown): boolean {
  return /^SQLITE_(FULL|BUSY|LOCKED|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL|NOLFS|PERM|AUTH)/.test(
    sqliteCode(error),
  );
}

/** Turns what SQLite or the file system threw into a sentence. `path` is the database's file. */
export function explainStorageError(error: unknown, path: string): StorageError {
  if (error instanceof StorageError) return error;
  if (isDiskFull(error)) {
    return new StorageError(
      `The disk is full: nothing can be kept in ${path} until there is room on it; delete something there and try again.`,
      { cause: error },
    );
  }
  return new StorageError(sentenceFor(sqliteCode(error), path), { cause: error });
}

function sentenceFor(code: string, path: string): string {
  if (code.startsWith('SQLITE_NOTADB')) return `${path} is not a Tafelrunde database; restore it from a backup.`;
  if (code.startsWith('SQLITE_CORRUPT')) return `The database ${path} is damaged; restore it from a backup.`;
  if (code.startsWith('SQLITE_BUSY')) return `The database ${path} is in use by another program; try again.`;
  if (code.startsWith('SQLITE_READONLY') || ['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return `The database ${path} cannot be written; check who owns the directory and its permissions.`;
  }
  if (['ENOTDIR', 'EEXIST'].includes(code)) return `The data directory of ${path} is not a directory.`;
  if (code === 'ENOENT')
    return `The database ${path} cannot be opened: its directory cannot be made; set DATA_DIR to another.`;
  if (code === 'EISDIR') return `${path} is a directory; the database must be a file.`;
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return `The disk that holds ${path} fails (${code}); look at the machine's log.`;
  }
  return `The database ${path} cannot be opened (${code === '' ? 'unknown cause' : code}).`;
}
