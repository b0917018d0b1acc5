import { AppError } from '../../../platform/errors.ts';
import { lobbyOf, type Meeting, type Participant } from '../../meeting/index.ts';
import { findPlace } from './absence.ts';
import type { Leaving } from './leaving.ts';
import type { Placement } from './placement.ts';
import { lobbyStatusOf, waitingForOf } from './waiting-rule.ts';

interface WaitingLineOptions {
  readonly placement: Placement;
  readonly leaving: Leaving;
  readonly report: (error: unknown) => void;
}

/** Those who wait in the lobby: for whom, or for what, and who of them comes to the table. */
export class WaitingLine {
  readonly #options: WaitingLineOptions;

  constructor(options: WaitingLineOptions) {
    this.#options = options;
  }

  /**
   * A seat for somebody who waits. Whose connection is lost just now sits down when it comes back; for whom no session
   * can be made waits as before. Errors: ROOM_FULL, SERVER_FULL, MEDIA_UNAVAILABLE, INVALID_STATE when somebody else has decided
   * meanwhile.
   */
  async admit(meeting: Meeting, participant: Participant): Promise<void> {
    const yielding = findPlace(meeting, 'seat');
    if (!participant.apply({ kind: 'admit' })) throw new AppError('INVALID_STATE');
    if (yielding && yielding !== participant) this.#options.leaving.giveUpPlace(meeting, yielding);
    meeting.putBack.delete(participant);
    meeting.tell.chair('lobby:left', { participantId: participant.id });
    if (participant.state.kind === 'reconnecting') return;
    const { connection } = participant;
    try {
      await this.#options.placement.seat(meeting, participant, {
        tell: (reply) => {
          if (participant.connection === connection) connection?.send('lobby:admitted', reply);
        },
      });
    } catch (error) {
      // They dropped while the session was made, and are seated when they come back; or they left.
      if (error instanceof AppError && error.code === 'ROOM_ENDED') return;
      throw error;
    }
  }

  /**
   * Whoever waits is sorted anew, because what they wait for has come or the room is set otherwise: nothing keeps them
   * any more, or something else does. `isTold`: what they are told has changed anyway.
   */
  async sort(meeting: Meeting, { isTold = false } = {}): Promise<void> {
    const admissible: Participant[] = [];
    for (const participant of meeting.people.waiting) {
      const waitingFor = waitingForOf(meeting, participant);
      if (waitingFor === null) {
        admissible.push(participant);
        continue;
      }
      const isOther = lobbyOf(participant.state)?.waitingFor !== waitingFor;
      if (isOther) participant.apply({ kind: 'await', waitingFor });
      if (isOther || isTold) participant.connection?.send('lobby:updated', lobbyStatusOf(meeting, participant));
    }
    const results = await Promise.allSettled(admissible.map((participant) => this.admit(meeting, participant)));
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') continue;
      // In a full room they keep waiting where the chair sees them.
      if (!isExpected(result.reason)) this.#options.report(result.reason);
      const waiting = admissible[index];
      if (isTold && waiting) waiting.connection?.send('lobby:updated', lobbyStatusOf(meeting, waiting));
    }
  }
}

function isExpected(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code === 'ROOM_FULL' || error.code === 'SERVER_FULL' || error.code === 'INVALID_STATE')
  );
}
