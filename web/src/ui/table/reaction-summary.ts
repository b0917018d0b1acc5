import type { TFunction } from 'i18next';
import type { ParticipantView } from '../../../../src/signaling/protocol/index.ts';
import { REACTIONS } from '../../../../src/signaling/protocol/roles.ts';
import type { ShownReaction } from '../../call/meeting-events.ts';

/** One reaction with its sender, several by their kinds: 'Anna: Applause', '3 × Applause, 1 × Heart'. */
export function reactionSummary(
  t: TFunction,
  reactions: readonly ShownReaction[],
  participants: readonly Pick<ParticipantView, 'id' | 'displayName'>[],
): string {
  const [first, ...more] = reactions;
  if (!first) return '';
  if (more.length === 0) {
    const name = participants.find(({ id }) => id === first.participantId)?.displayName ?? '';
    return t('reaction.one', { name, reaction: t(`reaction.${first.reaction}`) });
  }
  const counts = REACTIONS.map((reaction) => ({
    reaction,
    count: reactions.filter((one) => one.reaction === reaction).length,
  })).filter(({ count }) => count > 0);
  return counts.map(({ reaction, count }) => `${count} × ${t(`reaction.${reaction}`)}`).join(', ');
}
