import type { Kysely } from 'kysely';
import type {
  CredentialStore,
  Credentials,
  LinkHolder,
  NewPasswordLink,
  PasswordLinkStore,
} from '../../../auth/accounts/ports.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { isOrphan } from '../../storage-error.ts';

/** More than one mailbox is sent in a day. */
const MAX_ASKED_LINKS = 10;

/** Passwords of accounts, and the links by which they are set. Every promise resolves after the change has reached the disk. */
export class CredentialRepository implements CredentialStore, PasswordLinkStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  byEmail(emailKey: string, browserHash: string | null): Promise<Credentials | null> {
    return this.#find({ column: 'email_key', value: emailKey }, browserHash);
  }

  byOrganiser(organiserId: string): Promise<Credentials | null> {
    return this.#find({ column: 'id', value: organiserId }, null);
  }

  async changePassword(change: {
    organiserId: string;
    former: string;
    passwordHash: string;
    exceptSession: string;
  }): Promise<boolean> {
    const { organiserId, former, passwordHash, exceptSession } = change;
    return this.#write.transaction().execute(async (step) => {
      const { numUpdatedRows } = await step
        .updateTable('organisers')
        .set({ password_hash: passwordHash, updated_at: Date.now() })
        .where('id', '=', organiserId)
        .where('password_hash', '=', former)
        .where('disabled_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      const others = step
        .deleteFrom('sessions')
        .where('organiser_id', '=', organiserId)
        .where('id', '<>', exceptSession);
      await others.execute();
      await step.deleteFrom('password_links').where('organiser_id', '=', organiserId).execute();
      return true;
    });
  }

  async keep({ organiserId, secretHash, expiresAt, isAsked }: NewPasswordLink): Promise<boolean> {
    const asked = isAsked ? 1 : 0;
    const link = { organiser_id: organiserId, secret_hash: secretHash, expires_at: expiresAt, asked };
    try {
      return await this.#write.transaction().execute(async (step) => {
        const former = step
          .selectFrom('password_links')
          .select('secret_hash')
          .where('organiser_id', '=', organiserId)
          .where('asked', '=', asked)
          .orderBy('expires_at', 'desc')
          .limit(-1)
          .offset(isAsked ? MAX_ASKED_LINKS - 1 : 0);
        await step.deleteFrom('password_links').where('secret_hash', 'in', former).execute();
        await step.insertInto('password_links').values(link).execute();
        const enabled = step.selectFrom('organisers').select('id').where('id', '=', organiserId);
        if ((await enabled.where('disabled_at', 'is', null).executeTakeFirst()) !== undefined) return true;
        await step.deleteFrom('password_links').where('organiser_id', '=', organiserId).execute();
        return false;
      });
    } catch (error) {
      if (isOrphan(error)) return false;
      throw error;
    }
  }

  async find(secretHash: string): Promise<LinkHolder | null> {
    const holder = await this.#read
      .selectFrom('password_links')
      .innerJoin('organisers', 'organisers.id', 'password_links.organiser_id')
      .innerJoin('organisations', 'organisations.id', 'organisers.organisation_id')
      .select([
        'organisers.id as organiserId',
        'organisers.name',
        'organisers.email',
        'organisations.name as organisation',
        'password_hash',
      ])
      .where('secret_hash', '=', secretHash)
      .where('expires_at', '>', Date.now())
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    if (holder === undefined) return null;
    const { password_hash: passwordHash, ...others } = holder;
    return { ...others, hasPassword: passwordHash !== null };
  }

  async spend(secretHash: string, passwordHash: string): Promise<boolean> {
    const now = Date.now();
    return this.#write.transaction().execute(async (step) => {
      const spent = await step
        .deleteFrom('password_links')
        .where('secret_hash', '=', secretHash)
        .where('expires_at', '>', now)
        .returning('organiser_id')
        .executeTakeFirst();
      if (spent === undefined) return false;
      const { organiser_id: organiserId } = spent;
      await step.deleteFrom('password_links').where('organiser_id', '=', organiserId).execute();
      await step
        .updateTable('organisers')
        .set({ password_hash: passwordHash, updated_at: now })
        .where('id', '=', organiserId)
        .execute();
      await step.deleteFrom('sessions').where('organiser_id', '=', organiserId).execute();
      // Who has set it anew may have lost a device, which is a stranger from here on.
      await step.deleteFrom('organiser_browsers').where('organiser_id', '=', organiserId).execute();
      return true;
    });
  }

  async deleteExpired(): Promise<void> {
    await this.#write.deleteFrom('password_links').where('expires_at', '<=', Date.now()).execute();
  }

  async #find(
    by: { column: 'email_key' | 'id'; value: string },
    browserHash: string | null,
  ): Promise<Credentials | null> {
    const row = await this.#read
      .selectFrom('organisers')
      .leftJoin('organiser_browsers', (join) =>
        join.onRef('organiser_browsers.organiser_id', '=', 'organisers.id').on('browser_hash', '=', browserHash ?? ''),
      )
      .select(['id', 'email', 'name', 'password_hash', 'disabled_at', 'browser_hash'])
      .where(`organisers.${by.column}`, '=', by.value)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { id: organiserId, email, name, password_hash: passwordHash, disabled_at: disabledAt } = row;
    const isDisabled = disabledAt !== null;
    return {
      organiserId,
      email,
      name,
      passwordHash: isDisabled ? null : passwordHash,
      knowsBrowser: row.browser_hash !== null,
    };
  }
}
