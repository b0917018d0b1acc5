import { newSeatInvite, secrets } from '../../auth/index.ts';
import { callLetter } from '../../mail/letters/call-letter.ts';
import type { Outbox } from '../../mail/outbox.ts';
import { AppError } from '../../platform/errors.ts';
import type { Presence } from '../../protocol/calls.ts';
import type { Actor, Deed } from '../access/rights.ts';
import { inviteLink } from '../links.ts';
import type { OrganisationStore, OrganiserStore, OwnedRoom } from '../ports.ts';
import type { HouseRoomStore } from '../rooms/house-rooms.ts';
import { requireRoomRight } from '../rooms/room-right.ts';
import type { CalledSeat, CallStore, SeatAddress, SeatCall } from './ports.ts';
import { postPrepared } from './prepared.ts';
import { type Sender, senderOf } from './sender.ts';

/** Pressed twice, nobody gets two mails. */
const AGAIN_AFTER_MS = 60_000;
/** Who has not had it by then comes too late. */
const GIVE_UP_AFTER_MS = 2 * 3_600_000;

export interface CallsOptions {
  readonly rooms: Pick<HouseRoomStore, 'findRoom'>;
  readonly store: CallStore;
  readonly organisations: Pick<OrganisationStore, 'find'>;
  readonly organisers: Pick<OrganiserStore, 'find'>;
  readonly outbox: Outbox;
  /** Who of the plan is there now, or at the door, by seat; whoever is not in it is away. */
  readonly presence: (roomId: string) => Promise<ReadonlyMap<string, Exclude<Presence, 'away'>>>;
  readonly publicUrl: () => string;
}

/** An expected person, from 'written to' to 'here'. */
export type CallState = CalledSeat & { readonly presence: Presence };

/**
 * Calling together those whom a room's plan expects: each by mail, with their own link to their own seat. Every use case asks the
 * table of rights first.
 */
export class Calls {
  readonly #options: CallsOptions;

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  /** Everyone of the plan, in its order. Errors: NOT_FOUND. */
  async read(actor: Actor, roomId: string): Promise<readonly CallState[]> {
    await this.#room(actor, 'call:read', roomId);
    const [seats, presence] = await Promise.all([this.#options.store.list(roomId), this.#options.presence(roomId)]);
    return seats.map((seat) => ({ ...seat, presence: presence.get(seat.id) ?? 'away' }));
  }

  /** Null takes it away. Errors: NOT_FOUND. */
  async setAddress(actor: Actor, roomId: string, seatId: string, address: SeatAddress | null): Promise<void> {
    await this.#room(actor, 'plan:set-address', roomId);
    if (!(await this.#options.store.setAddress(roomId, seatId, address))) throw new AppError('NOT_FOUND');
  }

  /**
   * Everyone who has an address and is not there yet is written to now; how many. Whoever was called within the last minute is
   * not called again. Errors: NOT_FOUND, MAIL_OFF, RATE_LIMITED, TOO_MANY; INVALID_STATE where nobody has an address.
   */
  async everyone(actor: Actor, roomId: string): Promise<number> {
    const { store, outbox } = this.#options;
    const room = await this.#room(actor, 'call:everyone', roomId);
    const seats = await this.read(actor, roomId);
    if (seats.every(({ address }) => address === null)) throw new AppError('INVALID_STATE');
    const calledBefore = Date.now() - AGAIN_AFTER_MS;
    const wanted = seats.filter(({ presence, call }) => presence === 'away' && (call?.calledAt ?? 0) < calledBefore);
    const from = await senderOf(this.#options, actor, room.owner);
    const prepared = wanted.flatMap((seat) => this.#callTo(seat, room, from));
    if (prepared.length === 0) return 0;
    let called: readonly string[] = [];
    await postPrepared(outbox, prepared, async (calls: readonly SeatCall[], maxWaiting) => {
      called = await store.call(calls, { calledBefore, maxWaiting });
    });
    return called.length;
  }

  /** Whoever has it opened it. What is no link of a call is nothing to note, and nobody is told which it is. */
  async opened(roomId: string, secret: string): Promise<void> {
    await this.#options.store.noteOpened(roomId, secrets.hash(secret));
  }

  #callTo({ id: seatId, name, address }: CalledSeat, room: OwnedRoom, from: Sender) {
    if (address === null) return [];
    const { invite, secret } = newSeatInvite({ roomId: room.id, seatId, label: name }, secrets);
    const letter = callLetter({
      to: { name, address: address.email },
      language: address.language,
      room: room.name,
      organiser: from.organiser,
      houseName: from.houseName ?? room.name,
      link: inviteLink(this.#options.publicUrl(), room.id, secret),
    });
    const mail = {
      kind: 'call',
      organisationId: room.owner?.organisationId ?? null,
      sentBy: from.organiserId,
      organiserId: null,
      roomId: room.id,
      seatId,
      letter,
      giveUpAt: Date.now() + GIVE_UP_AFTER_MS,
    } as const;
    return [{ seatId, invite, mail }];
  }

  async #room(actor: Actor, deed: Deed, roomId: string): Promise<OwnedRoom> {
    return requireRoomRight(actor, deed, await this.#options.rooms.findRoom(roomId));
  }
}
