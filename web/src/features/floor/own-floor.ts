import { barredFor } from '../../../../src/protocol/hard-mute.ts';
import type { FloorSwitches, ParticipantView } from '../../../../src/protocol/index.ts';
import { NO_SWITCHES } from '../../../../src/protocol/roles.ts';
import type { TableState } from '../../call/call-state.ts';

type Floor = Pick<TableState, 'room' | 'participants' | 'self'>;

export function ownView({ participants, self }: Floor): ParticipantView | null {
  return participants.find(({ id }) => id === self.participantId) ?? null;
}

/** What hard mute keeps one from sending now; the server decides, this only says so beforehand. */
export function lockedFor(floor: Floor): FloorSwitches {
  const own = ownView(floor);
  return own ? barredFor(floor.room, { ...own, isChairing: floor.self.isChairing }) : NO_SWITCHES;
}

/** One's place in the queue of hands, from 1; null: the hand is down. */
export function placeInQueue({ room, self }: Pick<TableState, 'room' | 'self'>): number | null {
  const index = room.hands.indexOf(self.participantId);
  return index < 0 ? null : index + 1;
}
