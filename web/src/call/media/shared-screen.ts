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

/** All that are shared, oldest first. */
export function sharedScreens(participants: readonly ParticipantView[], selfId: string): readonly SharedScreen[] {
  const shared = participants.flatMap((participant) => {
    const { id, displayName, mark, producers } = participant;
    const producer = producers.find(isScreen);
    if (!producer) return [];
    const isCutOff = !isReached(participant);
    const { id: producerId, order } = producer;
    return [{ participantId: id, displayName, mark, producerId, order, isSelf: id === selfId, isCutOff }];
  });
  return shared.sort((one, other) => one.order - other.order);
}

/** The one that is shown where there is room for one: the newest, and whoever cannot be reached yields. */
export function foremostScreen(screens: readonly SharedScreen[]): SharedScreen | null {
  return screens.findLast(({ isCutOff }) => !isCutOff) ?? screens.at(-1) ?? null;
}

/** Whose screen is before one's own where there is room for one; null: one's own is, or one shares none. */
export function coverOf(participants: readonly ParticipantView[], selfId: string): SharedScreen | null {
  const screens = sharedScreens(participants, selfId);
  const foremost = foremostScreen(screens);
  const isSharing = screens.some(({ isSelf }) => isSelf);
  return isSharing && foremost !== null && !foremost.isSelf ? foremost : null;
}

function isScreen({ source, paused }: ProducerView): boolean {
  return source === 'screen' && !paused;
}
