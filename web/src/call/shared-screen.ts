import type { ParticipantView } from '../../../src/signaling/protocol/index.ts';
import { isReached } from '../../../src/signaling/protocol/quorum.ts';

export interface SharedScreen {
  readonly participantId: string;
  readonly displayName: string;
  readonly producerId: string;
  readonly isSelf: boolean;
  /** It stands still, since whoever shares it cannot be reached. */
  readonly isCutOff: boolean;
}

/** The screen that is shown: of several the one shared by whoever sits first, and whoever cannot be reached yields. */
export function sharedScreen(participants: readonly ParticipantView[], selfId: string): SharedScreen | null {
  const shared = participants.flatMap((participant) => {
    const { id, displayName, producers } = participant;
    const producer = producers.find(({ source, paused }) => source === 'screen' && !paused);
    if (!producer) return [];
    const isCutOff = !isReached(participant);
    return [{ participantId: id, displayName, producerId: producer.id, isSelf: id === selfId, isCutOff }];
  });
  return shared.find(({ isCutOff }) => !isCutOff) ?? shared[0] ?? null;
}
