import { type Kysely, sql } from 'kysely';
import type { Ground, KeptSession, NewSession, SessionBounds, SessionStore } from '../../../auth/accounts/ports.ts';
import type { Connections, Schema } from '../../schema/schema.ts';

/** Of one account: more than anybody has browsers. The oldest go. */
const MAX_SESSIONS = 20;
const MAX_BROWSERS = 20;

/** Who is signed in where. Every promise resolves after the change has reached the disk. */
export class SessionRepository implements SessionStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async open(session: NewSession, ground: Ground): Promise<boolean> {
    const { id, organiserId, tokenHash, replaces, browserHash } = session;
    const now = Date.now();
    return this.#write.transaction().execute(async (step) => {
      if (!(await stands(step, organiserId, ground))) return false;
      if (replaces !== null) await step.deleteFrom('sessions').where('token_hash', '=', replaces).execute();
      const times = { created_at: now, used_at: now };
      const row = { id, organiser_id: organiserId, token_hash: tokenHash, ...times };
      await step.insertInto('sessions').values(row).execute();
      const browser = { organiser_id: organiserId, browser_hash: browserHash, seen_at: now };
      await step.insertInto('organiser_browsers').orReplace().values(browser).execute();
      await dropOldest(step, organiserId);
      return true;
    });
  }

  async find(tokenHash: string, bounds: SessionBounds): Promise<KeptSession | null> {
    const row = await this.#standing(bounds).where('token_hash', '=', tokenHash).executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  async touch(sessionId: string): Promise<void> {
    await this.#write.updateTable('sessions').set({ used_at: Date.now() }).where('id', '=', sessionId).execute();
  }

  async list(organiserId: string, bounds: SessionBounds): Promise<readonly KeptSession[]> {
    const sessions = this.#standing(bounds).where('organiser_id', '=', organiserId);
    const rows = await sessions.orderBy('sessions.created_at', 'desc').orderBy('sessions.id').execute();
    return rows.map(fromRow);
  }

  async close(organiserId: string, sessionId: string): Promise<boolean> {
    const deletion = this.#write.deleteFrom('sessions').where('id', '=', sessionId);
    const { numDeletedRows } = await deletion.where('organiser_id', '=', organiserId).executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async closeAll(organiserId: string): Promise<number> {
    const deletion = this.#write.deleteFrom('sessions').where('organiser_id', '=', organiserId);
    return Number((await deletion.executeTakeFirstOrThrow()).numDeletedRows);
  }

  async deleteEnded(bounds: SessionBounds & { browsersSeenAfter: number }): Promise<void> {
    const { createdAfter, usedAfter, browsersSeenAfter } = bounds;
    await this.#write
      .deleteFrom('sessions')
      .where(({ eb, or }) => or([eb('created_at', '<=', createdAfter), eb('used_at', '<=', usedAfter)]))
      .execute();
    await this.#write.deleteFrom('organiser_browsers').where('seen_at', '<=', browsersSeenAfter).execute();
  }

  #standing({ createdAfter, usedAfter }: SessionBounds) {
    return this.#read
      .selectFrom('sessions')
      .innerJoin('organisers', 'organisers.id', 'sessions.organiser_id')
      .select([
        'sessions.id as id',
        'sessions.created_at as createdAt',
        'sessions.used_at as usedAt',
        'organisers.id as organiserId',
        'organisers.organisation_id as organisationId',
        'organisers.role as role',
      ])
      .where('organisers.disabled_at', 'is', null)
      .where('sessions.created_at', '>', createdAfter)
      .where('sessions.used_at', '>', usedAfter);
  }
}

interface Row {
  readonly id: string;
  readonly createdAt: number;
  readonly usedAt: number;
  readonly organiserId: string;
  readonly organisationId: string;
  readonly role: KeptSession['holder']['role'];
}

function fromRow({ id, createdAt, usedAt, ...holder }: Row): KeptSession {
  return { id, createdAt, usedAt, holder };
}

async function stands(db: Kysely<Schema>, organiserId: string, ground: Ground): Promise<boolean> {
  const enabled = db
    .selectFrom('organisers')
    .select('organisers.id')
    .where('organisers.id', '=', organiserId)
    .where('disabled_at', 'is', null);
  const by = () => {
    if ('passwordHash' in ground) return enabled.where('password_hash', '=', ground.passwordHash);
    if ('passkeyId' in ground) {
      const held = enabled.innerJoin('passkeys', 'passkeys.organiser_id', 'organisers.id');
      return held.where('passkeys.id', '=', ground.passkeyId).where('copied_at', 'is', null);
    }
    return enabled
      .innerJoin('subjects', 'subjects.organiser_id', 'organisers.id')
      .where('issuer', '=', ground.subject.issuer)
      .where('subject', '=', ground.subject.subject);
  };
  return (await by().executeTakeFirst()) !== undefined;
}

async function dropOldest(db: Kysely<Schema>, organiserId: string): Promise<void> {
  const sessions = db.selectFrom('sessions').select('id').where('organiser_id', '=', organiserId);
  const beyond = sessions.orderBy('created_at', 'desc').orderBy(sql`rowid`, 'desc').limit(-1).offset(MAX_SESSIONS);
  await db.deleteFrom('sessions').where('id', 'in', beyond).execute();
  const browsers = db.selectFrom('organiser_browsers').select('browser_hash').where('organiser_id', '=', organiserId);
  const forgotten = browsers.orderBy('seen_at', 'desc').limit(-1).offset(MAX_BROWSERS);
  await db
    .deleteFrom('organiser_browsers')
    .where('organiser_id', '=', organiserId)
    .where('browser_hash', 'in', forgotten)
    .execute();
}
