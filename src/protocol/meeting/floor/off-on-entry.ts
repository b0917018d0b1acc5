import type { Source } from '../../media/media.ts';
import type { RoomView } from '../room.ts';

/** Whether it is off in this room until its owner switches it on; those of a moderator are as they were left. */
export function isOffOnEntry(room: Pick<RoomView, 'muteOnEntry' | 'cameraOnEntry'>, source: Source): boolean {
  if (source === 'microphone') return room.muteOnEntry;
  return source === 'camera' && room.cameraOnEntry === 'off';
}
