import type { LeaveReason } from '../../../protocol/index.ts';
import {
  type Directory,
  isIn,
  joinedOf,
  lobbyOf,
  type Meeting,
  type Participant,
  type ParticipantEvent,
} from '../../meeting/index.ts';

/** How somebody goes for good. */
export type Farewell = Extract<
  ParticipantEvent['kind'],
  'leave' | 'remove' | 'replace' | 'deny' | 'end' | 'make-room' | 'timeout' | 'fail'
>;

/** The end of one stay, whatever ends it: nothing is kept of the place. */
export class Farewells {
  readonly #directory: Directory;

  constructor({ directory }: { readonly directory: Directory }) {
    this.#directory = directory;
  }

  /**
   * Frees the place, closes their media, tells them (with the chair's note) and the others. The caller says that the
   * table has changed. False when it did not apply.
   */
  say(meeting: Meeting, participant: Participant, farewell: Farewell, note?: string): boolean {
    const { place } = participant;
    const seat = joinedOf(participant.state);
    const waited = lobbyOf(participant.state)?.admitted === false;
    if (isIn(participant)) meeting.part(participant);
    if (!participant.apply({ kind: farewell })) return false;
    const { connection } = participant;
    participant.connection = null;
    participant.producers.clear();
    meeting.delete(participant);
    seat?.session.close();
    if (participant.state.kind === 'left') tellLeft(connection, participant.state.reason, note);
    if (seat) meeting.tell.everyone('participant:left', { participantId: participant.id });
    if (waited) meeting.tell.chair('lobby:left', { participantId: participant.id });
    if (place === 'console') meeting.tellConsoles();
    this.#directory.closeIfEmpty(meeting);
    return true;
  }
}

function tellLeft(connection: Participant['connection'], reason: LeaveReason, note?: string): void {
  connection?.send('room:left', note === undefined ? { reason } : { reason, note });
  connection?.release();
}
