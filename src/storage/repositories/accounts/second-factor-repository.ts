import type { Kysely } from 'kysely';
import type { KeptSecondFactor, SecondFactorStore } from '../../../auth/accounts/ports.ts';
import type { Connections, Schema } from '../../schema/schema.ts';

/** Authenticator apps and recovery codes. Every promise resolves after the change has reached the disk. */
export class SecondFactorRepository implements SecondFactorStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async find(organiserId: string): Promise<KeptSecondFactor | null> {
    const row = await this.#read
      .selectFrom('second_factors')
      .select(['secret', 'confirmed_at'])
      .where('organiser_id', '=', organiserId)
      .executeTakeFirst();
    return row === undefined ? null : { secret: row.secret, isConfirmed: row.confirmed_at !== null };
  }

  async begin(organiserId: string, secret: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#write
      .insertInto('second_factors')
      .values({ organiser_id: organiserId, secret })
      .onConflict((former) =>
        former.column('organiser_id').doUpdateSet({ secret }).where('second_factors.confirmed_at', 'is', null),
      )
      .executeTakeFirstOrThrow();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async confirm(
    organiserId: string,
    { secret, step, hashes }: { secret: string; step: number; hashes: readonly string[] },
  ): Promise<boolean> {
    return this.#write.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('second_factors')
        .set({ confirmed_at: Date.now(), last_step: step })
        .where('organiser_id', '=', organiserId)
        // Not one that was begun anew meanwhile.
        .where('secret', '=', secret)
        .where('confirmed_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      const codes = hashes.map((hash) => ({ organiser_id: organiserId, code_hash: hash }));
      await transaction.insertInto('recovery_codes').values(codes).execute();
      return true;
    });
  }

  async spendStep(organiserId: string, step: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#write
      .updateTable('second_factors')
      .set({ last_step: step })
      .where('organiser_id', '=', organiserId)
      .where('last_step', '<', step)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async spendRecoveryCode(organiserId: string, codeHash: string): Promise<boolean> {
    const { numDeletedRows } = await this.#write
      .deleteFrom('recovery_codes')
      .where('organiser_id', '=', organiserId)
      .where('code_hash', '=', codeHash)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async remove(organiserId: string): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      const factor = step.deleteFrom('second_factors').where('organiser_id', '=', organiserId);
      const { numDeletedRows } = await factor.executeTakeFirstOrThrow();
      await step.deleteFrom('recovery_codes').where('organiser_id', '=', organiserId).execute();
      return numDeletedRows > 0n;
    });
  }
}
