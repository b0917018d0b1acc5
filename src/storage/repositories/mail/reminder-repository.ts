import { type Kysely, sql } from 'kysely';
import type {
  DueOwnReminder,
  DueReminder,
  OwnReminder,
  ReminderStore,
  SeatReminder,
} from '../../../catalogue/calls/ports.ts';
import { emailKey } from '../../../protocol/accounts/email.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { insertInvite } from '../invite-repository.ts';
import { insertMails } from './outbox-repository.ts';

/** When a reminder is to go. */
const REMINDS_AT = sql<number>`reservation_windows.begins_at - reservations.reminder_minutes * 60000`;

/** Who is to be reminded of which date. Every promise resolves after the change has reached the disk. */
export class ReminderRepository implements ReminderStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  due(): Promise<readonly DueReminder[]> {
    return dueIn(this.#read, Date.now());
  }

  async remind(reminders: readonly SeatReminder[], maxWaiting: number): Promise<void> {
    const now = Date.now();
    await this.#write.transaction().execute(async (step) => {
      // Since it was looked up a date may have moved, and a link been taken back.
      const still = new Set((await dueIn(step, now)).map(keyOf));
      const going = reminders.filter((reminder) => still.has(keyOf(reminder)));
      for (const { invite } of going) await insertInvite(step, invite);
      await insertMails(
        step,
        going.map(({ mail }) => mail),
        maxWaiting,
      );
      // Of what has begun nobody is reminded any more.
      await step.deleteFrom('reservation_reminders').where('begins_at', '<=', now).execute();
      const rows = going.map(({ reservationId, seatId, beginsAt, mail }) => ({
        reservation_id: reservationId,
        seat_id: seatId,
        begins_at: beginsAt,
        mail_id: mail.id,
      }));
      if (rows.length > 0) await step.insertInto('reservation_reminders').values(rows).execute();
    });
  }

  dueOwn(): Promise<readonly DueOwnReminder[]> {
    return dueOwnIn(this.#read, Date.now());
  }

  async remindOwn(reminders: readonly OwnReminder[], maxWaiting: number): Promise<void> {
    const now = Date.now();
    await this.#write.transaction().execute(async (step) => {
      const still = new Set((await dueOwnIn(step, now)).map(ownKeyOf));
      const going = reminders.filter((reminder) => still.has(ownKeyOf(reminder)));
      await insertMails(
        step,
        going.map(({ mail }) => mail),
        maxWaiting,
      );
      await step.deleteFrom('organiser_reminders').where('begins_at', '<=', now).execute();
      const rows = going.map(({ reservationId, organiserId, beginsAt, mail }) => ({
        reservation_id: reservationId,
        organiser_id: organiserId,
        begins_at: beginsAt,
        mail_id: mail.id,
      }));
      if (rows.length > 0) await step.insertInto('organiser_reminders').values(rows).execute();
    });
  }
}

/** Organisers whose account is open; not those to whom the date's reminder goes as somebody who is invited. */
async function dueOwnIn(db: Kysely<Schema>, now: number): Promise<readonly DueOwnReminder[]> {
  const rows = await db
    .selectFrom('reservation_windows')
    .innerJoin('reservations', 'reservations.id', 'reservation_windows.reservation_id')
    .innerJoin('rooms', 'rooms.id', 'reservations.room_id')
    .innerJoin('organisers', 'organisers.id', 'rooms.organiser_id')
    .select(['reservations.id as reservationId', 'organisers.id as organiserId', 'organisers.email_key'])
    .select(['reservation_windows.begins_at as beginsAt', 'reservation_windows.ends_at as endsAt'])
    .where('organisers.disabled_at', 'is', null)
    .where('reservation_windows.begins_at', '>', now)
    .where(REMINDS_AT, '<=', now)
    // Who has made it since has it in mind.
    .where('reservations.created_at', '<', REMINDS_AT)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('organiser_reminders')
            .select('mail_id')
            .whereRef('organiser_reminders.reservation_id', '=', 'reservations.id')
            .whereRef('organiser_reminders.organiser_id', '=', 'organisers.id')
            .whereRef('organiser_reminders.begins_at', '=', 'reservation_windows.begins_at'),
        ),
      ),
    )
    .orderBy('reservation_windows.begins_at')
    .orderBy('reservations.id')
    .execute();
  const invited = await invitedTo(
    db,
    rows.map(({ reservationId }) => reservationId),
    now,
  );
  return rows.flatMap(({ email_key: key, ...due }) => (invited.has(`${due.reservationId} ${key}`) ? [] : [due]));
}

/** Those who have a way in from their invitation, each as reservation and address. */
async function invitedTo(
  db: Kysely<Schema>,
  reservationIds: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  if (reservationIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('reservation_mails')
    .innerJoin('seat_addresses', 'seat_addresses.seat_id', 'reservation_mails.seat_id')
    .select(['reservation_mails.reservation_id', 'seat_addresses.email'])
    .where('reservation_mails.reservation_id', 'in', reservationIds)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('invites')
          .select('invites.id')
          .whereRef('invites.seat_id', '=', 'reservation_mails.seat_id')
          .where('max_uses', 'is', null)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', now),
      ),
    )
    .execute();
  return new Set(rows.map(({ reservation_id: id, email }) => `${id} ${emailKey(email)}`));
}

/** Those that have not gone yet, of dates that are elsewhere by now or nowhere; within a step. */
export async function recallReminders(db: Kysely<Schema>, reservationId: string): Promise<void> {
  for (const table of ['reservation_reminders', 'organiser_reminders'] as const) {
    const recalled = await db
      .deleteFrom('mails')
      .where('state', 'in', ['waiting', 'sending'])
      .where('id', 'in', (select) =>
        select
          .selectFrom(table)
          .select('mail_id')
          .where('reservation_id', '=', reservationId)
          .where('begins_at', 'not in', (windows) =>
            windows.selectFrom('reservation_windows').select('begins_at').where('reservation_id', '=', reservationId),
          ),
      )
      .returning('id')
      .execute();
    const ids = recalled.map(({ id }) => id);
    // It may be moved back.
    if (ids.length > 0) await db.deleteFrom(table).where('mail_id', 'in', ids).execute();
  }
}

function keyOf({ reservationId, seatId, beginsAt }: Pick<DueReminder, 'reservationId' | 'seatId' | 'beginsAt'>) {
  return `${reservationId} ${seatId} ${beginsAt}`;
}

function ownKeyOf({ reservationId, organiserId, beginsAt }: Omit<DueOwnReminder, 'endsAt'>) {
  return `${reservationId} ${organiserId} ${beginsAt}`;
}

async function dueIn(db: Kysely<Schema>, now: number): Promise<readonly DueReminder[]> {
  const rows = await db
    .selectFrom('reservation_windows')
    .innerJoin('reservations', 'reservations.id', 'reservation_windows.reservation_id')
    .innerJoin('reservation_mails', 'reservation_mails.reservation_id', 'reservations.id')
    .innerJoin('seats', 'seats.id', 'reservation_mails.seat_id')
    .innerJoin('seat_addresses', 'seat_addresses.seat_id', 'seats.id')
    .select(['reservations.id as reservationId', 'seats.id as seatId', 'seats.name', 'email', 'language'])
    .select(['reservation_windows.begins_at as beginsAt', 'reservation_windows.ends_at as endsAt'])
    .where('reservation_windows.closes_at', '>', now)
    .where('reservation_windows.begins_at', '>', now)
    .where(REMINDS_AT, '<=', now)
    // Whoever was written to since knows it from there.
    .where('reservation_mails.mailed_at', '<', REMINDS_AT)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reservation_reminders')
            .select('mail_id')
            .whereRef('reservation_reminders.reservation_id', '=', 'reservations.id')
            .whereRef('reservation_reminders.seat_id', '=', 'seats.id')
            .whereRef('reservation_reminders.begins_at', '=', 'reservation_windows.begins_at'),
        ),
      ),
    )
    // Whose link was taken back is not invited any more, and gets no new one.
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('invites')
          .select('invites.id')
          .whereRef('invites.seat_id', '=', 'seats.id')
          .where('max_uses', 'is', null)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', now),
      ),
    )
    .orderBy('reservation_windows.begins_at')
    .orderBy('reservations.id')
    .orderBy('seats.position')
    .execute();
  return rows.map(({ email, language, ...reminder }) => ({ ...reminder, address: { email, language } }));
}
