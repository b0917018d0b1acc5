import { maySend as ruleOfFloor, type Source } from '../../protocol/index.ts';
import type { Meeting } from '../meeting/meeting.ts';
import type { Participant } from '../meeting/participant.ts';
import { joinedOf } from '../meeting/participant-state.ts';

/** Whether this person may be heard or seen by this source now; nobody who is not at the table. */
export function maySend(meeting: Meeting, { state, hasFloor, restricted }: Participant, source: Source): boolean {
  const seat = joinedOf(state);
  return seat !== null && ruleOfFloor(meeting, { ...seat, hasFloor, restricted }, source);
}
