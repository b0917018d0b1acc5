import type { FloorSource, Source } from '../../protocol/index.ts';
import type { Meeting } from '../meeting/meeting.ts';
import type { Participant } from '../meeting/participant.ts';
import { joinedOf } from '../meeting/participant-state.ts';

/**
 * What hard mute governs. A screen is shown on purpose and seen by all, so that it is switched off by name and not with
 * the cameras. Its sound is held with the microphones: else a client made by hand would speak through it.
 */
const GOVERNED_BY: Readonly<Record<Source, FloorSource | null>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: null,
  screenAudio: 'microphone',
};

/** Whether this person may be heard or seen by this source now: the one rule of hard mute. */
export function maySend(meeting: Meeting, participant: Participant, source: Source): boolean {
  const seat = joinedOf(participant.state);
  if (!seat || seat.role === 'observer') return false;
  const governor = GOVERNED_BY[source];
  if (governor === null || seat.isChairing || participant.hasFloor) return true;
  return !meeting.restricted[governor] && !participant.restricted[governor];
}
