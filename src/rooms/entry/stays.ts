import type { Command } from '../../protocol/index.ts';
import { authorize, type Commands, joinedOf, type Membership } from '../meeting/index.ts';
import type { Leaving } from './place/leaving.ts';
import type { Resumption } from './place/resumption.ts';

/** What somebody says who goes while they are let in: that they leave, or that the page is closed or loaded again. */
export type Goodbye = Command<'room:leave'> | 'page-closed';

/** What becomes of somebody's stay with the connection that carries it: heard, quiet, gone, said goodbye by. */
export class Stays {
  readonly commands: Commands<'room:leave' | 'stay:end'> = {
    'room:leave': (membership, command) => this.leave(membership, command),
    'stay:end': (membership) => this.end(membership),
  };
  readonly #leaving: Leaving;
  readonly #resumption: Resumption;

  constructor({ leaving, resumption }: { readonly leaving: Leaving; readonly resumption: Resumption }) {
    this.#leaving = leaving;
    this.#resumption = resumption;
  }

  async leave(membership: Membership, { mayReturn = false }: Command<'room:leave'>): Promise<void> {
    authorize(membership, 'room:leave');
    this.#leaving.leave(membership, { mayReturn });
  }

  /** The page goes away: whoever loads it again finds their place. */
  async end(membership: Membership): Promise<void> {
    authorize(membership, 'stay:end');
    this.#leaving.drop(membership, { goodbye: true });
  }

  /** Nothing is heard on their connection, or again: those at the table see it before it is given up. */
  lineQuiet({ meeting, participant, connection }: Membership, isQuiet: boolean): void {
    if (participant.connection !== connection) return;
    const before = participant.line;
    participant.lineState.isQuiet = isQuiet;
    if (participant.line !== before && joinedOf(participant.state)) {
      meeting.tellPerson(participant);
    }
  }

  /** The answer to their join goes out to them. */
  arrived({ participant }: Membership): void {
    participant.inviteUse?.keep();
  }

  /**
   * Undoes a join whose answer reached nobody: the place is free and the invite's use is given back. Whoever was in
   * before, also as the same browser's older self, has dropped again; a console's invite is its owner's.
   */
  async abandon(membership: Membership, leaving: Goodbye | null): Promise<void> {
    const { meeting, participant } = membership;
    const wasInBefore = participant.resumeSecrets.hashes.length > 1 || participant.hasTakenOver;
    if (!wasInBefore) {
      this.#leaving.dismiss(meeting, participant, 'leave');
      await participant.inviteUse?.giveBack();
      return;
    }
    this.arrived(membership);
    if (leaving === null || leaving === 'page-closed') {
      this.#leaving.drop(membership, { goodbye: leaving === 'page-closed' });
    } else this.#leaving.leave(membership, { mayReturn: leaving.mayReturn ?? false });
  }

  /** Whoever said that they leave while they came back, which then failed, is not here either. */
  leaveUnheard({ roomId, resume }: { roomId: string; resume: string }, leaving: Goodbye): void {
    const way = this.#resumption.whose(roomId, resume);
    // A page that was closed is dropped already; what is loaded again finds the place.
    if (way && leaving !== 'page-closed') this.#leaving.leave(way, { mayReturn: leaving.mayReturn ?? false });
  }

  /** The client's connection is gone. */
  drop(membership: Membership): void {
    this.#leaving.drop(membership);
  }
}
