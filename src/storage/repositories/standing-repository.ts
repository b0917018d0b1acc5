import type { Kysely } from 'kysely';
import { STANDING_MS } from '../../platform/periods.ts';
import type { KeptStanding, StandingStore } from '../../rooms/ports/storage.ts';
import type { Connections, Schema } from '../schema/schema.ts';

/** What a meeting knows of browsers, so that a restart does not make it forget. Resolves when it is on the disk. */
export class StandingRepository implements StandingStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async list(roomId: string): Promise<readonly KeptStanding[]> {
    const rows = this.#read.selectFrom('standings').select(['device_hash', 'standing']).where('room_id', '=', roomId);
    const fresh = await rows.where('noted_at', '>', Date.now() - STANDING_MS).execute();
    return fresh.map(({ device_hash: deviceHash, standing }) => ({ deviceHash, standing }));
  }

  async note(roomId: string, changes: ReadonlyMap<string, KeptStanding['standing'] | null>): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      const room = await step.selectFrom('rooms').select('id').where('id', '=', roomId).executeTakeFirst();
      // A room that was deleted while people were in it.
      if (!room) return;
      for (const [deviceHash, standing] of changes) {
        const row = { room_id: roomId, device_hash: deviceHash };
        if (standing === null) {
          const known = step.deleteFrom('standings').where('room_id', '=', roomId);
          await known.where('device_hash', '=', deviceHash).execute();
        } else {
          await step
            .insertInto('standings')
            .orReplace()
            .values({ ...row, standing, noted_at: Date.now() })
            .execute();
        }
      }
    });
  }

  async forget(roomId: string): Promise<void> {
    await this.#write.deleteFrom('standings').where('room_id', '=', roomId).execute();
  }

  /** Of meetings that nobody has come back to. */
  async forgetOld(): Promise<void> {
    await this.#write
      .deleteFrom('standings')
      .where('noted_at', '<=', Date.now() - STANDING_MS)
      .execute();
  }
}
