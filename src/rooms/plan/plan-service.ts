import { createHash } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';
import { agoOf, type Command, type PollQuorum, presenceOf, quorumMarkOf, type RoomView } from '../../protocol/index.ts';
import type { Commands } from '../meeting/commands.ts';
import type { Feature } from '../meeting/feature.ts';
import type { Change, Kept, Meeting } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';
import { PerMeeting } from '../meeting/per-meeting.ts';
import { ToldSoon } from '../meeting/told-soon.ts';
import type { InviteBook, PlanStore, StoredSeat } from '../ports.ts';
import { chooseSeats } from './seating.ts';

/**
 * When many come at once, everyone is sent the plan a few times a second and not once for each of them: two hundred
 * people who sit down in a plan of two hundred would be a gigabyte.
 */
export const PLAN_NEWS_DELAY_MS = 200;

/** Of one meeting. */
interface Plan {
  /** Expected people in their order. */
  seats: readonly StoredSeat[];
  /** When seats were left by the last who sat there: who was here is not somebody who has yet to come. */
  readonly leftAt: Map<string, number>;
  spotlight: string | null;
}

interface PlanServiceOptions {
  readonly plans: PlanStore;
  readonly invites: InviteBook;
}

/** The seating plan, who sits where in it, and whom everyone sees large. */
export class PlanService implements Feature {
  readonly commands: Commands<'spotlight:set' | 'plan:set' | 'plan:invite'> = {
    'spotlight:set': (membership, command) => this.setSpotlight(membership, command),
    'plan:set': (membership, command) => this.setPlan(membership, command),
    'plan:invite': (membership, command) => this.inviteToSeat(membership, command),
  };
  readonly #plans: PlanStore;
  readonly #plan = new PerMeeting<Plan>(() => ({ seats: [], leftAt: new Map(), spotlight: null }));
  readonly #invites: InviteBook;
  readonly #news = new ToldSoon({ afterMs: PLAN_NEWS_DELAY_MS, tell: (meeting) => meeting.tellUpdated() });
  /** The last change of a room's plan that goes to the disk. */
  readonly #saving = new WeakMap<Meeting, Promise<void>>();

  constructor({ plans, invites }: PlanServiceOptions) {
    this.#plans = plans;
    this.#invites = invites;
  }

  opened(meeting: Meeting, { plan }: Kept): void {
    this.#plan.of(meeting).seats = plan;
  }

  roomView(meeting: Meeting): Pick<RoomView, 'plan' | 'planVersion' | 'quorum' | 'spotlight'> {
    const { seats, leftAt, spotlight } = this.#plan.of(meeting);
    const sitting = new Map(meeting.seated.map(({ seatId, id }) => [seatId, id]));
    const plan = seats.map((seat) => {
      const participantId = sitting.get(seat.id) ?? null;
      const left = participantId === null ? leftAt.get(seat.id) : undefined;
      return { ...seat, participantId, leftAgoMs: left === undefined ? null : agoOf(left) };
    });
    return { plan, planVersion: this.#versionOf(meeting), quorum: meeting.settings.quorum, spotlight };
  }

  seatLeft(meeting: Meeting, participant: Participant): void {
    const { seats, leftAt } = this.#plan.of(meeting);
    const { seatId } = participant;
    if (seatId !== null) leftAt.set(seatId, Date.now());
    if (this.#leaveSpotlight(meeting, participant)) meeting.tellUpdated();
    else if (seats.some(({ id }) => id === seatId)) this.#news.add(meeting);
  }

  silenced(meeting: Meeting, participant: Participant): void {
    if (this.#leaveSpotlight(meeting, participant)) meeting.tellUpdated();
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    const plan = this.#plan.of(meeting);
    if (plan.spotlight === former.id) plan.spotlight = next.id;
  }

  /** Expected people in their order. */
  seats(meeting: Meeting): readonly StoredSeat[] {
    return this.#plan.of(meeting).seats;
  }

  seatName(meeting: Meeting, seatId: string): string | null {
    return this.seats(meeting).find(({ id }) => id === seatId)?.name ?? null;
  }

  /** Whether those who can be reached now are enough to decide; null where no quorum was set. */
  quorumOf(meeting: Meeting): PollQuorum | null {
    const people = meeting.seated.map((participant) => participant.view());
    return quorumMarkOf(presenceOf(this.roomView(meeting), people));
  }

  /** Errors: NOT_ALLOWED. */
  async setSpotlight(membership: Membership, { participantId }: Command<'spotlight:set'>): Promise<void> {
    authorize(membership, 'spotlight:set');
    const { meeting } = membership;
    if (participantId !== null) targetOrThrow(membership, 'spotlight:set', participantId);
    const plan = this.#plan.of(meeting);
    if (plan.spotlight === participantId) return;
    plan.spotlight = participantId;
    meeting.tellUpdated();
  }

  /**
   * The whole plan anew, one after the other: who edited what is no longer the newest is told, and nothing is lost.
   * Errors: NOT_ALLOWED for a seat that is not this plan's, BAD_REQUEST for one named twice, INVALID_STATE when the plan
   * was changed meanwhile.
   */
  async setPlan(membership: Membership, command: Command<'plan:set'>): Promise<void> {
    authorize(membership, 'plan:set');
    const { meeting } = membership;
    const save = () => this.#savePlan(membership, command);
    const before = this.#saving.get(meeting);
    const saved = before ? before.then(save) : save();
    const turn = saved.catch(() => undefined);
    this.#saving.set(meeting, turn);
    try {
      await saved;
    } finally {
      if (this.#saving.get(meeting) === turn) this.#saving.delete(meeting);
    }
  }

  async #savePlan(membership: Membership, { seats, quorum, version }: Command<'plan:set'>): Promise<void> {
    authorize(membership, 'plan:set');
    const { meeting } = membership;
    if (version !== this.#versionOf(meeting)) {
      throw new AppError('INVALID_STATE', { details: { reason: 'the plan was changed meanwhile' } });
    }
    const known = new Set(this.seats(meeting).map(({ id }) => id));
    const given = seats.flatMap(({ id }) => (id === undefined ? [] : [id]));
    if (given.some((id) => !known.has(id))) throw new AppError('NOT_ALLOWED', { details: { action: 'plan:set' } });
    if (new Set(given).size < given.length) throw new AppError('BAD_REQUEST');
    const plan = seats.map(({ id = crypto.randomUUID(), name }) => ({ id, name }));
    await this.#plans.replacePlan(meeting.id, { seats: plan, quorum });
    this.takeOver(meeting, { plan, quorum });
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

  /** What is kept as the plan is the meeting's from here on. Tells everyone. */
  takeOver(meeting: Meeting, { plan, quorum }: { plan: readonly StoredSeat[]; quorum: number | null }): void {
    if (meeting.closed) return;
    this.#plan.of(meeting).seats = plan;
    meeting.settings = { ...meeting.settings, quorum };
    this.#seat(meeting);
    meeting.changed();
    this.#news.cancel(meeting);
    meeting.tellUpdated();
  }

  /** Tells everyone who sits elsewhere now. */
  changed(meeting: Meeting, { arriving }: Change): void {
    if (this.seats(meeting).length === 0) return;
    const before = occupancy(meeting);
    this.#seat(meeting, arriving);
    if (occupancy(meeting) !== before) this.#news.add(meeting);
  }

  /** Says which plan and quorum these are, also after a restart. */
  #versionOf(meeting: Meeting): string {
    const seats = this.seats(meeting).map(({ id, name }) => [id, name]);
    return createHash('sha256')
      .update(JSON.stringify([seats, meeting.settings.quorum]))
      .digest('base64url')
      .slice(0, 16);
  }

  #leaveSpotlight(meeting: Meeting, { id }: Participant): boolean {
    const plan = this.#plan.of(meeting);
    if (plan.spotlight !== id) return false;
    plan.spotlight = null;
    return true;
  }

  #seat(meeting: Meeting, arriving?: Participant): void {
    const chosen = chooseSeats(this.seats(meeting), meeting.seated);
    for (const participant of meeting.seated) {
      const seatId = chosen.get(participant) ?? null;
      if (participant.seatId === seatId) continue;
      participant.seatId = seatId;
      if (participant !== arriving) meeting.broadcast('participant:updated', participant.view());
    }
  }
}

function occupancy(meeting: Meeting): string {
  return meeting.seated.map(({ id, seatId }) => `${id} ${seatId}`).join();
}
