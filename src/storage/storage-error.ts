/** The database cannot be used. The message is one sentence for the operator; the cause is for the log. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** SQLite's result code, such as `SQLITE_CORRUPT_INDEX`; an empty string for errors from elsewhere. */
export function sqliteCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Turns what SQLite or the file system threw into a sentence. `path` is the file that was being opened. */
export function explainStorageError(error: unknown, path: string): StorageError {
  if (error instanceof StorageError) return error;
  return new StorageError(sentenceFor(sqliteCode(error), path), { cause: error });
}

function sentenceFor(code: string, path: string): string {
  if (code.startsWith('SQLITE_NOTADB')) return `${path} is not a Tafelrunde database; restore it from a backup.`;
  if (code.startsWith('SQLITE_CORRUPT')) return `The database ${path} is damaged; restore it from a backup.`;
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return `The disk that holds ${path} is full.`;
  if (code.startsWith('SQLITE_BUSY')) return `The database ${path} is in use by another program; try again.`;
  if (code.startsWith('SQLITE_READONLY') || ['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return `The database ${path} cannot be written; check who owns the directory and its permissions.`;
  }
  if (['ENOTDIR', 'EEXIST'].includes(code)) return `The data directory of ${path} is not a directory.`;
  return `The database ${path} cannot be opened (${code === '' ? 'unknown cause' : code}).`;
}
