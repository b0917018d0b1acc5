import type { Kysely } from 'kysely';
import type { PlanStore, StoredSeat } from '../../rooms/ports/storage.ts';
import type { Connections, Schema } from '../schema/schema.ts';

interface Plan {
  readonly seats: readonly StoredSeat[];
  readonly quorum: number | null;
}

/** The seating plans as they are kept. Every promise resolves after the change has reached the disk. */
export class PlanRepository implements PlanStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async listSeats(roomId: string): Promise<readonly StoredSeat[]> {
    return seatsIn(this.#read, roomId);
  }

  /** A seat that stays keeps its invites; those of one that goes are revoked. Throws when the room is gone. */
  async replacePlan(roomId: string, plan: Plan): Promise<void> {
    await this.#write.transaction().execute((step) => replaceIn(step, roomId, plan));
  }

  /** Only in place of what is kept as it was; false: it is another by now, or the room is gone. */
  exchangePlan(roomId: string, isFormer: (kept: Plan) => boolean, plan: Plan): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      const room = await step.selectFrom('rooms').select('quorum').where('id', '=', roomId).executeTakeFirst();
      if (room === undefined) return false;
      const isStill = isFormer({ seats: await seatsIn(step, roomId), quorum: room.quorum });
      if (isStill) await replaceIn(step, roomId, plan);
      return isStill;
    });
  }
}

function seatsIn(db: Kysely<Schema>, roomId: string): Promise<readonly StoredSeat[]> {
  const seats = db.selectFrom('seats').select(['id', 'name']).where('room_id', '=', roomId);
  return seats.orderBy('position').execute();
}

async function replaceIn(step: Kysely<Schema>, roomId: string, { seats, quorum }: Plan): Promise<void> {
  const { numUpdatedRows } = await step
    .updateTable('rooms')
    .set({ quorum, updated_at: Date.now() })
    .where('id', '=', roomId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new Error('the room is gone');
  const kept = seats.map(({ id }) => id);
  await step.deleteFrom('seats').where('room_id', '=', roomId).where('id', 'not in', kept).execute();
  for (const [position, { id, name }] of seats.entries()) {
    const { numInsertedOrUpdatedRows } = await step
      .insertInto('seats')
      .values({ id, room_id: roomId, position, name })
      .onConflict((seat) => seat.column('id').doUpdateSet({ position, name }).where('seats.room_id', '=', roomId))
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new Error("a seat of another room's plan");
  }
}
