import type { Command } from '../../protocol/index.ts';
import type { Room } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';

/** Raised hands in their order, and reactions. Whoever's connection drops keeps their place in the queue. */
export class HandsService {
  /** To the end of the queue; one that is up stays where it is. Errors: NOT_ALLOWED. */
  async raise(membership: Membership): Promise<void> {
    authorize(membership, 'hand:raise');
    const { room, participant } = membership;
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

  /** Errors: NOT_ALLOWED. */
  async react(membership: Membership, { reaction }: Command<'reaction:send'>): Promise<void> {
    authorize(membership, 'reaction:send');
    const { room, participant } = membership;
    room.broadcast('reaction:sent', { participantId: participant.id, reaction }, { volatile: true });
  }
}

function lower(room: Room, participant: Participant): void {
  if (room.giveUpHand(participant)) room.tellUpdated();
}
