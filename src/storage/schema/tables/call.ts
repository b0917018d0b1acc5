import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { MailKind, MailLanguage } from '../../../protocol/mail.ts';

/** Where mail for an expected person goes. */
export interface SeatAddressTable {
  seat_id: string;
  email: string;
  language: MailLanguage;
}

/** The last call to an expected person. */
export interface SeatCallTable {
  seat_id: string;
  /** Of the link in it. */
  secret_hash: string;
  mail_id: string;
  called_at: number;
  opened_at: number | null;
}

/** The last mail to an expected person about a reservation. */
export interface ReservationMailTable {
  reservation_id: string;
  seat_id: string;
  kind: MailKind;
  mail_id: string;
  mailed_at: number;
  /** Up to which change of the series they know it. */
  sequence: number | null;
}

export const toldSequences: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`ALTER TABLE reservation_mails ADD COLUMN sequence INTEGER`.execute(db);
  },
};

export const reservationMails: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE reservation_mails (
        reservation_id TEXT NOT NULL REFERENCES reservations (id) ON DELETE CASCADE,
        seat_id TEXT NOT NULL REFERENCES seats (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        mail_id TEXT NOT NULL,
        mailed_at INTEGER NOT NULL,
        PRIMARY KEY (reservation_id, seat_id)
      ) STRICT, WITHOUT ROWID
    `.execute(db);
    await sql`CREATE INDEX reservation_mails_seat_id ON reservation_mails (seat_id)`.execute(db);
  },
};

export const calls: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE seat_addresses (
        seat_id TEXT PRIMARY KEY NOT NULL REFERENCES seats (id) ON DELETE CASCADE,
        email TEXT NOT NULL,
        language TEXT NOT NULL CHECK (language IN ('de', 'en'))
      ) STRICT
    `.execute(db);
    await sql`
      CREATE TABLE seat_calls (
        seat_id TEXT PRIMARY KEY NOT NULL REFERENCES seats (id) ON DELETE CASCADE,
        secret_hash TEXT NOT NULL,
        mail_id TEXT NOT NULL,
        called_at INTEGER NOT NULL,
        opened_at INTEGER
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX seat_calls_secret_hash ON seat_calls (secret_hash)`.execute(db);
  },
};
