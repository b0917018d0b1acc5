import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The address by which an organiser's calendar program reads what is reserved. */
export interface CalendarFeedTable {
  organiser_id: string;
  secret_hash: string;
  created_at: number;
  used_at: number | null;
}

export const calendarFeeds: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE calendar_feeds (
        organiser_id TEXT PRIMARY KEY NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        secret_hash TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        used_at INTEGER
      ) STRICT
    `.execute(db);
  },
};
