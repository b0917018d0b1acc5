import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whose public holidays are said to an organisation; without one those of all states. */
export const federalStates: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`ALTER TABLE organisations ADD COLUMN federal_state TEXT`.execute(db);
  },
};

/** To whom a reminder of which date has gone, by when it begins. */
export interface ReservationReminderTable {
  reservation_id: string;
  seat_id: string;
  begins_at: number;
  mail_id: string;
}

export const reminders: Migration = {
  async up(db: Kysely<unknown>) {
    // Of those that there are already nobody was asked.
    await sql`
      ALTER TABLE reservations ADD COLUMN reminder_minutes INTEGER CHECK (reminder_minutes > 0)
    `.execute(db);
    await sql`
      CREATE TABLE reservation_reminders (
        reservation_id TEXT NOT NULL REFERENCES reservations (id) ON DELETE CASCADE,
        seat_id TEXT NOT NULL REFERENCES seats (id) ON DELETE CASCADE,
        begins_at INTEGER NOT NULL,
        mail_id TEXT NOT NULL,
        PRIMARY KEY (reservation_id, seat_id, begins_at)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX reservation_reminders_seat_id ON reservation_reminders (seat_id)`.execute(db);
  },
};

/** Which organiser was reminded of which date of their room, by when it begins. */
export interface OrganiserReminderTable {
  reservation_id: string;
  organiser_id: string;
  begins_at: number;
  mail_id: string;
}

export const organiserReminders: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE organiser_reminders (
        reservation_id TEXT NOT NULL REFERENCES reservations (id) ON DELETE CASCADE,
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        begins_at INTEGER NOT NULL,
        mail_id TEXT NOT NULL,
        PRIMARY KEY (reservation_id, organiser_id, begins_at)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX organiser_reminders_organiser_id ON organiser_reminders (organiser_id)`.execute(db);
  },
};

/** Which of its reserved dates the meeting that goes on in a room is, as the date was when that was noted. */
export interface RunningDateTable {
  room_id: string;
  reservation_id: string;
  date: string;
  begins_at: number;
  ends_at: number;
  opens_at: number;
  closes_at: number;
  noted_at: number;
}

export const runningDates: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE running_dates (
        room_id TEXT PRIMARY KEY NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        reservation_id TEXT NOT NULL REFERENCES reservations (id) ON DELETE CASCADE,
        date TEXT NOT NULL,
        begins_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        opens_at INTEGER NOT NULL,
        closes_at INTEGER NOT NULL,
        noted_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX running_dates_reservation_id ON running_dates (reservation_id)`.execute(db);
  },
};

export const reservations: Migration = {
  async up(db: Kysely<unknown>) {
    // Local times of `zone` stay text: what instant they are is for its rules to say, which governments change.
    await sql`
      CREATE TABLE reservations (
        id TEXT PRIMARY KEY NOT NULL,
        room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
        title TEXT,
        seats INTEGER NOT NULL CHECK (seats > 0),
        minutes_before INTEGER NOT NULL CHECK (minutes_before >= 0),
        minutes_after INTEGER NOT NULL CHECK (minutes_after >= 0),
        start TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        zone TEXT NOT NULL,
        rule TEXT,
        uid TEXT NOT NULL UNIQUE,
        sequence INTEGER NOT NULL,
        cancelled_at INTEGER,
        zone_rules TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX reservations_room_id ON reservations (room_id)`.execute(db);
    // Dates that are otherwise than the rule says; without `moved_start` they do not take place.
    await sql`
      CREATE TABLE reservation_changes (
        reservation_id TEXT NOT NULL REFERENCES reservations (id) ON DELETE CASCADE,
        date TEXT NOT NULL,
        moved_start TEXT,
        moved_minutes INTEGER,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (reservation_id, date)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    // What follows from the two above, as instants.
    await sql`
      CREATE TABLE reservation_windows (
        reservation_id TEXT NOT NULL REFERENCES reservations (id) ON DELETE CASCADE,
        date TEXT NOT NULL,
        begins_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        opens_at INTEGER NOT NULL,
        closes_at INTEGER NOT NULL,
        PRIMARY KEY (reservation_id, date)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX reservation_windows_closes_at ON reservation_windows (closes_at, opens_at)`.execute(db);
    await sql`ALTER TABLE rooms ADD COLUMN only_reserved INTEGER NOT NULL DEFAULT 0`.execute(db);
  },
};
