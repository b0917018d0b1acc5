import type { Kysely } from 'kysely';
import type { RunningDate, RunningDateStore } from '../../../rooms/ports/storage.ts';
import type { Connections, Schema } from '../../schema/schema.ts';

/** Which reserved date the meeting in a room counts as, so that a restart does not make another of it. Resolves when it is on the disk. */
export class RunningDateRepository implements RunningDateStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async find(roomId: string): Promise<RunningDate | null> {
    const row = await this.#read
      .selectFrom('running_dates')
      .select(['reservation_id as reservationId', 'date', 'opens_at as opensAt', 'closes_at as closesAt'])
      .select(['begins_at as beginsAt', 'ends_at as endsAt'])
      .where('room_id', '=', roomId)
      .where('closes_at', '>', Date.now())
      .executeTakeFirst();
    return row ?? null;
  }

  async note(roomId: string, { reservationId, date, opensAt, closesAt, beginsAt, endsAt }: RunningDate): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      const reservation = step.selectFrom('reservations').select('id').where('room_id', '=', roomId);
      // It may have been deleted while they are in the room, and the room with it.
      if (!(await reservation.where('id', '=', reservationId).executeTakeFirst())) return;
      const times = { opens_at: opensAt, closes_at: closesAt, begins_at: beginsAt, ends_at: endsAt };
      const row = { room_id: roomId, reservation_id: reservationId, date, ...times, noted_at: Date.now() };
      await step.insertInto('running_dates').orReplace().values(row).execute();
    });
  }

  async forget(roomId: string): Promise<void> {
    await this.#write.deleteFrom('running_dates').where('room_id', '=', roomId).execute();
  }

  /** Of meetings that nobody has come back to. */
  async forgetOld(): Promise<void> {
    await this.#write.deleteFrom('running_dates').where('closes_at', '<=', Date.now()).execute();
  }
}
