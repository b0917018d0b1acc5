import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** By which somebody sets their password; of those that an admin gave them the newest alone stands. */
export interface PasswordLinkTable {
  secret_hash: string;
  organiser_id: string;
  expires_at: number;
  /** 1: whoever knows the address has asked for it. */
  asked: number;
}

/** Somebody may have several: what a stranger asks for in their name takes no other link's place. */
export const passwordLinks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`ALTER TABLE password_links RENAME TO former_password_links`.execute(db);
    await sql`
      CREATE TABLE password_links (
        secret_hash TEXT PRIMARY KEY NOT NULL,
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        expires_at INTEGER NOT NULL,
        asked INTEGER NOT NULL CHECK (asked IN (0, 1))
      ) STRICT
    `.execute(db);
    await sql`
      INSERT INTO password_links (secret_hash, organiser_id, expires_at, asked)
      SELECT secret_hash, organiser_id, expires_at, 0 FROM former_password_links
    `.execute(db);
    await sql`DROP TABLE former_password_links`.execute(db);
    await sql`CREATE INDEX password_links_organiser_id ON password_links (organiser_id, asked)`.execute(db);
  },
};
