import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** By which a program does what its organiser may do. */
export interface ApiTokenTable {
  id: string;
  organiser_id: string;
  token_hash: string;
  name: string;
  /** With spaces between. */
  scopes: string;
  created_at: number;
  expires_at: number | null;
  used_at: number | null;
}

export const apiTokens: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE api_tokens (
        id TEXT PRIMARY KEY NOT NULL,
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        scopes TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        expires_at INTEGER,
        used_at INTEGER
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX api_tokens_organiser_id ON api_tokens (organiser_id, created_at)`.execute(db);
  },
};
