import type { Kysely } from 'kysely';
import type { StoredRoom, UseStore } from '../../rooms/ports/storage.ts';
import type { Connections, Schema } from '../schema/schema.ts';
import { insertInvite } from './invite-repository.ts';
import type { NewInvite } from './invite-rows.ts';
import { insertRoom, type NewRoom } from './room-repository.ts';

/** A room that was made without an account, as much as who made it may be told again. */
export interface KeptOpenRoom {
  readonly roomId: string;
  readonly name: string;
  readonly lastUsedAt: number;
}

/** The rooms that were made without an account. Every promise resolves after the change has reached the disk. */
export class OpenRoomRepository implements UseStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  /** With the moderator's invite, all or nothing. Null: `max` of them are kept already. */
  async create(room: NewRoom, invite: NewInvite, max: number): Promise<StoredRoom | null> {
    return this.#write.transaction().execute(async (step) => {
      if ((await countOf(step)) >= max) return null;
      const stored = await insertRoom(step, room);
      await insertInvite(step, invite);
      await step.insertInto('open_rooms').values({ room_id: stored.id, last_used_at: stored.createdAt }).execute();
      return stored;
    });
  }

  /** When each was last used, by its room's id. */
  async lastUses(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#read.selectFrom('open_rooms').selectAll().execute();
    return new Map(rows.map(({ room_id: roomId, last_used_at: at }) => [roomId, at]));
  }

  async count(): Promise<number> {
    return countOf(this.#read);
  }

  /** By the hash of its moderator's secret. */
  async findBySecret(secretHash: string): Promise<KeptOpenRoom | null> {
    const found = this.#read
      .selectFrom('invites')
      .innerJoin('open_rooms', 'open_rooms.room_id', 'invites.room_id')
      .innerJoin('rooms', 'rooms.id', 'open_rooms.room_id')
      .select(['rooms.id as roomId', 'rooms.name', 'open_rooms.last_used_at as lastUsedAt'])
      .where('invites.secret_hash', '=', secretHash);
    return (await found.executeTakeFirst()) ?? null;
  }

  /** Of a room that is no open one, nothing; it is asked for by reading, which a full disk does not keep from. */
  async noteUse(roomId: string, at: number): Promise<void> {
    const open = this.#read.selectFrom('open_rooms').select('last_used_at').where('room_id', '=', roomId);
    const before = await open.executeTakeFirst();
    if (before === undefined || before.last_used_at >= at) return;
    const use = this.#write.updateTable('open_rooms').set({ last_used_at: at });
    await use.where('room_id', '=', roomId).where('last_used_at', '<', at).execute();
  }

  /** Those that were last used then or before. */
  async listUnused(then: number): Promise<readonly string[]> {
    const unused = this.#read.selectFrom('open_rooms').select('room_id').where('last_used_at', '<=', then);
    return (await unused.execute()).map(({ room_id: roomId }) => roomId);
  }

  /** With everything of it, unless it was used after that. */
  async deleteUnused(roomId: string, then: number): Promise<void> {
    await this.#write
      .deleteFrom('rooms')
      .where('id', '=', roomId)
      .where('id', 'in', (select) =>
        select.selectFrom('open_rooms').select('room_id').where('last_used_at', '<=', then),
      )
      .execute();
  }
}

async function countOf(db: Kysely<Schema>): Promise<number> {
  const counted = db.selectFrom('open_rooms').select(({ fn }) => fn.countAll<number>().as('rooms'));
  return (await counted.executeTakeFirstOrThrow()).rooms;
}
