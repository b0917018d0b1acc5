import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Until then a room's code was worked out of its id each time; of two that had drawn the same the younger draws again. */
export const roomCodes: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`ALTER TABLE rooms ADD COLUMN code TEXT`.execute(db);
    const { rows } = await sql<{ id: string }>`SELECT id FROM rooms ORDER BY created_at, id`.execute(db);
    const taken = new Set<string>();
    for (const { id } of rows) {
      let code = codeOf(id);
      for (let draw = 1; taken.has(code); draw += 1) code = codeOf(`${id} ${draw}`);
      taken.add(code);
      await sql`UPDATE rooms SET code = ${code} WHERE id = ${id}`.execute(db);
    }
    await sql`CREATE UNIQUE INDEX rooms_code ON rooms (code)`.execute(db);
  },
};

/** As it was worked out until then. */
function codeOf(text: string): string {
  const bits = createHash('sha256').update(`room code ${text}`).digest().readBigUInt64BE();
  return String(100_000_000n + (bits % 900_000_000n));
}

export const ownNames: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of [
      sql`camera_off_on_entry INTEGER NOT NULL DEFAULT 0 CHECK (camera_off_on_entry IN (0, 1))`,
      sql`renaming INTEGER NOT NULL DEFAULT 1 CHECK (renaming IN (0, 1))`,
    ]) {
      await sql`ALTER TABLE rooms ADD COLUMN ${column}`.execute(db);
    }
  },
};
