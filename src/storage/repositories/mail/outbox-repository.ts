import { type Kysely, type Selectable, sql } from 'kysely';
import type { Delivery, DueMail, HouseLogo, Letter, NewMail, OutboxStore } from '../../../mail/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import type { MailFailure } from '../../../protocol/mail.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import type { MailTable } from '../../schema/tables/mail.ts';
import { isOrphan } from '../../storage-error.ts';

/** Mails until they have gone, and for some days what became of them. Every promise resolves after the change has reached the disk. */
export class OutboxRepository implements OutboxStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async post(mails: readonly NewMail[], maxWaiting: number): Promise<void> {
    await this.#write.transaction().execute((step) => insertMails(step, mails, maxWaiting));
  }

  async claim(limit: number): Promise<readonly DueMail[]> {
    const now = Date.now();
    const due = await this.#due(this.#read, now, limit);
    // Looking costs nothing; a write is for what is there.
    if (due.length === 0) return [];
    return this.#write.transaction().execute(async (step) => {
      const claimed = await this.#due(step, now, limit);
      const ids = claimed.map(({ id }) => id);
      await step.updateTable('mails').set({ state: 'sending', changed_at: now }).where('id', 'in', ids).execute();
      const logos = await logosOf(step, claimed);
      return claimed.flatMap(({ id, organisation_id: houseId, letter, attempts, give_up_at: giveUpAt }) => {
        const logo = (houseId && logos.get(houseId)) || null;
        return letter === null ? [] : [{ id, letter: readLetter(letter), logo, attempts, giveUpAt }];
      });
    });
  }

  async release(): Promise<void> {
    await this.#write.updateTable('mails').set({ state: 'waiting' }).where('state', '=', 'sending').execute();
  }

  async postpone(mailId: string, { dueAt, attempts }: { dueAt: number; attempts: number }): Promise<void> {
    await this.#write
      .updateTable('mails')
      .set({ state: 'waiting', due_at: dueAt, attempts, changed_at: Date.now() })
      .where('id', '=', mailId)
      .where('state', '=', 'sending')
      .execute();
  }

  async settle(mailId: string, failure: MailFailure | null): Promise<void> {
    await this.#write
      .updateTable('mails')
      .set({ state: failure === null ? 'sent' : 'failed', failure, letter: null, changed_at: Date.now() })
      .where('id', '=', mailId)
      .execute();
  }

  async deliveriesOf(about: Parameters<OutboxStore['deliveriesOf']>[0]): Promise<readonly Delivery[]> {
    const all = this.#read.selectFrom('mails').selectAll().orderBy('created_at', 'desc').orderBy(sql`rowid`, 'desc');
    const some =
      'roomId' in about ? all.where('room_id', '=', about.roomId) : all.where('organiser_id', '=', about.organiserId);
    return (await some.execute()).map(toDelivery);
  }

  async deleteSettled(before: number): Promise<void> {
    await this.#write
      .deleteFrom('mails')
      .where(({ and, eb, or }) =>
        or([
          and([eb('letter', 'is', null), eb('changed_at', '<', before)]),
          // Nobody sends any more, as where mail was switched off since.
          eb('give_up_at', '<', before),
        ]),
      )
      .execute();
  }

  #due(db: Kysely<Schema>, now: number, limit: number) {
    return db
      .selectFrom('mails')
      .select(['id', 'organisation_id', 'letter', 'attempts', 'give_up_at'])
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('created_at')
      .limit(limit)
      .execute();
  }
}

/** By organisation, of those that mails are from. */
async function logosOf(
  db: Kysely<Schema>,
  mails: readonly Pick<MailTable, 'organisation_id'>[],
): Promise<ReadonlyMap<string, HouseLogo>> {
  const houses = [...new Set(mails.flatMap(({ organisation_id: id }) => id ?? []))];
  if (houses.length === 0) return new Map();
  const query = db.selectFrom('logos').select(['organisation_id', 'type', 'width', 'height', 'bytes']);
  const rows = await query.where('organisation_id', 'in', houses).execute();
  return new Map(rows.map(({ organisation_id, ...logo }) => [organisation_id, logo]));
}

/** Within a step. Errors: as `post`. */
export async function insertMails(db: Kysely<Schema>, mails: readonly NewMail[], maxWaiting: number): Promise<void> {
  const { waiting } = await db
    .selectFrom('mails')
    .select((row) => row.fn.countAll<number>().as('waiting'))
    .where('letter', 'is not', null)
    .executeTakeFirstOrThrow();
  if (waiting + mails.length > maxWaiting) throw new AppError('TOO_MANY');
  for (const mail of mails) {
    try {
      await db.insertInto('mails').values(toRow(mail)).execute();
    } catch (error) {
      if (!isOrphan(error)) throw error;
    }
  }
}

function toRow({ id, letter, giveUpAt, ...subject }: NewMail): Selectable<MailTable> {
  const now = Date.now();
  return {
    id,
    kind: subject.kind,
    organisation_id: subject.organisationId,
    sent_by: subject.sentBy,
    organiser_id: subject.organiserId,
    room_id: subject.roomId,
    seat_id: subject.seatId,
    letter: JSON.stringify(letter),
    state: 'waiting',
    failure: null,
    attempts: 0,
    due_at: now,
    give_up_at: giveUpAt,
    created_at: now,
    changed_at: now,
  };
}

/** As this program has written it; a migration follows where its shape changes. */
function readLetter(text: string): Letter {
  return JSON.parse(text);
}

function toDelivery(row: Selectable<MailTable>): Delivery {
  return {
    id: row.id,
    kind: row.kind,
    organisationId: row.organisation_id,
    sentBy: row.sent_by,
    organiserId: row.organiser_id,
    roomId: row.room_id,
    seatId: row.seat_id,
    state: row.state,
    failure: row.failure,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}
