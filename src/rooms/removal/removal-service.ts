import type { Command } from '../../protocol/index.ts';
import type { Leaving } from '../entry/place/leaving.ts';
import {
  authorize,
  type Commands,
  type Meeting,
  type Membership,
  type Participant,
  targetOrThrow,
} from '../meeting/index.ts';

/** Who has to go. */
export class RemovalService {
  readonly commands: Commands<'participant:remove'> = {
    'participant:remove': (membership, command) => this.remove(membership, command),
  };
  readonly #leaving: Leaving;

  constructor({ leaving }: { readonly leaving: Leaving }) {
    this.#leaving = leaving;
  }

  /** Errors: NOT_ALLOWED. */
  async remove(membership: Membership, { participantId }: Command<'participant:remove'>): Promise<void> {
    authorize(membership, 'participant:remove');
    this.removeFrom(membership.meeting, targetOrThrow(membership, 'participant:remove', participantId));
  }

  /** Out for this meeting: neither the resume secret, the invite they came by nor this browser brings them back. */
  removeFrom(meeting: Meeting, participant: Participant): void {
    meeting.banned.add(participant);
    this.#leaving.dismiss(meeting, participant, 'remove');
  }
}
