import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A request of the REST API that said a key, and what it was answered: encrypted by what its caller alone has. */
export interface KeptAnswerTable {
  id: string;
  organiser_id: string;
  mark: Buffer;
  answer: Buffer | null;
  begun_at: number;
}

export const keptAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      CREATE TABLE kept_answers (
        id TEXT PRIMARY KEY NOT NULL,
        organiser_id TEXT NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
        mark BLOB NOT NULL,
        answer BLOB,
        begun_at INTEGER NOT NULL
      ) STRICT
    `.execute(db);
    await sql`CREATE INDEX kept_answers_organiser_id ON kept_answers (organiser_id, begun_at)`.execute(db);
    await sql`CREATE INDEX kept_answers_begun_at ON kept_answers (begun_at)`.execute(db);
  },
};
