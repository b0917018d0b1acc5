import { type Kysely, sql } from 'kysely';
import type { AttendanceStore, StoredStay } from '../../rooms/ports/storage.ts';
import type { Connections, Schema, StayRow } from '../schema/schema.ts';

/** Who was there, as far as rooms keep it. Every promise resolves after the change has reached the disk. */
export class AttendanceRepository implements AttendanceStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async saveStays(roomId: string, stays: readonly StoredStay[]): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      await deleteOld(step);
      const room = await step.selectFrom('rooms').select('id').where('id', '=', roomId).executeTakeFirst();
      // A room that was deleted while people were in it.
      if (!room) return;
      for (const stay of stays) {
        const { id, ...changing } = toRow(stay);
        await step
          .insertInto('stays')
          .values({ id, room_id: roomId, ...changing })
          .onConflict((known) => known.column('id').doUpdateSet(changing))
          .execute();
      }
    });
  }

  async listStays(roomId: string): Promise<readonly StoredStay[]> {
    await this.deleteOld();
    const stays = this.#read.selectFrom('stays').selectAll().where('room_id', '=', roomId);
    return (await stays.orderBy('joined_at').orderBy('id').execute()).map(fromRow);
  }

  async pageOfStays(
    roomId: string,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly StoredStay[] | null> {
    await this.deleteOld();
    const stays = this.#read.selectFrom('stays').selectAll().where('room_id', '=', roomId);
    const last = after === null ? null : await stays.where('id', '=', after).executeTakeFirst();
    if (last === undefined) return null;
    const later = last
      ? stays.where(({ eb, refTuple, tuple }) => eb(refTuple('joined_at', 'id'), '>', tuple(last.joined_at, last.id)))
      : stays;
    return (await later.orderBy('joined_at').orderBy('id').limit(limit).execute()).map(fromRow);
  }

  async deleteStays(roomId: string, stayIds?: readonly string[]): Promise<void> {
    const stays = this.#write.deleteFrom('stays').where('room_id', '=', roomId);
    await (stayIds ? stays.where('id', 'in', [...stayIds]) : stays).execute();
  }

  /** Of all rooms. */
  deleteOld(): Promise<void> {
    return deleteOld(this.#write);
  }

  /**
   * Ends the stays that a server which was killed left open, with the last that it noted in their room: more is not
   * known. Only those that began before this server did; later ones are of people who are there.
   */
  async endOpenStays(before = Number.MAX_SAFE_INTEGER): Promise<void> {
    await sql`
      UPDATE stays SET left_at = (
        SELECT max(max(other.joined_at, coalesce(other.left_at, 0))) FROM stays AS other
        WHERE other.room_id = stays.room_id AND other.joined_at < ${before}
      ) WHERE left_at IS NULL AND joined_at < ${before}
    `.execute(this.#write);
  }
}

async function deleteOld(db: Kysely<Schema>): Promise<void> {
  await db.deleteFrom('stays').where('keep_until', '<=', Date.now()).execute();
}

function toRow(stay: StoredStay) {
  return {
    id: stay.id,
    display_name: stay.displayName,
    role: stay.role,
    seat: stay.seat,
    joined_at: stay.joinedAt,
    left_at: stay.leftAt,
    keep_until: stay.keepUntil,
  };
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
