import { AppError } from '../../platform/errors.ts';
import type { Meeting } from './meeting.ts';
import type { Connection } from './participant/connection.ts';
import type { Participant } from './participant/participant.ts';
import { joinedOf } from './participant/participant-state.ts';
import { type Action, mayAct, mayActOn } from './rights.ts';

/** What a connection holds after it was let in: who it speaks for. Worth nothing once another connection took over. */
export interface Membership {
  readonly meeting: Meeting;
  readonly participant: Participant;
  readonly connection: Connection;
}

/** Errors: NOT_ALLOWED when this person may not do this, or this connection no longer speaks for them. */
export function authorize({ meeting, participant, connection }: Membership, action: Action): void {
  if (meeting.closed || participant.connection !== connection || !mayAct(action, participant.state)) {
    throw new AppError('NOT_ALLOWED', { details: { action, state: participant.state.kind } });
  }
  participant.resumeSecrets.heardAnswer();
  participant.touchedAt = performance.now();
}

/** The other person, if the action may be done to them. An id of another room looks like any that is not allowed. */
export function targetOrThrow({ meeting }: Membership, action: Action, participantId: string): Participant {
  const target = meeting.people.find(participantId);
  if (!target || !mayActOn(action, target.state)) throw new AppError('NOT_ALLOWED', { details: { action } });
  return target;
}

/** Errors: NOT_ALLOWED unless this person sits at the table. */
export function sessionOrThrow({ participant }: Membership) {
  const seat = joinedOf(participant.state);
  if (!seat) throw new AppError('NOT_ALLOWED');
  return seat.session;
}
