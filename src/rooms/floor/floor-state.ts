import {
  type FloorChange,
  type FloorSwitches,
  NO_SWITCHES,
  maySend as ruleOfFloor,
  type Source,
} from '../../protocol/index.ts';
import { joinedOf, type Meeting, type Participant, PerMeeting, PerParticipant } from '../meeting/index.ts';

/** Hard mute for everyone who neither chairs nor has the floor. */
export const hardMute = new PerMeeting<{ restricted: FloorSwitches }>(() => ({ restricted: NO_SWITCHES }));

interface OwnFloor {
  /** Hard mute for this person alone. */
  restricted: FloorSwitches;
  hasFloor: boolean;
  /** What they allow the chair to switch on for them. */
  consent: FloorSwitches;
}

/** Of one person. */
export const ownFloor = new PerParticipant<OwnFloor>(() => ({
  restricted: NO_SWITCHES,
  hasFloor: false,
  consent: NO_SWITCHES,
}));

/** Whether this person may be heard or seen by this source now; nobody who is not at the table. */
export function maySend(meeting: Meeting, participant: Participant, source: Source): boolean {
  const seat = joinedOf(participant.state);
  return seat !== null && ruleOfFloor(hardMute.of(meeting), { ...seat, ...ownFloor.of(participant) }, source);
}

/** The same object when nothing changes by it. */
export function turned(switches: FloorSwitches, { microphone, camera }: FloorChange): FloorSwitches {
  const next = { microphone: microphone ?? switches.microphone, camera: camera ?? switches.camera };
  return next.microphone === switches.microphone && next.camera === switches.camera ? switches : next;
}
