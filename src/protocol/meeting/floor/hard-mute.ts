import { type FloorSource, type FloorSwitches, NO_SWITCHES, type Role } from '../../base/roles.ts';
import type { Source } from '../../media/media.ts';

// Hard mute: one rule for the server, which holds it, and for every screen, which says it beforehand.

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

interface Room {
  /** For everyone who neither chairs nor has the floor. */
  readonly restricted: FloorSwitches;
}

interface Person {
  readonly role: Role;
  readonly isChairing: boolean;
  readonly hasFloor: boolean;
  readonly restricted: FloorSwitches;
}

/** Whether somebody at the table may be heard or seen by this source now. */
export function maySend(room: Room, person: Person, source: Source): boolean {
  if (person.role === 'observer') return false;
  const governor = GOVERNED_BY[source];
  return governor === null || !barredFor(room, person)[governor];
}

/** What hard mute keeps a member from sending now. */
export function barredFor(room: Room, { isChairing, hasFloor, restricted }: Omit<Person, 'role'>): FloorSwitches {
  if (isChairing || hasFloor) return NO_SWITCHES;
  return {
    microphone: room.restricted.microphone || restricted.microphone,
    camera: room.restricted.camera || restricted.camera,
  };
}
