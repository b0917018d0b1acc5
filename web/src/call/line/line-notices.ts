import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/quorum.ts';
import { named } from '../../features/lobby/lobby-notices.ts';
import type { ServerEvent } from '../../session/signaling.ts';
import type { Notice } from '../call-state.ts';

export type LineNotice = Extract<Notice, { kind: 'line-lost' | 'line-back' | 'offer-accepted' | 'offer-declined' }>;

/**
 * That somebody else can no longer be reached, or can be again: what the eye sees on their picture, for the ear. And what
 * somebody answers whom the chair has asked to spare their line.
 */
export function lineNoticesOf(
  participants: readonly ParticipantView[],
  event: ServerEvent,
  selfId: string | null = null,
): readonly LineNotice[] {
  if (event.name === 'camera:offer-answered') {
    const who = participants.find(({ id }) => id === event.data.participantId);
    const kind = event.data.accepted ? 'offer-accepted' : 'offer-declined';
    return who ? [{ kind, participantId: who.id, ...named(who) }] : [];
  }
  if (event.name !== 'participant:updated' || event.data.id === selfId) return [];
  const before = participants.find(({ id }) => id === event.data.id);
  const self = participants.find(({ id }) => id === selfId);
  // Whoever is cut off oneself is told that, and not of everybody else.
  if (!before || (self && !isReached(self))) return [];
  const isBack = isReached(event.data);
  return isReached(before) === isBack ? [] : [{ kind: isBack ? 'line-back' : 'line-lost', ...named(event.data) }];
}
