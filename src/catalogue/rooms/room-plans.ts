import { newSeatInvite, secrets } from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import { versionOf } from '../../rooms/plan/plan-version.ts';
import type { PlanStore, StoredPlan, StoredSeat } from '../../rooms/ports/storage.ts';
import type { InviteRepository, StoredInvite } from '../../storage/index.ts';
import { foundOrThrow } from '../access/found.ts';
import type { Actor, Deed } from '../access/rights.ts';
import type { OwnedRoom } from '../ports.ts';
import type { HouseRoomStore } from './house-rooms.ts';
import { requireRoomRight } from './room-right.ts';
import type { RunningMeetings } from './running-meetings.ts';

export interface PlanWish {
  /** A seat with an id stays the same seat; one without is new. */
  readonly seats: readonly { readonly id?: string | undefined; readonly name: string }[];
  readonly quorum: number | null;
  /** Of the plan that it was made from. */
  readonly version: string;
}

/** `links`: the newest that was made for each seat. */
export type PlanFound = StoredPlan & {
  readonly version: string;
  readonly links: ReadonlyMap<string, StoredInvite>;
};

export interface RoomPlansOptions {
  readonly rooms: Pick<HouseRoomStore, 'findRoom'>;
  readonly plans: Pick<PlanStore, 'listSeats' | 'exchangePlan'>;
  readonly invites: Pick<InviteRepository, 'list' | 'createForSeat'>;
  readonly meetings: RunningMeetings;
}

/** Seating plans. Every use case asks the table of rights first. */
export class RoomPlans {
  readonly #options: RoomPlansOptions;

  constructor(options: RoomPlansOptions) {
    this.#options = options;
  }

  /** Errors: NOT_FOUND. */
  async read(actor: Actor, roomId: string): Promise<PlanFound> {
    return this.#found(await this.#room(actor, 'plan:read', roomId));
  }

  /**
   * The whole plan; people who are there notice. The links of seats that go no longer work.
   * Errors: NOT_FOUND, also for a seat that is not this plan's; BAD_REQUEST for one named twice; INVALID_STATE when the
   * plan was changed meanwhile.
   */
  async replace(actor: Actor, roomId: string, { seats, quorum, version }: PlanWish): Promise<PlanFound> {
    const { plans, meetings } = this.#options;
    const room = await this.#room(actor, 'plan:replace', roomId);
    const former = { seats: await plans.listSeats(roomId), quorum: room.quorum };
    const isFormer = (kept: StoredPlan) => versionOf(kept.seats, kept.quorum) === version;
    if (!isFormer(former)) throw new AppError('INVALID_STATE');
    const plan = { seats: seatsFrom(seats, former.seats), quorum };
    if (!(await plans.exchangePlan(roomId, isFormer, plan))) throw new AppError('INVALID_STATE');
    await meetings.reload(roomId);
    return this.#found({ ...room, quorum });
  }

  /**
   * A link for this seat alone, for one use; what was made for it before and nobody has used yet no longer works.
   * Errors: NOT_FOUND.
   */
  async invite(
    actor: Actor,
    roomId: string,
    seatId: string,
  ): Promise<{ seat: StoredSeat; invite: StoredInvite; secret: string }> {
    await this.#room(actor, 'plan:invite', roomId);
    const seats = await this.#options.plans.listSeats(roomId);
    const seat = foundOrThrow(seats.find(({ id }) => id === seatId) ?? null);
    const { invite, secret } = newSeatInvite({ roomId, seatId, label: seat.name }, secrets);
    return { seat, invite: await this.#options.invites.createForSeat(invite), secret };
  }

  async #found({ id, quorum }: OwnedRoom): Promise<PlanFound> {
    const { plans, invites } = this.#options;
    const [seats, made] = await Promise.all([plans.listSeats(id), invites.list(id)]);
    const links = new Map(made.flatMap((invite) => (invite.seatId === null ? [] : [[invite.seatId, invite] as const])));
    return { seats, quorum, version: versionOf(seats, quorum), links };
  }

  async #room(actor: Actor, deed: Deed, roomId: string): Promise<OwnedRoom> {
    return requireRoomRight(actor, deed, await this.#options.rooms.findRoom(roomId));
  }
}

/** Errors: NOT_FOUND, BAD_REQUEST. */
function seatsFrom(wanted: PlanWish['seats'], former: readonly StoredSeat[]): StoredSeat[] {
  const known = new Set(former.map(({ id }) => id));
  const given = wanted.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (given.some((id) => !known.has(id))) throw new AppError('NOT_FOUND');
  if (new Set(given).size < given.length) throw new AppError('BAD_REQUEST');
  return wanted.map(({ id = crypto.randomUUID(), name }) => ({ id, name }));
}
