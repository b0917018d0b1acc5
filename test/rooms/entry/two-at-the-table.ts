import { vi } from 'vitest';
import { BRIEF_STAY_MS } from '../../../src/rooms/entry/place/absence.ts';
import { type Attendee, openMeeting } from '../../helpers/meetings/open-meeting.ts';

export const DEVICE = 'd'.repeat(43);
export const OTHER_DEVICE = 'e'.repeat(43);

/** Somebody who has been there for a while, so that their place is kept for the whole window. */
export async function twoAtTheTable(changes: Parameters<typeof openMeeting>[0] = {}) {
  const meeting = openMeeting(changes);
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const anna = await meeting.enter('Anna', { device: DEVICE, password: 'richtig-lang' });
  await vi.advanceTimersByTimeAsync(BRIEF_STAY_MS);
  return { ...meeting, chair, anna };
}

export function restrict(chair: Attendee, target: Attendee) {
  return chair.send('participant:restrict', { participantId: target.id, microphone: true, camera: false });
}
