import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { MailFailure, MailKind, MailState } from '../../../protocol/mail.ts';

/** A mail; the letter, JSON with its address, until it has gone or cannot go. */
export interface MailTable {
  id: string;
  kind: MailKind;
  organisation_id: string | null;
  sent_by: string | null;
  organiser_id: string | null;
  room_id: string | null;
  seat_id: string | null;
  letter: string | null;
  state: MailState;
  failure: MailFailure | null;
  attempts: number;
  due_at: number;
  give_up_at: number;
  created_at: number;
  changed_at: number;
}

export const mails: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE mails (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL,
        organisation_id TEXT REFERENCES organisations (id) ON DELETE CASCADE,
        sent_by TEXT REFERENCES organisers (id) ON DELETE SET NULL,
        organiser_id TEXT REFERENCES organisers (id) ON DELETE CASCADE,
        room_id TEXT REFERENCES rooms (id) ON DELETE CASCADE,
        seat_id TEXT REFERENCES seats (id) ON DELETE CASCADE,
        letter TEXT,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
        failure TEXT CHECK ((failure IS NULL) = (state <> 'failed')),
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        due_at INTEGER NOT NULL,
        give_up_at INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        CHECK ((letter IS NULL) = (state IN ('sent', 'failed')))
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX mails_due ON mails (state, due_at)`.execute(db);
    for (const column of ['organisation_id', 'sent_by', 'organiser_id', 'room_id', 'seat_id']) {
      await sql`CREATE INDEX ${sql.ref(`mails_${column}`)} ON mails (${sql.ref(column)})`.execute(db);
    }
  },
};
