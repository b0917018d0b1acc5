import type { Kysely, Updateable } from 'kysely';
import type { NewOrganiser, OrganiserChanges, OrganiserStore, StoredOrganiser } from '../../../catalogue/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import { emailKey } from '../../../protocol/accounts/email.ts';
import type { Connections, OrganiserRow, OrganiserTable, Schema } from '../../schema/schema.ts';
import { isOrphan, isTaken } from '../../storage-error.ts';

/** Of one organisation: each may stand for a house's whole office. */
const MAX_ORGANISERS = 1_000;

/** Who has an account, as it is kept. Every promise resolves after the change has reached the disk. */
export class OrganiserRepository implements OrganiserStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async create({ id, organisationId, email, name, role }: NewOrganiser): Promise<StoredOrganiser | null> {
    const key = emailKey(email);
    if (key === null) throw new AppError('BAD_REQUEST');
    const now = Date.now();
    const times = { created_at: now, updated_at: now };
    const row = { id, organisation_id: organisationId, email, email_key: key, name, role, ...times };
    try {
      return await this.#write.transaction().execute(async (step) => {
        const counted = step.selectFrom('organisers').select(({ fn }) => fn.countAll<number>().as('organisers'));
        const { organisers } = await counted.where('organisation_id', '=', organisationId).executeTakeFirstOrThrow();
        if (organisers >= MAX_ORGANISERS) throw new AppError('TOO_MANY');
        const insert = step.insertInto('organisers').values(row).returningAll();
        return fromRow({ ...(await insert.executeTakeFirstOrThrow()), confirmed_at: null });
      });
    } catch (error) {
      if (isOrphan(error)) return null;
      throw isTaken(error) ? new AppError('EMAIL_TAKEN') : error;
    }
  }

  async find(organiserId: string): Promise<StoredOrganiser | null> {
    return findIn(this.#read, organiserId);
  }

  async findByEmail(emailKey: string): Promise<StoredOrganiser | null> {
    const row = await organisersIn(this.#read).where('email_key', '=', emailKey).executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  async list(organisationId: string): Promise<readonly StoredOrganiser[]> {
    const organisers = organisersIn(this.#read).where('organisation_id', '=', organisationId);
    return (await organisers.orderBy('name').orderBy('email_key').execute()).map(fromRow);
  }

  async update(
    organiserId: string,
    { name, role, isDisabled }: OrganiserChanges,
    adminId: string | null = null,
  ): Promise<StoredOrganiser | null> {
    const now = Date.now();
    const set: Updateable<OrganiserTable> = { updated_at: now };
    if (name !== undefined) set.name = name;
    if (role !== undefined) set.role = role;
    if (isDisabled !== undefined) set.disabled_at = isDisabled ? now : null;
    return this.#write.transaction().execute(async (step) => {
      await requireAdmin(step, adminId, organiserId);
      await step.updateTable('organisers').set(set).where('id', '=', organiserId).execute();
      if (isDisabled) {
        await step.deleteFrom('sessions').where('organiser_id', '=', organiserId).execute();
        await step.deleteFrom('password_links').where('organiser_id', '=', organiserId).execute();
      }
      return findIn(step, organiserId);
    });
  }

  async delete(organiserId: string, adminId: string | null = null): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      await requireAdmin(step, adminId, organiserId);
      const deletion = step.deleteFrom('organisers').where('id', '=', organiserId);
      return (await deletion.executeTakeFirstOrThrow()).numDeletedRows > 0n;
    });
  }
}

/** Errors: NOT_ALLOWED for whoever is no admin of that person's house by now. */
async function requireAdmin(db: Kysely<Schema>, adminId: string | null, organiserId: string): Promise<void> {
  if (adminId === null) return;
  const houseOf = db.selectFrom('organisers').select('organisation_id').where('id', '=', organiserId);
  const admin = db
    .selectFrom('organisers')
    .select('id')
    .where('id', '=', adminId)
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where(({ eb, or, not, exists }) => or([eb('organisation_id', 'in', houseOf), not(exists(houseOf))]));
  if ((await admin.executeTakeFirst()) === undefined) throw new AppError('NOT_ALLOWED');
}

function organisersIn(db: Kysely<Schema>) {
  return db
    .selectFrom('organisers')
    .leftJoin('second_factors', 'second_factors.organiser_id', 'organisers.id')
    .selectAll('organisers')
    .select('second_factors.confirmed_at');
}

async function findIn(db: Kysely<Schema>, organiserId: string): Promise<StoredOrganiser | null> {
  const row = await organisersIn(db).where('organisers.id', '=', organiserId).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

function fromRow(row: OrganiserRow & { readonly confirmed_at: number | null }): StoredOrganiser {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    email: row.email,
    name: row.name,
    role: row.role,
    hasPassword: row.password_hash !== null,
    isDisabled: row.disabled_at !== null,
    hasSecondFactor: row.confirmed_at !== null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
