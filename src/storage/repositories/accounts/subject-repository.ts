import type { Kysely } from 'kysely';
import type { Subject, SubjectStore } from '../../../auth/accounts/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { isTaken } from '../../storage-error.ts';

/** Which subject of which provider is whose account. Every promise resolves after the change has reached the disk. */
export class SubjectRepository implements SubjectStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async find({ issuer, subject }: Subject): Promise<string | null> {
    const row = await this.#read
      .selectFrom('subjects')
      .innerJoin('organisers', 'organisers.id', 'subjects.organiser_id')
      .select('organiser_id')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    return row?.organiser_id ?? null;
  }

  async tie(organiserId: string, subject: Subject): Promise<void> {
    await this.#write.transaction().execute((step) => tieIn(step, organiserId, subject));
  }

  async tieByLink(secretHash: string, subject: Subject): Promise<string | null> {
    return this.#write.transaction().execute(async (step) => {
      const spent = await step
        .deleteFrom('password_links')
        .where('secret_hash', '=', secretHash)
        .where('expires_at', '>', Date.now())
        .returning('organiser_id')
        .executeTakeFirst();
      if (spent === undefined) return null;
      await step.deleteFrom('password_links').where('organiser_id', '=', spent.organiser_id).execute();
      await tieIn(step, spent.organiser_id, subject);
      return spent.organiser_id;
    });
  }
}

/** Errors: SUBJECT_TAKEN. */
async function tieIn(db: Kysely<Schema>, organiserId: string, { issuer, subject }: Subject): Promise<void> {
  try {
    await db.deleteFrom('subjects').where('issuer', '=', issuer).where('organiser_id', '=', organiserId).execute();
    await db.insertInto('subjects').values({ issuer, subject, organiser_id: organiserId }).execute();
  } catch (error) {
    throw isTaken(error) ? new AppError('SUBJECT_TAKEN') : error;
  }
}
