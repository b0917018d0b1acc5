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

/** Until then cameras were off on entry or as people liked; rooms and what houses say of their new ones stay so. */
export const shelteredRooms: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of [
      sql`camera_on_entry TEXT NOT NULL DEFAULT 'free' CHECK (camera_on_entry IN ('free', 'off', 'blurred'))`,
      sql`pseudonyms INTEGER NOT NULL DEFAULT 0 CHECK (pseudonyms IN (0, 1))`,
    ]) {
      await sql`ALTER TABLE rooms ADD COLUMN ${column}`.execute(db);
    }
    await sql`UPDATE rooms SET camera_on_entry = 'off' WHERE camera_off_on_entry = 1`.execute(db);
    await sql`ALTER TABLE rooms DROP COLUMN camera_off_on_entry`.execute(db);
    await sql`
      UPDATE organisations SET room_defaults = json_remove(
        json_set(
          room_defaults, '$.cameraOnEntry', iif(room_defaults ->> '$.cameraOffOnEntry', 'off', 'free')
        ),
        '$.cameraOffOnEntry'
      ) WHERE CASE WHEN json_valid(room_defaults) THEN room_defaults ->> '$.cameraOffOnEntry' IS NOT NULL END
    `.execute(db);
  },
};
