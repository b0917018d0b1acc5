import { AppError } from '../../platform/errors.ts';
import type { Command } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  type Meeting,
  type Membership,
  mayActOn,
  type Participant,
  PerMeeting,
  targetOrThrow,
} from '../meeting/index.ts';

/** What hands are raised for. */
interface Floor {
  /** To this person, and from everyone else who has it. */
  pass(meeting: Meeting, next: Participant): Promise<void>;
}

/** Raised hands in their order, and reactions. Whoever's connection drops keeps their place in the queue. */
export class HandsService implements Feature {
  readonly commands: Commands<
    'floor:next' | 'hand:raise' | 'hand:lower' | 'hands:lower' | 'hands:lower-all' | 'reaction:send'
  > = {
    'floor:next': (membership) => this.next(membership),
    'hand:raise': (membership) => this.raise(membership),
    'hand:lower': (membership) => this.lower(membership),
    'hands:lower': (membership, command) => this.lowerOne(membership, command),
    'hands:lower-all': (membership) => this.lowerAll(membership),
    'reaction:send': (membership, command) => this.react(membership, command),
  };
  readonly #floor: Floor;
  /** Participants whose hand is up, first come first. */
  readonly #queues = new PerMeeting(() => new Set<string>());

  constructor({ floor }: { readonly floor: Floor }) {
    this.#floor = floor;
  }

  roomView(meeting: Meeting): { hands: readonly string[] } {
    return { hands: [...this.#queues.of(meeting)] };
  }

  seatLeft(meeting: Meeting, participant: Participant): void {
    this.#lower(meeting, participant);
  }

  silenced(meeting: Meeting, participant: Participant): void {
    this.#lower(meeting, participant);
  }

  /** It has got what it was raised for. */
  floorGiven(meeting: Meeting, participant: Participant): void {
    this.#lower(meeting, participant);
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    const queue = this.#queues.of(meeting);
    if (!queue.has(former.id)) return;
    const order = [...queue];
    queue.clear();
    for (const id of order) queue.add(id === former.id ? next.id : id);
    meeting.tell.everyone('hand:handed-over', { participantId: former.id, to: next.id });
  }

  /** To the end of the queue; one that is up stays where it is. Errors: NOT_ALLOWED. */
  async raise(membership: Membership): Promise<void> {
    authorize(membership, 'hand:raise');
    const { meeting, participant } = membership;
    const queue = this.#queues.of(meeting);
    if (queue.has(participant.id)) return;
    queue.add(participant.id);
    meeting.tell.everyone('hand:raised', { participantId: participant.id });
  }

  /** One's own; one that is down stays so. Errors: NOT_ALLOWED. */
  async lower(membership: Membership): Promise<void> {
    authorize(membership, 'hand:lower');
    this.#lower(membership.meeting, membership.participant);
  }

  /** Somebody else's. Errors: NOT_ALLOWED. */
  async lowerOne(membership: Membership, { participantId }: Command<'hands:lower'>): Promise<void> {
    authorize(membership, 'hands:lower');
    this.#lower(membership.meeting, targetOrThrow(membership, 'hands:lower', participantId));
  }

  /** Errors: NOT_ALLOWED. */
  async lowerAll(membership: Membership): Promise<void> {
    authorize(membership, 'hands:lower-all');
    const { meeting } = membership;
    const queue = this.#queues.of(meeting);
    if (queue.size === 0) return;
    queue.clear();
    meeting.tell.everyone('hands:all-lowered', {});
  }

  /**
   * The floor to the first hand in the queue whose owner is connected; who is not keeps their place in it.
   * Errors: NOT_ALLOWED, INVALID_STATE when there is no such hand.
   */
  async next(membership: Membership): Promise<void> {
    authorize(membership, 'floor:next');
    const { meeting } = membership;
    const queue = [...this.#queues.of(meeting)];
    const called = queue.map((id) => meeting.people.find(id)).find((person) => person && mayBeCalled(person));
    if (!called) throw new AppError('INVALID_STATE', { details: { reason: 'nobody asks for the floor' } });
    await this.#floor.pass(meeting, called);
  }

  /** Errors: NOT_ALLOWED. */
  async react(membership: Membership, { reaction }: Command<'reaction:send'>): Promise<void> {
    authorize(membership, 'reaction:send');
    const { meeting, participant } = membership;
    meeting.tell.everyone('reaction:sent', { participantId: participant.id, reaction }, { volatile: true });
  }

  #lower(meeting: Meeting, { id: participantId }: Participant): void {
    if (this.#queues.of(meeting).delete(participantId)) meeting.tell.everyone('hand:lowered', { participantId });
  }
}

function mayBeCalled({ state }: Participant): boolean {
  return state.kind === 'joined' && mayActOn('floor:give', state);
}
