import type { Kysely } from 'kysely';
import type { CheckStore, KeptCheck } from '../../checks/ports.ts';
import { CHECK_MS } from '../../platform/periods.ts';
import type { Connections, Schema } from '../schema/schema.ts';

/** Half a kilobyte each. An installation for some hundred people has a handful in a week. */
export const MAX_KEPT_CHECKS = 5_000;

/** What checks of connections have found, for a week. Every promise resolves after the change has reached the disk. */
export class CheckRepository implements CheckStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async add({ code, checkedAt, report }: KeptCheck): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      const row = { code, checked_at: checkedAt, report };
      const { numInsertedOrUpdatedRows } = await step.insertInto('checks').orIgnore().values(row).executeTakeFirst();
      if (!numInsertedOrUpdatedRows) return false;
      const beyond = step.selectFrom('checks').select('code').orderBy('checked_at', 'desc').orderBy('code');
      await step.deleteFrom('checks').where('code', 'in', beyond.limit(-1).offset(MAX_KEPT_CHECKS)).execute();
      return true;
    });
  }

  async replace({ code, checkedAt, report }: KeptCheck): Promise<boolean> {
    const change = this.#write.updateTable('checks').set({ checked_at: checkedAt, report });
    const { numUpdatedRows } = await change.where('code', '=', code).executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async find(code: string): Promise<KeptCheck | null> {
    return (await this.#fresh().where('code', '=', code).executeTakeFirst()) ?? null;
  }

  /** Newest first. */
  async list(): Promise<readonly KeptCheck[]> {
    return this.#fresh().orderBy('checked_at', 'desc').orderBy('code').execute();
  }

  async forgetOld(): Promise<void> {
    await this.#write
      .deleteFrom('checks')
      .where('checked_at', '<=', Date.now() - CHECK_MS)
      .execute();
  }

  #fresh() {
    const kept = this.#read.selectFrom('checks').select(['code', 'checked_at as checkedAt', 'report']);
    return kept.where('checked_at', '>', Date.now() - CHECK_MS);
  }
}
