import type { Kysely } from 'kysely';
import type { PlanStore, StoredPlan, StoredSeat } from '../../rooms/ports/storage.ts';
import type { Connections, Schema } from '../schema/schema.ts';

/** The seating plans as they are kept. Every promise resolves after the change has reached the disk. */
export class PlanRepository implements PlanStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async listSeats(roomId: string): Promise<readonly StoredSeat[]> {
    const seats = this.#read.selectFrom('seats').select(['id', 'name']).where('room_id', '=', roomId);
    return seats.orderBy('position').execute();
  }

  findPlan(roomId: string): Promise<StoredPlan | null> {
    return planIn(this.#read, roomId);
  }

  /** A seat that stays keeps its invites; those of one that goes are revoked. */
  exchangePlan(roomId: string, isFormer: (kept: StoredPlan) => boolean, plan: StoredPlan): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      const kept = await planIn(step, roomId);
      const isStill = kept !== null && isFormer(kept);
      if (isStill) await replaceIn(step, roomId, plan);
      return isStill;
    });
  }
}

/** In one step: seats and quorum of the same plan. */
async function planIn(db: Kysely<Schema>, roomId: string): Promise<StoredPlan | null> {
  const rows = await db
    .selectFrom('rooms')
    .leftJoin('seats', 'seats.room_id', 'rooms.id')
    .select(['quorum', 'seats.id', 'seats.name'])
    .where('rooms.id', '=', roomId)
    .orderBy('position')
    .execute();
  const [first] = rows;
  if (first === undefined) return null;
  return {
    seats: rows.flatMap(({ id, name }) => (id === null || name === null ? [] : [{ id, name }])),
    quorum: first.quorum,
  };
}

async function replaceIn(step: Kysely<Schema>, roomId: string, { seats, quorum }: StoredPlan): Promise<void> {
  await step.updateTable('rooms').set({ quorum, updated_at: Date.now() }).where('id', '=', roomId).execute();
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
