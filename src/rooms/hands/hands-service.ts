import type { Command } from '../../protocol/index.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';

/** Raised hands in their order, and reactions. Whoever's connection drops keeps their place in the queue. */
export class HandsService {
  /** To the end of the queue; one that is up stays where it is. Errors: NOT_ALLOWED. */
  async raise(membership: Membership): Promise<void> {
    authorize(membership, 'hand:raise');
    const { meeting, participant } = membership;
    if (meeting.hands.includes(participant.id)) return;
    meeting.hands = [...meeting.hands, participant.id];
    meeting.tellUpdated();
  }

  async lower(membership: Membership): Promise<void> {
    authorize(membership, 'hand:lower');
    lower(membership.meeting, membership.participant);
  }

  async lowerOne(membership: Membership, { participantId }: Command<'hands:lower'>): Promise<void> {
    authorize(membership, 'hands:lower');
    lower(membership.meeting, targetOrThrow(membership, 'hands:lower', participantId));
  }

  async lowerAll(membership: Membership): Promise<void> {
    authorize(membership, 'hands:lower-all');
    const { meeting } = membership;
    if (meeting.hands.length === 0) return;
    meeting.hands = [];
    meeting.tellUpdated();
  }

  /** Errors: NOT_ALLOWED. */
  async react(membership: Membership, { reaction }: Command<'reaction:send'>): Promise<void> {
    authorize(membership, 'reaction:send');
    const { meeting, participant } = membership;
    meeting.broadcast('reaction:sent', { participantId: participant.id, reaction }, { volatile: true });
  }
}

function lower(meeting: Meeting, participant: Participant): void {
  if (meeting.giveUpHand(participant)) meeting.tellUpdated();
}
