import type { Named } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';
import type { AtTable, Feature, Here, MeetingReply } from '../../call/meeting/feature.ts';
import { named } from '../../call/meeting/named.ts';

interface OfferedState {
  /** The chair asks whether one's picture had better be off. */
  readonly isOffered: boolean;
}

type ClinicNotice =
  /** Somebody else can no longer be reached, or can be again: what the eye sees on their picture, for the ear. */
  | ({ readonly kind: 'line-lost' | 'line-back' } & Named)
  /** Whom the chair has asked turns their picture off, or keeps it. */
  | ({ readonly kind: 'offer-accepted' | 'offer-declined'; readonly participantId: string } & Named)
  /** Somebody's microphone brings noise while others speak, and they leave it on. */
  | ({ readonly kind: 'noisy'; readonly participantId: string } & Named);

/** How everybody's line is. */
export const clinic = {
  words: {
    'participant:updated': ({ participants, self }, one) => {
      if (one.id === self?.participantId) return [];
      const before = participants.find(({ id }) => id === one.id);
      const own = participants.find(({ id }) => id === self?.participantId);
      // Whoever is cut off oneself is told that, and not of everybody else.
      if (!before || (own && !isReached(own))) return [];
      const isBack = isReached(one);
      return isReached(before) === isBack ? [] : [{ kind: isBack ? 'line-back' : 'line-lost', ...named(one) }];
    },
    'camera:offer-answered': ({ participants }, { participantId, accepted }) => {
      const who = participants.find(({ id }) => id === participantId);
      return who ? [{ kind: accepted ? 'offer-accepted' : 'offer-declined', participantId, ...named(who) }] : [];
    },
    'noise:reported': ({ participants, self }, { participantId }) => {
      const who = participants.find(({ id }) => id === participantId);
      // Oneself one was told before.
      return who && participantId !== self?.participantId ? [{ kind: 'noisy', participantId, ...named(who) }] : [];
    },
  },
  atTable: {
    laid: (_reply: MeetingReply, before: OfferedState | null): OfferedState => ({
      isOffered: before?.isOffered ?? false,
    }),
    changes: { 'camera:off-offered': () => ({ isOffered: true }) },
  },
} satisfies Feature<Here & Partial<AtTable>, OfferedState, ClinicNotice>;
