import type { TFunction } from 'i18next';
import { REACTIONS } from '../../../../../src/protocol/base/roles.ts';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { nameText } from '../../../ui/text/name-text.ts';
import type { ShownReaction } from '../hands-state.ts';

/** One reaction with its sender, several by their kinds: 'Anna: Applause', '3 × Applause, 1 × Heart'. */
export function reactionSummary(
  t: TFunction,
  reactions: readonly ShownReaction[],
  participants: readonly Pick<ParticipantView, 'id' | 'displayName' | 'mark'>[],
): string {
  const [first, ...more] = reactions;
  if (!first) return '';
  if (more.length === 0) {
    const who = participants.find(({ id }) => id === first.participantId);
    const name = who ? nameText(t, who) : '';
    return t('reaction.one', { name, reaction: t(`reaction.${first.reaction}`) });
  }
  const counts = REACTIONS.map((reaction) => ({
    reaction,
    count: reactions.filter((one) => one.reaction === reaction).length,
  })).filter(({ count }) => count > 0);
  return counts.map(({ reaction, count }) => `${count} × ${t(`reaction.${reaction}`)}`).join(', ');
}
