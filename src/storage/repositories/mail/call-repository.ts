import type { Kysely } from 'kysely';
import type {
  CalledSeat,
  CallStore,
  InvitedSeat,
  SeatAddress,
  SeatCall,
  SeatMail,
  SeriesInvite,
} from '../../../catalogue/calls/ports.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { isOrphan } from '../../storage-error.ts';
import { insertInvite, replaceSeatInvite } from '../invite-repository.ts';
import { insertMails } from './outbox-repository.ts';

/** Addresses of expected people, and calls to them. Every promise resolves after the change has reached the disk. */
export class CallRepository implements CallStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async list(roomId: string): Promise<readonly CalledSeat[]> {
    const rows = await this.#read
      .selectFrom('seats')
      .leftJoin('seat_addresses', 'seat_addresses.seat_id', 'seats.id')
      .leftJoin('seat_calls', 'seat_calls.seat_id', 'seats.id')
      .leftJoin('mails', 'mails.id', 'seat_calls.mail_id')
      .select(['seats.id', 'seats.name', 'email', 'language', 'called_at', 'opened_at', 'state', 'failure'])
      .where('seats.room_id', '=', roomId)
      .orderBy('position')
      .execute();
    return rows.map(({ id, name, email, language, called_at: calledAt, opened_at: openedAt, state, failure }) => ({
      id,
      name,
      address: email === null || language === null ? null : { email, language },
      call: calledAt === null ? null : { calledAt, openedAt, mail: state === null ? null : { state, failure } },
    }));
  }

  async setAddress(roomId: string, seatId: string, address: SeatAddress | null): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      const seat = step.selectFrom('seats').select('id').where('id', '=', seatId).where('room_id', '=', roomId);
      if ((await seat.executeTakeFirst()) === undefined) return false;
      if (address === null) {
        await step.deleteFrom('seat_addresses').where('seat_id', '=', seatId).execute();
        return true;
      }
      const insert = step.insertInto('seat_addresses').values({ seat_id: seatId, ...address });
      await insert.onConflict((former) => former.column('seat_id').doUpdateSet(address)).execute();
      return true;
    });
  }

  async call(
    calls: readonly SeatCall[],
    { calledBefore, maxWaiting }: { calledBefore: number; maxWaiting: number },
  ): Promise<readonly string[]> {
    const now = Date.now();
    return this.#write.transaction().execute(async (step) => {
      const ids = calls.map(({ seatId }) => seatId);
      // Another press of the same moment may have called them already.
      const ready = await step
        .selectFrom('seats')
        .leftJoin('seat_calls', 'seat_calls.seat_id', 'seats.id')
        .select('seats.id')
        .where('seats.id', 'in', ids)
        .where(({ eb, or }) => or([eb('called_at', 'is', null), eb('called_at', '<', calledBefore)]))
        .execute();
      const wanted = new Set(ready.map(({ id }) => id));
      const due = calls.filter(({ seatId }) => wanted.has(seatId));
      for (const { seatId, invite, mail } of due) {
        await replaceSeatInvite(step, invite);
        const call = { secret_hash: invite.secretHash, mail_id: mail.id, called_at: now, opened_at: null };
        const insert = step.insertInto('seat_calls').values({ seat_id: seatId, ...call });
        await insert.onConflict((former) => former.column('seat_id').doUpdateSet(call)).execute();
      }
      await insertMails(
        step,
        due.map(({ mail }) => mail),
        maxWaiting,
      );
      return due.map(({ seatId }) => seatId);
    });
  }

  async listInvited(roomId: string, reservationId: string): Promise<readonly InvitedSeat[]> {
    const rows = await this.#read
      .selectFrom('seats')
      .leftJoin('seat_addresses', 'seat_addresses.seat_id', 'seats.id')
      .leftJoin('reservation_mails', (join) =>
        join.onRef('reservation_mails.seat_id', '=', 'seats.id').on('reservation_id', '=', reservationId),
      )
      .leftJoin('mails', 'mails.id', 'reservation_mails.mail_id')
      .select(['seats.id', 'seats.name', 'email', 'language', 'mailed_at', 'state', 'failure'])
      .select(['reservation_mails.kind', 'sequence'])
      .where('seats.room_id', '=', roomId)
      .orderBy('position')
      .execute();
    return rows.map(({ id, name, email, language, kind, mailed_at: at, sequence, state, failure }) => ({
      id,
      name,
      address: email === null || language === null ? null : { email, language },
      mailed:
        at === null || kind === null ? null : { kind, at, sequence, mail: state === null ? null : { state, failure } },
    }));
  }

  async invite(
    reservationId: string,
    invites: readonly SeriesInvite[],
    mails: readonly SeatMail[],
    maxWaiting: number,
  ): Promise<void> {
    await this.#write.transaction().execute(async (step) => {
      for (const invite of invites) await insertInvite(step, invite);
      await insertMails(
        step,
        mails.map(({ mail }) => mail),
        maxWaiting,
      );
      for (const mail of mails) await noteMailed(step, reservationId, mail);
    });
  }

  async noteOpened(roomId: string, secretHash: string): Promise<void> {
    const seats = this.#read.selectFrom('seats').select('id').where('room_id', '=', roomId);
    const call = await this.#read
      .selectFrom('seat_calls')
      .select('seat_id')
      .where('secret_hash', '=', secretHash)
      .where('opened_at', 'is', null)
      .where('seat_id', 'in', seats)
      .executeTakeFirst();
    // Of all other links nothing is written.
    if (call === undefined) return;
    await this.#write
      .updateTable('seat_calls')
      .set({ opened_at: Date.now() })
      .where('seat_id', '=', call.seat_id)
      .where('secret_hash', '=', secretHash)
      .where('opened_at', 'is', null)
      .execute();
  }
}

/** Nothing of a seat or a reservation that has gone meanwhile. */
async function noteMailed(
  db: Kysely<Schema>,
  reservationId: string,
  { seatId, mail, sequence }: SeatMail,
): Promise<void> {
  const last = { kind: mail.kind, mail_id: mail.id, mailed_at: Date.now(), sequence };
  try {
    const insert = db
      .insertInto('reservation_mails')
      .values({ reservation_id: reservationId, seat_id: seatId, ...last });
    await insert.onConflict((former) => former.columns(['reservation_id', 'seat_id']).doUpdateSet(last)).execute();
  } catch (error) {
    if (!isOrphan(error)) throw error;
  }
}
