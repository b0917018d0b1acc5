import { NO_SWITCHES } from '../../../../src/protocol/base/roles.ts';
import type { FloorSwitches, ParticipantView } from '../../../../src/protocol/index.ts';
import { barredFor } from '../../../../src/protocol/meeting/floor/hard-mute.ts';
import type { AtTable, Here } from './feature.ts';

/** Oneself as the others see one. */
export function ownView({ participants, self }: Pick<Here, 'participants'> & AtTable): ParticipantView | null {
  return participants.find(({ id }) => id === self.participantId) ?? null;
}

/** What hard mute keeps one from sending now; the server decides, this only says so beforehand. */
export function lockedFor(table: Here & AtTable): FloorSwitches {
  const own = ownView(table);
  return own ? barredFor(table.room, { ...own, isChairing: table.self.isChairing }) : NO_SWITCHES;
}
