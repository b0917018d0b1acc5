import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Copies of the database that were made, and until when they are kept. */
export interface BackupTable {
  file: string;
  made_at: number;
  keep_until: number;
}

export const backups: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE backups (
        file TEXT PRIMARY KEY NOT NULL,
        made_at INTEGER NOT NULL,
        keep_until INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID
    `.execute(db);
  },
};
