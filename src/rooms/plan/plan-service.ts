import { isDeepStrictEqual } from 'node:util';
import pLimit, { type LimitFunction } from 'p-limit';
import { AppError } from '../../platform/errors.ts';
import { type Command, type PollQuorum, presenceOf, quorumMarkOf, type RoomView } from '../../protocol/index.ts';
import {
  authorize,
  type Change,
  type Commands,
  type Feature,
  type Kept,
  type Meeting,
  type Membership,
  type Participant,
  PerMeeting,
  ToldSoon,
} from '../meeting/index.ts';
import type { InviteBook } from '../ports/auth.ts';
import type { PlanStore, StoredPlan, StoredSeat } from '../ports/storage.ts';
import { Occupancy } from './occupancy.ts';
import { versionOf } from './plan-version.ts';
import { chooseSeats } from './seating.ts';

/**
 * When a line fails that many share, or a meeting breaks up, everyone is told of the chairs that are empty a few times a
 * second and not of each by itself: who has gone they have heard already.
 */
export const VACATED_AFTER_MS = 200;

/** Of one meeting. */
interface Plan {
  /** Expected people in their order. */
  seats: readonly StoredSeat[];
  readonly occupancy: Occupancy;
  /** One change after the other goes to the disk. */
  readonly saving: LimitFunction;
}

interface PlanServiceOptions {
  readonly plans: PlanStore;
  readonly invites: InviteBook;
}

/** The seating plan, and who sits where in it. */
export class PlanService implements Feature {
  readonly commands: Commands<'plan:set' | 'plan:invite'> = {
    'plan:set': (membership, command) => this.setPlan(membership, command),
    'plan:invite': (membership, command) => this.inviteToSeat(membership, command),
  };
  readonly #plans: PlanStore;
  readonly #invites: InviteBook;
  readonly #plan = new PerMeeting<Plan>(() => ({ seats: [], occupancy: new Occupancy(), saving: pLimit(1) }));

  readonly #vacated = new ToldSoon({
    afterMs: VACATED_AFTER_MS,
    tell: (meeting) => {
      for (const seat of this.#plan.of(meeting).occupancy.takeVacated()) meeting.tell.everyone('seat:changed', seat);
    },
  });

  constructor({ plans, invites }: PlanServiceOptions) {
    this.#plans = plans;
    this.#invites = invites;
  }

  opened(meeting: Meeting, { plan }: Kept): void {
    this.#plan.of(meeting).seats = plan;
  }

  roomView(meeting: Meeting): Pick<RoomView, 'plan' | 'planVersion' | 'quorum'> {
    const { seats, occupancy } = this.#plan.of(meeting);
    const plan = occupancy.view(seats, meeting.people.seated);
    return {
      plan,
      planVersion: versionOf(this.seats(meeting), meeting.settings.quorum),
      quorum: meeting.settings.quorum,
    };
  }

  seatLeft(meeting: Meeting, participant: Participant): void {
    this.#plan.of(meeting).occupancy.left(participant);
    this.#tellSeats(meeting);
  }

  /** Expected people in their order. */
  seats(meeting: Meeting): readonly StoredSeat[] {
    return this.#plan.of(meeting).seats;
  }

  /** Null: it is not in the plan. */
  seatName(meeting: Meeting, seatId: string): string | null {
    return this.seats(meeting).find(({ id }) => id === seatId)?.name ?? null;
  }

  /** Whether those who can be reached now are enough to decide; null where no quorum was set. */
  quorumOf(meeting: Meeting): PollQuorum | null {
    return quorumMarkOf(presenceOf(this.roomView(meeting), meeting.people.seated));
  }

  /**
   * The whole plan anew, one after the other: who edited what is no longer the newest is told, and nothing is lost, also
   * not what an organiser has saved beside the meeting.
   * Errors: NOT_ALLOWED for a seat that is not this plan's, BAD_REQUEST for one named twice, INVALID_STATE when the plan
   * was changed meanwhile.
   */
  async setPlan(membership: Membership, command: Command<'plan:set'>): Promise<void> {
    authorize(membership, 'plan:set');
    const { saving } = this.#plan.of(membership.meeting);
    await saving(() => this.#savePlan(membership, command));
  }

  async #savePlan(membership: Membership, { seats, quorum, version }: Command<'plan:set'>): Promise<void> {
    authorize(membership, 'plan:set');
    const { meeting } = membership;
    if (version !== versionOf(this.seats(meeting), meeting.settings.quorum)) {
      throw changedMeanwhile();
    }
    const known = new Set(this.seats(meeting).map(({ id }) => id));
    const given = seats.flatMap(({ id }) => (id === undefined ? [] : [id]));
    if (given.some((id) => !known.has(id))) throw new AppError('NOT_ALLOWED', { details: { action: 'plan:set' } });
    if (new Set(given).size < given.length) throw new AppError('BAD_REQUEST');
    const plan = seats.map(({ id = crypto.randomUUID(), name }) => ({ id, name }));
    const isFormer = (kept: StoredPlan) => version === versionOf(kept.seats, kept.quorum);
    if (!(await this.#plans.exchangePlan(meeting.id, isFormer, { seats: plan, quorum }))) {
      await this.#takeOverKept(meeting);
      throw changedMeanwhile();
    }
    this.#takeOver(meeting, { seats: plan, quorum });
  }

  /** Errors: NOT_ALLOWED for a seat that is not this plan's. */
  async inviteToSeat(membership: Membership, { seatId }: Command<'plan:invite'>): Promise<{ secret: string }> {
    authorize(membership, 'plan:invite');
    const { meeting } = membership;
    const seat = this.seats(meeting).find(({ id }) => id === seatId);
    if (!seat) throw new AppError('NOT_ALLOWED', { details: { action: 'plan:invite' } });
    try {
      const { secret } = await this.#invites.createForSeat({ roomId: meeting.id, seatId, label: seat.name });
      return { secret };
    } catch (error) {
      // Somebody else took the seat out of the plan meanwhile.
      if (this.seats(meeting).some(({ id }) => id === seatId)) throw error;
      throw new AppError('NOT_ALLOWED', { cause: error, details: { action: 'plan:invite' } });
    }
  }

  /** What is kept as the plan is the meeting's from here on, after what is being saved. Tells everyone. */
  async reload(meeting: Meeting): Promise<void> {
    await this.#plan.of(meeting).saving(() => this.#takeOverKept(meeting));
  }

  async #takeOverKept(meeting: Meeting): Promise<void> {
    const kept = await this.#plans.findPlan(meeting.id);
    if (kept) this.#takeOver(meeting, kept);
  }

  #takeOver(meeting: Meeting, { seats, quorum }: StoredPlan): void {
    if (meeting.closed) return;
    const kept = this.#plan.of(meeting);
    const isAnother = !isDeepStrictEqual(kept.seats, seats);
    kept.seats = seats;
    kept.occupancy.keepOnly(seats);
    meeting.settings = { ...meeting.settings, quorum };
    this.#seat(meeting);
    meeting.changed();
    meeting.tell.changes();
    if (!isAnother) return;
    // It was told as a whole.
    kept.occupancy.takeVacated();
    this.#vacated.cancel(meeting);
  }

  /** Tells everyone who sits elsewhere now. */
  changed(meeting: Meeting, { arriving }: Change): void {
    if (this.seats(meeting).length > 0) this.#seat(meeting, arriving);
  }

  #seat(meeting: Meeting, arriving?: Participant): void {
    const chosen = chooseSeats(this.seats(meeting), meeting.people.seated);
    for (const participant of meeting.people.seated) {
      const seatId = chosen.get(participant) ?? null;
      if (participant.seatId === seatId) continue;
      participant.seatId = seatId;
      if (participant !== arriving) meeting.tellPerson(participant);
    }
    this.#tellSeats(meeting);
  }

  /** Each seat by itself: the whole plan is told when it is another. Who sits down is seen in their seat from the first. */
  #tellSeats(meeting: Meeting): void {
    const { seats, occupancy } = this.#plan.of(meeting);
    for (const seat of occupancy.seat(seats, meeting.people.seated)) meeting.tell.everyone('seat:changed', seat);
    if (occupancy.hasVacated) this.#vacated.add(meeting);
  }
}

function changedMeanwhile(): AppError {
  return new AppError('INVALID_STATE', { details: { reason: 'the plan was changed meanwhile' } });
}
