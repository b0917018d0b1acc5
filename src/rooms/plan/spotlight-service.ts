import type { Command } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Meeting,
  type Membership,
  SingledOut,
  targetOrThrow,
} from '../meeting/index.ts';

/** Whom everyone sees large. */
export class SpotlightService extends SingledOut {
  readonly commands: Commands<'spotlight:set'> = {
    'spotlight:set': (membership, command) => this.set(membership, command),
  };

  roomView(meeting: Meeting): { spotlight: string | null } {
    return { spotlight: this.idsIn(meeting)[0] ?? null };
  }

  /** Errors: NOT_ALLOWED. */
  async set(membership: Membership, { participantId }: Command<'spotlight:set'>): Promise<void> {
    authorize(membership, 'spotlight:set');
    if (participantId === null) return this.turn(membership.meeting, []);
    this.turn(membership.meeting, [targetOrThrow(membership, 'spotlight:set', participantId).id]);
  }
}
