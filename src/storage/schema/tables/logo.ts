import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LogoType } from '../../../protocol/api/organisation.ts';

/** What an organisation shows beside its name: the picture, apart from all that is read with the name. */
export interface LogoTable {
  key: string;
  organisation_id: string;
  type: LogoType;
  width: number;
  height: number;
  bytes: Buffer;
}

export const logos: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE logos (
        key TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL UNIQUE REFERENCES organisations (id) ON DELETE CASCADE,
        type TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        bytes BLOB NOT NULL
      ) STRICT
    `.execute(db);
  },
};
