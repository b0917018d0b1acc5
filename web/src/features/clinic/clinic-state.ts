import type { Named } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';
import type { AtTable, Feature, Here, MeetingReply } from '../../call/meeting/feature.ts';
import { named } from '../../call/meeting/named.ts';

interface ClinicState {
  /** Whose open microphone brings noise while others speak, shown to those who chair. */
  readonly noisy: readonly string[];
}

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

/** How everybody's line is, and whose microphone is in the way. */
export const clinic = {
  laid: ({ noisy }: MeetingReply): ClinicState => ({ noisy }),
  changes: {
    'self:updated': (_state, { noisy }) => ({ noisy }),
    'noise:reported': ({ noisy }, { participantId, isNoise }) => {
      const others = noisy.filter((id) => id !== participantId);
      return { noisy: isNoise ? [...others, participantId] : others };
    },
  },
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
    'noise:reported': (before, { participantId, isNoise }) => (isNoise ? noisyOf(before, [participantId], before) : []),
    'self:updated': (before, { noisy }) => noisyOf(before, noisy, before),
  },
  found: (before, { noisy, participants, ...reply }) =>
    noisyOf(before, noisy, { participants, ...('self' in reply && { self: reply.self }) }),
  atTable: {
    laid: (_reply: MeetingReply, before: OfferedState | null): OfferedState => ({
      isOffered: before?.isOffered ?? false,
    }),
    changes: { 'camera:off-offered': () => ({ isOffered: true }) },
  },
} satisfies Feature<Here & Partial<AtTable> & ClinicState, OfferedState, ClinicNotice>;

/** Of whom it is not known yet; oneself one was told before. */
function noisyOf(
  known: ClinicState | null,
  noisy: readonly string[],
  { participants, self }: Pick<Here, 'participants'> & Partial<AtTable>,
): readonly ClinicNotice[] {
  return participants
    .filter(({ id }) => noisy.includes(id) && known?.noisy.includes(id) !== true && id !== self?.participantId)
    .map((who) => ({ kind: 'noisy', participantId: who.id, ...named(who) }));
}
