import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { keptAnswers } from './tables/answer.ts';
import { calls, reservationMails, toldSequences } from './tables/call.ts';
import { backups } from './tables/copy.ts';
import { calendarFeeds } from './tables/feed.ts';
import { logos } from './tables/logo.ts';
import { mails } from './tables/mail.ts';
import { passkeys } from './tables/passkey.ts';
import { passwordLinks } from './tables/password-link.ts';
import { federalStates, organiserReminders, reminders, reservations, runningDates } from './tables/reservation.ts';
import { ownNames, roomCodes, shelteredRooms } from './tables/room.ts';
import { apiTokens } from './tables/token.ts';
import { webhooks } from './tables/webhook.ts';

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

const chairSettings: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of [
      sql`trusted_pass INTEGER NOT NULL DEFAULT 1 CHECK (trusted_pass IN (0, 1))`,
      sql`lobby_replies INTEGER NOT NULL DEFAULT 0 CHECK (lobby_replies IN (0, 1))`,
      sql`chat INTEGER NOT NULL DEFAULT 1 CHECK (chat IN (0, 1))`,
      sql`attendance_days INTEGER NOT NULL DEFAULT 0 CHECK (attendance_days >= 0)`,
      sql`quorum INTEGER CHECK (quorum > 0)`,
    ]) {
      await sql`ALTER TABLE rooms ADD COLUMN ${column}`.execute(db);
    }
  },
};

const seats: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE seats (
        id TEXT PRIMARY KEY NOT NULL,
        room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        name TEXT NOT NULL CHECK (name <> '')
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX seats_room_id ON seats (room_id, position)`.execute(db);
  },
};

const inviteRoles: Migration = {
  async up(db: Kysely<unknown>) {
    // SQLite cannot change a CHECK, so the table is made anew and takes the old one's rows and name.
    await sql`
      CREATE TABLE new_invites (
        id TEXT PRIMARY KEY NOT NULL,
        room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('moderator', 'deputy', 'participant', 'observer')),
        secret_hash TEXT NOT NULL UNIQUE,
        label TEXT,
        max_uses INTEGER CHECK (max_uses > 0),
        uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
        expires_at INTEGER,
        revoked_at INTEGER,
        created_at INTEGER NOT NULL,
        trusted INTEGER NOT NULL DEFAULT 0 CHECK (trusted IN (0, 1)),
        seat_id TEXT REFERENCES seats (id) ON DELETE SET NULL
      ) STRICT
    `.execute(db);
    const columns = sql.raw(
      'id, room_id, role, secret_hash, label, max_uses, uses, expires_at, revoked_at, created_at',
    );
    await sql`INSERT INTO new_invites (${columns}) SELECT ${columns} FROM invites`.execute(db);
    await sql`DROP TABLE invites`.execute(db);
    await sql`ALTER TABLE new_invites RENAME TO invites`.execute(db);
    await sql`CREATE INDEX invites_room_id ON invites (room_id)`.execute(db);
    await sql`CREATE INDEX invites_seat_id ON invites (seat_id)`.execute(db);
    // However a seat goes, no link to it may go on working.
    await sql`
      CREATE TRIGGER seats_revoke_invites BEFORE DELETE ON seats BEGIN
        UPDATE invites SET revoked_at = CAST(unixepoch('subsec') * 1000 AS INTEGER)
        WHERE seat_id = OLD.id AND revoked_at IS NULL;
      END
    `.execute(db);
  },
};

const stays: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE stays (
        id TEXT PRIMARY KEY NOT NULL,
        room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        display_name TEXT NOT NULL,
        role TEXT NOT NULL,
        seat TEXT,
        joined_at INTEGER NOT NULL,
        left_at INTEGER,
        keep_until INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX stays_room_id ON stays (room_id, joined_at)`.execute(db);
    await sql`CREATE INDEX stays_keep_until ON stays (keep_until)`.execute(db);
  },
};

const inviteUses: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE invite_uses (
        invite_id TEXT NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
        device_hash TEXT NOT NULL,
        used_at INTEGER NOT NULL,
        PRIMARY KEY (invite_id, device_hash)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX invite_uses_used_at ON invite_uses (used_at)`.execute(db);
  },
};

const inviteLastUse: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`ALTER TABLE invites ADD COLUMN last_used_at INTEGER`.execute(db);
    // It is not known when; what was used up is kept for as long again as if it had been now.
    await sql`
      UPDATE invites SET last_used_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE uses > 0
    `.execute(db);
  },
};

const standings: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE standings (
        room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        device_hash TEXT NOT NULL,
        standing TEXT NOT NULL CHECK (standing IN ('seated', 'removed', 'put-back')),
        noted_at INTEGER NOT NULL,
        PRIMARY KEY (room_id, device_hash)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX standings_noted_at ON standings (noted_at)`.execute(db);
  },
};

const checks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE checks (
        code TEXT PRIMARY KEY NOT NULL,
        checked_at INTEGER NOT NULL,
        report TEXT NOT NULL
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX checks_checked_at ON checks (checked_at)`.execute(db);
  },
};

const openRooms: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE open_rooms (
        room_id TEXT PRIMARY KEY NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        last_used_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID
    `.execute(db);
  },
};

const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    // `name_key` and `email_key` are what all spellings of one name or address have in common.
    await sql`
      CREATE TABLE organisations (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        name_key TEXT NOT NULL UNIQUE,
        sender_name TEXT,
        colour TEXT,
        max_rooms INTEGER CHECK (max_rooms >= 0),
        max_seats INTEGER CHECK (max_seats >= 0),
        room_defaults TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`
      CREATE TABLE organisers (
        id TEXT PRIMARY KEY NOT NULL,
        organisation_id TEXT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
        email TEXT NOT NULL,
        email_key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        role TEXT NOT NULL CHECK (role IN ('organiser', 'admin')),
        password_hash TEXT,
        disabled_at INTEGER,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX organisers_organisation_id ON organisers (organisation_id)`.execute(db);
    await sql`
      CREATE TABLE sessions (
        id TEXT PRIMARY KEY NOT NULL,
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        used_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX sessions_organiser_id ON sessions (organiser_id, created_at)`.execute(db);
    await sql`
      CREATE TABLE organiser_browsers (
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        browser_hash TEXT NOT NULL,
        seen_at INTEGER NOT NULL,
        PRIMARY KEY (organiser_id, browser_hash)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`
      CREATE TABLE password_links (
        organiser_id TEXT PRIMARY KEY NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        secret_hash TEXT NOT NULL UNIQUE,
        expires_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`
      ALTER TABLE rooms ADD COLUMN organisation_id TEXT REFERENCES organisations (id) ON DELETE CASCADE
    `.execute(db);
    await sql`
      ALTER TABLE rooms ADD COLUMN organiser_id TEXT REFERENCES organisers (id) ON DELETE SET NULL
    `.execute(db);
    await sql`CREATE INDEX rooms_organisation_id ON rooms (organisation_id)`.execute(db);
    await sql`CREATE INDEX rooms_organiser_id ON rooms (organiser_id)`.execute(db);
  },
};

const secondFactors: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE second_factors (
        organiser_id TEXT PRIMARY KEY NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        secret TEXT NOT NULL,
        confirmed_at INTEGER,
        last_step INTEGER NOT NULL DEFAULT 0
      ) STRICT
    `.execute(db);
    await sql`
      CREATE TABLE recovery_codes (
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        code_hash TEXT NOT NULL,
        PRIMARY KEY (organiser_id, code_hash)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
  },
};

const subjects: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE subjects (
        issuer TEXT NOT NULL,
        subject TEXT NOT NULL,
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        PRIMARY KEY (issuer, subject),
        UNIQUE (issuer, organiser_id)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX subjects_organiser_id ON subjects (organiser_id)`.execute(db);
  },
};

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_rooms': rooms,
  '0002_invites': invites,
  '0003_chair_settings': chairSettings,
  '0004_seats': seats,
  '0005_invite_roles': inviteRoles,
  '0006_stays': stays,
  '0007_invite_uses': inviteUses,
  '0008_invite_last_use': inviteLastUse,
  '0009_standings': standings,
  '0010_checks': checks,
  '0011_open_rooms': openRooms,
  '0012_accounts': accounts,
  '0013_second_factors': secondFactors,
  '0014_subjects': subjects,
  '0015_mails': mails,
  '0016_backups': backups,
  '0017_password_links': passwordLinks,
  '0018_reservations': reservations,
  '0019_calls': calls,
  '0020_api_tokens': apiTokens,
  '0021_kept_answers': keptAnswers,
  '0022_webhooks': webhooks,
  '0023_logos': logos,
  '0024_passkeys': passkeys,
  '0025_reservation_mails': reservationMails,
  '0026_federal_states': federalStates,
  '0027_calendar_feeds': calendarFeeds,
  '0028_room_codes': roomCodes,
  '0029_told_sequences': toldSequences,
  '0030_own_names': ownNames,
  '0031_sheltered_rooms': shelteredRooms,
  '0032_reminders': reminders,
  '0033_running_dates': runningDates,
  '0034_organiser_reminders': organiserReminders,
};
