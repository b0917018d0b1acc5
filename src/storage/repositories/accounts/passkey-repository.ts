import { type Kysely, type Selectable, sql } from 'kysely';
import type { KeptPasskey, NewPasskey, PasskeyStore } from '../../../auth/passkeys/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import type { PasskeyTable } from '../../schema/tables/passkey.ts';
import { isTaken } from '../../storage-error.ts';

/** Of one organiser: more than anybody has devices. */
const MAX_PASSKEYS = 20;

/** By what organisers sign in without a password. Every promise resolves after the change has reached the disk. */
export class PasskeyRepository implements PasskeyStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async add({ id, organiserId, credentialId, publicKey, counter, name }: NewPasskey): Promise<KeptPasskey> {
    return this.#write.transaction().execute(async (step) => {
      const owner = step.selectFrom('organisers').select('id').where('id', '=', organiserId);
      const isThere = (await owner.where('disabled_at', 'is', null).executeTakeFirst()) !== undefined;
      if (!isThere) throw new AppError('NOT_FOUND');
      const counted = step.selectFrom('passkeys').select(({ fn }) => fn.countAll<number>().as('count'));
      const { count } = await counted.where('organiser_id', '=', organiserId).executeTakeFirstOrThrow();
      if (count >= MAX_PASSKEYS) throw new AppError('TOO_MANY');
      const row = {
        id,
        organiser_id: organiserId,
        credential_id: credentialId,
        public_key: publicKey,
        counter,
        name,
        created_at: Date.now(),
      };
      try {
        return fromRow(await step.insertInto('passkeys').values(row).returningAll().executeTakeFirstOrThrow());
      } catch (error) {
        throw isTaken(error) ? new AppError('PASSKEY_REFUSED') : error;
      }
    });
  }

  async findByCredential(credentialId: string): Promise<KeptPasskey | null> {
    const row = await this.#read
      .selectFrom('passkeys')
      .innerJoin('organisers', 'organisers.id', 'passkeys.organiser_id')
      .selectAll('passkeys')
      .where('credential_id', '=', credentialId)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  async credentialsOf(organiserId: string): Promise<readonly string[]> {
    const credentials = this.#read.selectFrom('passkeys').select('credential_id');
    const rows = await credentials.where('organiser_id', '=', organiserId).execute();
    return rows.map(({ credential_id }) => credential_id);
  }

  async list(organiserId: string): Promise<readonly KeptPasskey[]> {
    const passkeys = this.#read.selectFrom('passkeys').selectAll().where('organiser_id', '=', organiserId);
    return (await passkeys.orderBy('created_at').orderBy(sql`rowid`).execute()).map(fromRow);
  }

  async use(passkeyId: string, counter: number): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      const now = Date.now();
      const { numUpdatedRows } = await step
        .updateTable('passkeys')
        .set({ counter, used_at: now })
        .where('id', '=', passkeyId)
        .where('copied_at', 'is', null)
        // One that is always 0 does not count.
        .where('counter', counter === 0 ? '=' : '<', counter)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) return true;
      const other = step.updateTable('passkeys').set({ copied_at: now }).where('id', '=', passkeyId);
      await other.where('copied_at', 'is', null).execute();
      return false;
    });
  }

  async rename(organiserId: string, passkeyId: string, name: string): Promise<KeptPasskey | null> {
    const change = this.#write.updateTable('passkeys').set({ name }).where('id', '=', passkeyId);
    const row = await change.where('organiser_id', '=', organiserId).returningAll().executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  async remove(organiserId: string, passkeyId: string): Promise<boolean> {
    const deletion = this.#write.deleteFrom('passkeys').where('id', '=', passkeyId);
    const { numDeletedRows } = await deletion.where('organiser_id', '=', organiserId).executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async removeAll(organiserId: string): Promise<number> {
    const deletion = this.#write.deleteFrom('passkeys').where('organiser_id', '=', organiserId);
    return Number((await deletion.executeTakeFirstOrThrow()).numDeletedRows);
  }
}

function fromRow(row: Selectable<PasskeyTable>): KeptPasskey {
  return {
    id: row.id,
    organiserId: row.organiser_id,
    name: row.name,
    createdAt: row.created_at,
    usedAt: row.used_at,
    copiedAt: row.copied_at,
    publicKey: row.public_key,
  };
}
