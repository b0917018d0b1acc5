import { type MeetingNews, meetingLetter } from '../../mail/letters/meeting-letter.ts';
import { AppError } from '../../platform/errors.ts';
import { foundOrThrow } from '../access/found.ts';
import type { Actor } from '../access/rights.ts';
import { inviteLink, roomLink } from '../links.ts';
import { occurrencesOf } from '../reservations/occurrences.ts';
import type { ReservationStore, StoredReservation } from '../reservations/ports.ts';
import { requireRoomRight } from '../rooms/room-right.ts';
import type { CallsOptions } from './calls.ts';
import type { InvitedSeat, SeatMail } from './ports.ts';
import { postPrepared } from './prepared.ts';
import { senderOf } from './sender.ts';
import { newSeriesInvite } from './series-invite.ts';
import { knownWith, untoldTo } from './untold.ts';

/** Who has not had it after so long knows by other ways. */
const GIVE_UP_AFTER_MS = 2 * 86_400_000;
/** Pressed twice, or sent again because the answer was lost: nobody gets two mails. */
const AGAIN_AFTER_MS = 60_000;

interface InvitationsOptions
  extends Pick<CallsOptions, 'rooms' | 'store' | 'organisations' | 'organisers' | 'outbox' | 'publicUrl'> {
  readonly reservations: Pick<ReservationStore, 'find'>;
}

/**
 * Mail about a reserved meeting to those whom its room expects, each with a calendar part and with their own link. Such a
 * link leads to their seat until the last date is over: what was mailed before works on, as calendars keep it.
 */
export class Invitations {
  readonly #options: InvitationsOptions;
  /** By what was said of what, as long as it matters; in the order in which they began. */
  readonly #said = new Map<string, { readonly at: number; readonly sending: Promise<number> }>();

  constructor(options: InvitationsOptions) {
    this.#options = options;
  }

  /** Everyone of its room's plan, in its order, and what those who were written to have not been told. Errors: NOT_FOUND. */
  async read(
    actor: Actor,
    reservationId: string,
  ): Promise<{ readonly seats: readonly InvitedSeat[]; readonly untold: MeetingNews | null }> {
    const { reservations, store } = this.#options;
    const found = requireRoomRight(actor, 'reservation:read-invited', await reservations.find(reservationId));
    const seats = await store.listInvited(found.roomId, reservationId);
    return { seats, untold: untoldTo(seats, found) };
  }

  /**
   * To how many it goes; the same news of the same reservation go out once within a minute. Errors: NOT_FOUND, MAIL_OFF, RATE_LIMITED, TOO_MANY; INVALID_STATE where nobody has an address, and for
   * news that are not so. `seatIds`: to these alone; NOT_FOUND where there is none of them.
   */
  async send(
    actor: Actor,
    reservationId: string,
    news: MeetingNews,
    seatIds: readonly string[] | null = null,
  ): Promise<number> {
    const { reservations, outbox } = this.#options;
    const reservation = requireRoomRight(actor, 'reservation:send-mail', await reservations.find(reservationId));
    const sentBy = outbox.from;
    if (sentBy === null) throw new AppError('MAIL_OFF');
    requireTrue(reservation, news);
    const to = seatIds && [...new Set(seatIds)].sort();
    return this.#once(JSON.stringify([reservationId, news, to, reservation.updatedAt]), () =>
      this.#send(actor, reservation, { news, to, sentBy }),
    );
  }

  #once(key: string, send: () => Promise<number>): Promise<number> {
    const now = performance.now();
    for (const [other, { at }] of this.#said) {
      if (now - at < AGAIN_AFTER_MS) break;
      this.#said.delete(other);
    }
    const said = this.#said.get(key);
    if (said) return said.sending;
    const sending = send();
    this.#said.set(key, { at: now, sending });
    // What did not go out may be tried again at once.
    sending.catch(() => this.#said.delete(key));
    return sending;
  }

  async #send(
    actor: Actor,
    reservation: StoredReservation,
    { news, to, sentBy }: { news: MeetingNews; to: readonly string[] | null; sentBy: string },
  ): Promise<number> {
    const { store, outbox } = this.#options;
    const all = await store.listInvited(reservation.roomId, reservation.id);
    const meant = to === null ? all : all.filter(({ id }) => to.includes(id));
    if (to !== null && meant.length === 0) throw new AppError('NOT_FOUND');
    const seats = meant.filter(({ address }) => address !== null);
    if (seats.length === 0) throw new AppError('INVALID_STATE');
    const from = await senderOf(this.#options, actor, reservation.owner);
    const prepared = seats.flatMap((seat) => this.#mailTo(seat, reservation, { news, from, sentBy }));
    const invites = prepared.flatMap(({ invite }) => invite ?? []);
    await postPrepared(outbox, prepared, (toSeats: readonly SeatMail[], maxWaiting) =>
      store.invite(reservation.id, invites, toSeats, maxWaiting),
    );
    return prepared.length;
  }

  #mailTo(
    { id: seatId, name, address, mailed }: InvitedSeat,
    reservation: StoredReservation,
    { news, from, sentBy }: { news: MeetingNews; from: Awaited<ReturnType<typeof senderOf>>; sentBy: string },
  ) {
    if (address === null) return [];
    const { roomId, roomName, series, owner } = reservation;
    const { publicUrl } = this.#options;
    const takesPlace = news.is !== 'cancelled' && news.is !== 'date-cancelled';
    const lastEnd = Math.max(...occurrencesOf(series).map(({ endsAt }) => endsAt), Date.now());
    const { invite, secret } = newSeriesInvite({ roomId, seatId, label: name, lastEnd });
    const link = takesPlace ? inviteLink(publicUrl(), roomId, secret) : roomLink(publicUrl(), roomId);
    const letter = meetingLetter({
      news,
      to: { name, address: address.email },
      language: address.language,
      room: reservation.title ?? roomName,
      organiser: from.organiser,
      houseName: from.houseName ?? roomName,
      series,
      link,
      sentBy,
    });
    const mail = {
      kind: takesPlace ? (news.is === 'invited' ? 'invitation' : 'update') : 'cancellation',
      organisationId: owner?.organisationId ?? null,
      sentBy: from.organiserId,
      organiserId: null,
      // That nothing takes place is told also when the room is deleted.
      roomId: takesPlace ? roomId : null,
      seatId: takesPlace ? seatId : null,
      letter,
      giveUpAt: Date.now() + GIVE_UP_AFTER_MS,
    } as const;
    return [{ seatId, mail, sequence: knownWith(news, { mailed }, series), invite: takesPlace ? invite : null }];
  }
}

/** Errors: INVALID_STATE, NOT_FOUND for a date that is as ever. */
function requireTrue({ series, cancelledAt }: StoredReservation, news: MeetingNews): void {
  if ((news.is === 'cancelled') !== (cancelledAt !== null)) throw new AppError('INVALID_STATE');
  if (news.is !== 'date-moved' && news.is !== 'date-cancelled') return;
  const { moved } = foundOrThrow(series.changes.find(({ date }) => date === news.date) ?? null);
  if ((news.is === 'date-moved') !== (moved !== null)) throw new AppError('INVALID_STATE');
}
