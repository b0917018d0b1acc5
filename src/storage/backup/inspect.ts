import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectToRead } from '../connection.ts';
import { DATABASE_FILE } from '../database.ts';
import { isTafelrunde, missingMigrations } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { explainStorageError, StorageError } from '../storage-error.ts';

export interface Inspected {
  readonly rooms: number;
  readonly pendingMigrations: number;
  /** Milliseconds since the epoch: when something was changed last. */
  readonly changedAt: number;
}

/** Reads all of the database and changes nothing; null: there is none. Errors: StorageError, what is wrong with it. */
export function inspectDatabase(dataDir: string): Inspected | null {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) return null;
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    const sqlite = connectToRead(path);
    try {
      const isWhole =
        sqlite.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
        sqlite.prepare('PRAGMA foreign_key_check').get() === undefined;
      if (!isWhole) throw new StorageError(`The database ${path} is damaged; restore it from a backup.`);
      const pendingMigrations = missingMigrations(sqlite, MIGRATIONS).length;
      if (!isTafelrunde(sqlite)) return { rooms: 0, pendingMigrations, changedAt: 0 };
      const row = sqlite
        .prepare<[], { rooms: number; changedAt: number | null }>(
          'SELECT count(*) AS rooms, max(updated_at) AS changedAt FROM rooms',
        )
        .get();
      return { rooms: row?.rooms ?? 0, pendingMigrations, changedAt: row?.changedAt ?? 0 };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    throw explainStorageError(error, path);
  }
}
