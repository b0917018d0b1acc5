import type { Kysely, Selectable } from 'kysely';
import type { FeedStore, KeptFeed } from '../../../catalogue/feeds/ports.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import type { CalendarFeedTable } from '../../schema/tables/feed.ts';
import { isOrphan } from '../../storage-error.ts';

/** Addresses of calendar feeds, as hashes. Every promise resolves after the change has reached the disk. */
export class FeedRepository implements FeedStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async find(organiserId: string): Promise<KeptFeed | null> {
    const feed = this.#read.selectFrom('calendar_feeds').selectAll().where('organiser_id', '=', organiserId);
    return fromRow(await feed.executeTakeFirst());
  }

  async findByHash(secretHash: string): Promise<KeptFeed | null> {
    const feed = this.#read.selectFrom('calendar_feeds').selectAll().where('secret_hash', '=', secretHash);
    return fromRow(await feed.executeTakeFirst());
  }

  async replace(organiserId: string, secretHash: string): Promise<KeptFeed | null> {
    const fresh = { secret_hash: secretHash, created_at: Date.now(), used_at: null };
    const insert = this.#write.insertInto('calendar_feeds').values({ organiser_id: organiserId, ...fresh });
    const replace = insert.onConflict((former) => former.column('organiser_id').doUpdateSet(fresh)).returningAll();
    try {
      return fromRow(await replace.executeTakeFirst());
    } catch (error) {
      if (isOrphan(error)) return null;
      throw error;
    }
  }

  async touch(organiserId: string, at: number): Promise<void> {
    await this.#write
      .updateTable('calendar_feeds')
      .set({ used_at: at })
      .where('organiser_id', '=', organiserId)
      .execute();
  }

  async delete(organiserId: string): Promise<boolean> {
    const deletion = this.#write.deleteFrom('calendar_feeds').where('organiser_id', '=', organiserId);
    return (await deletion.executeTakeFirstOrThrow()).numDeletedRows > 0n;
  }
}

function fromRow(row: Selectable<CalendarFeedTable> | undefined): KeptFeed | null {
  return row === undefined ? null : { organiserId: row.organiser_id, createdAt: row.created_at, usedAt: row.used_at };
}
