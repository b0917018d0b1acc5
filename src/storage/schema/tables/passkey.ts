import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** By which an organiser signs in without a password. */
export interface PasskeyTable {
  id: string;
  organiser_id: string;
  credential_id: string;
  public_key: string;
  counter: number;
  name: string;
  created_at: number;
  used_at: number | null;
  copied_at: number | null;
}

export const passkeys: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE passkeys (
        id TEXT PRIMARY KEY NOT NULL,
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        credential_id TEXT NOT NULL UNIQUE,
        public_key TEXT NOT NULL,
        counter INTEGER NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        created_at INTEGER NOT NULL,
        used_at INTEGER,
        copied_at INTEGER
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX passkeys_organiser_id ON passkeys (organiser_id, created_at)`.execute(db);
  },
};
