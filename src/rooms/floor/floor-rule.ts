import { type FloorSwitches, NO_SWITCHES, maySend as ruleOfFloor, type Source } from '../../protocol/index.ts';
import type { Meeting } from '../meeting/meeting.ts';
import type { Participant } from '../meeting/participant.ts';
import { joinedOf } from '../meeting/participant-state.ts';
import { PerMeeting } from '../meeting/per-meeting.ts';

/** Hard mute for everyone who neither chairs nor has the floor. */
export const hardMute = new PerMeeting<{ restricted: FloorSwitches }>(() => ({ restricted: NO_SWITCHES }));

/** Whether this person may be heard or seen by this source now; nobody who is not at the table. */
export function maySend(meeting: Meeting, { state, hasFloor, restricted }: Participant, source: Source): boolean {
  const seat = joinedOf(state);
  return seat !== null && ruleOfFloor(hardMute.of(meeting), { ...seat, hasFloor, restricted }, source);
}
