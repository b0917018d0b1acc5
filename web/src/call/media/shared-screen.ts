import type { Named, ParticipantView, ProducerView } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';

export interface SharedScreen extends Named {
  readonly participantId: string;
  readonly producerId: string;
  readonly order: number;
  readonly isSelf: boolean;
  /** It stands still, since whoever shares it cannot be reached. */
  readonly isCutOff: boolean;
}

/** The screen that is shown: of several the newest, and whoever cannot be reached yields. */
export function sharedScreen(participants: readonly ParticipantView[], selfId: string): SharedScreen | null {
  const shared = participants.flatMap((participant) => {
    const { id, displayName, mark, producers } = participant;
    const producer = producers.find(isScreen);
    if (!producer) return [];
    const isCutOff = !isReached(participant);
    const { id: producerId, order } = producer;
    return [{ participantId: id, displayName, mark, producerId, order, isSelf: id === selfId, isCutOff }];
  });
  shared.sort((one, other) => other.order - one.order);
  return shared.find(({ isCutOff }) => !isCutOff) ?? shared[0] ?? null;
}

/** Whose screen is shown in place of one's own; null: one's own is seen, or one shares none. */
export function coverOf(participants: readonly ParticipantView[], selfId: string): SharedScreen | null {
  const shown = sharedScreen(participants, selfId);
  const isSharing = participants.some(({ id, producers }) => id === selfId && producers.some(isScreen));
  return isSharing && shown !== null && !shown.isSelf ? shown : null;
}

function isScreen({ source, paused }: ProducerView): boolean {
  return source === 'screen' && !paused;
}
