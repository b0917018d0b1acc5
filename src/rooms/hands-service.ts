import type { Command } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';
import { authorize, type Membership, targetOrThrow } from './membership.ts';
import { Pace } from './pace.ts';
import type { Room } from './room.ts';

/** As fast as one may clap; everyone's screen shows each. */
const REACTION_PACE = { times: 10, windowMs: 10_000 };

/** Slower than a game with the button, which costs everyone a message each time. */
const RAISING_PACE = { times: 20, windowMs: 10_000 };

/** Raised hands in their order, and reactions. Whoever's connection drops keeps their place in the queue. */
export class HandsService {
  readonly #raisings = new Pace(RAISING_PACE);
  readonly #reactions = new Pace(REACTION_PACE);

  /** To the end of the queue; one that is up stays where it is. Errors: NOT_ALLOWED, RATE_LIMITED. */
  async raise(membership: Membership): Promise<void> {
    authorize(membership, 'hand:raise');
    const { room, participant } = membership;
    if (room.hands.includes(participant.id)) return;
    await this.#raisings.take(membership);
    authorize(membership, 'hand:raise');
    if (room.hands.includes(participant.id)) return;
    room.hands = [...room.hands, participant.id];
    room.tellUpdated();
  }

  async lower(membership: Membership): Promise<void> {
    authorize(membership, 'hand:lower');
    lower(membership.room, membership.participant);
  }

  async lowerOne(membership: Membership, { participantId }: Command<'hands:lower'>): Promise<void> {
    authorize(membership, 'hands:lower');
    lower(membership.room, targetOrThrow(membership, 'hands:lower', participantId));
  }

  async lowerAll(membership: Membership): Promise<void> {
    authorize(membership, 'hands:lower-all');
    const { room } = membership;
    if (room.hands.length === 0) return;
    room.hands = [];
    room.tellUpdated();
  }

  /** Errors: NOT_ALLOWED, RATE_LIMITED. */
  async react(membership: Membership, { reaction }: Command<'reaction:send'>): Promise<void> {
    authorize(membership, 'reaction:send');
    const { room, participant } = membership;
    await this.#reactions.take(membership);
    authorize(membership, 'reaction:send');
    room.broadcast('reaction:sent', { participantId: participant.id, reaction }, { volatile: true });
  }
}

function lower(room: Room, participant: Participant): void {
  if (room.giveUpHand(participant)) room.tellUpdated();
}
