import { type Kysely, sql } from 'kysely';
import type { AttendanceStore, StoredStay } from '../rooms/ports.ts';
import type { Schema, StayRow } from './schema.ts';

const DAY_MS = 86_400_000;

/** Who was there, as far as rooms keep it. Every promise resolves after the change has reached the disk. */
export class AttendanceRepository implements AttendanceStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async saveStay(roomId: string, stay: StoredStay): Promise<void> {
    await this.deleteOld();
    const { displayName: display_name, role, seat, joinedAt: joined_at, leftAt: left_at, keepUntil: keep_until } = stay;
    const changing = { display_name, role, seat, joined_at, left_at, keep_until };
    await this.#db
      .insertInto('stays')
      .values({ id: stay.id, room_id: roomId, ...changing })
      .onConflict((known) => known.column('id').doUpdateSet(changing))
      .execute();
  }

  async listStays(roomId: string): Promise<readonly StoredStay[]> {
    await this.deleteOld();
    const stays = this.#db.selectFrom('stays').selectAll().where('room_id', '=', roomId);
    return (await stays.orderBy('joined_at').orderBy('id').execute()).map(fromRow);
  }

  async deleteStays(roomId: string, stayIds?: readonly string[]): Promise<void> {
    const stays = this.#db.deleteFrom('stays').where('room_id', '=', roomId);
    await (stayIds ? stays.where('id', 'in', [...stayIds]) : stays).execute();
  }

  /** Of all rooms: what was promised to be deleted by now, or lies further back than its room keeps it today. */
  async deleteOld(): Promise<void> {
    const now = Date.now();
    await sql`
      DELETE FROM stays WHERE keep_until <= ${now} OR EXISTS (
        SELECT 1 FROM rooms WHERE rooms.id = stays.room_id AND rooms.attendance_days > 0
        AND coalesce(stays.left_at, stays.joined_at) + rooms.attendance_days * ${DAY_MS} <= ${now}
      )
    `.execute(this.#db);
  }

  /**
   * Ends the stays that a server which was killed left open, with the last that it noted in their room: more is not
   * known. Only for a server that starts, because they are those of people who are there otherwise.
   */
  async endOpenStays(): Promise<void> {
    await sql`
      UPDATE stays SET left_at = (
        SELECT max(max(other.joined_at, coalesce(other.left_at, 0))) FROM stays AS other
        WHERE other.room_id = stays.room_id
      ) WHERE left_at IS NULL
    `.execute(this.#db);
  }
}

function fromRow(row: StayRow): StoredStay {
  return {
    id: row.id,
    displayName: row.display_name,
    role: row.role,
    seat: row.seat,
    joinedAt: row.joined_at,
    leftAt: row.left_at,
    keepUntil: row.keep_until,
  };
}
