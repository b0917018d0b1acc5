import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

// Forward only: a migration that has left this machine is never edited; a new one follows it.
// Names sort in the order in which they run.

const rooms: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE rooms (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        password_hash TEXT,
        lobby TEXT NOT NULL CHECK (lobby IN ('off', 'on', 'without-password')),
        lobby_message TEXT,
        join_before_host INTEGER NOT NULL CHECK (join_before_host IN (0, 1)),
        locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
        max_participants INTEGER NOT NULL CHECK (max_participants > 0),
        mute_on_entry INTEGER NOT NULL CHECK (mute_on_entry IN (0, 1)),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
  },
};

const invites: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE invites (
        id TEXT PRIMARY KEY NOT NULL,
        room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('moderator', 'participant')),
        secret_hash TEXT NOT NULL UNIQUE,
        label TEXT,
        max_uses INTEGER CHECK (max_uses > 0),
        uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
        expires_at INTEGER,
        revoked_at INTEGER,
        created_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX invites_room_id ON invites (room_id)`.execute(db);
  },
};

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_rooms': rooms,
  '0002_invites': invites,
};
