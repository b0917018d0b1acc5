import { type Kysely, sql } from 'kysely';
import type { AnswerStore, KeyedRequest, KnownRequest } from '../../../http/api/idempotency/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import { KEPT_ANSWER_MS } from '../../../platform/periods.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { isOrphan } from '../../storage-error.ts';

/** Of one organiser: a program that fills a house's calendar in one go, and asks again for what it did not hear of. */
const MAX_ANSWERS = 1_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** What was answered to requests with a key. */
export class AnswerRepository implements AnswerStore {
  readonly #write: Kysely<Schema>;

  constructor({ write }: Connections) {
    this.#write = write;
  }

  async begin({ id, organiserId, mark }: KeyedRequest): Promise<KnownRequest | null> {
    const now = Date.now();
    return this.#write.transaction().execute(async (step) => {
      await step
        .deleteFrom('kept_answers')
        .where('id', '=', id)
        .where('begun_at', '<=', now - KEPT_ANSWER_MS)
        .execute();
      const known = await step
        .selectFrom('kept_answers')
        .select(['mark', 'answer'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (known !== undefined) return known;
      const row = { id, organiser_id: organiserId, mark, answer: null, begun_at: now };
      try {
        await step.insertInto('kept_answers').values(row).execute();
      } catch (error) {
        // Their account was deleted just now.
        throw isOrphan(error) ? new AppError('SIGNED_OUT') : error;
      }
      return null;
    });
  }

  async keep({ id, organiserId }: Pick<KeyedRequest, 'id' | 'organiserId'>, answer: Buffer): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      await step.updateTable('kept_answers').set({ answer }).where('id', '=', id).execute();
      await sql`
        DELETE FROM kept_answers WHERE id IN (
          SELECT id FROM (
            SELECT id,
              row_number() OVER newest AS place,
              sum(coalesce(length(answer), 0)) OVER newest AS bytes
            FROM kept_answers WHERE organiser_id = ${organiserId}
            WINDOW newest AS (ORDER BY begun_at DESC, rowid DESC ROWS UNBOUNDED PRECEDING)
          ) WHERE place > ${MAX_ANSWERS} OR bytes > ${MAX_BYTES}
        )
      `.execute(step);
    });
  }

  async forget(id: string): Promise<void> {
    await this.#write.deleteFrom('kept_answers').where('id', '=', id).execute();
  }

  async forgetOld(): Promise<void> {
    await this.#write
      .deleteFrom('kept_answers')
      .where('begun_at', '<=', Date.now() - KEPT_ANSWER_MS)
      .execute();
  }
}
