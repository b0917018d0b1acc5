import type { Kysely } from 'kysely';
import type { PlanStore, StoredSeat } from '../rooms/ports.ts';
import type { Connections, Schema } from './schema.ts';

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

  /** A seat that stays keeps its invites; those of one that goes are revoked. Throws when the room is gone. */
  async replacePlan(
    roomId: string,
    { seats, quorum }: { seats: readonly StoredSeat[]; quorum: number | null },
  ): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      // A write first: a transaction that begins with a read cannot wait for another program's write.
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
    });
  }
}
