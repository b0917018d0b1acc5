import type { Feature, Here } from '../../call/meeting/feature.ts';
import type { MeetingRoom } from '../../call/meeting/received.ts';
import type { Moment } from '../../call/moments.ts';

type ReservedNotice =
  /** It was moved, or made longer. */
  { readonly kind: 'reserved-anew'; readonly endsAt: Moment } | { readonly kind: 'reservation-gone' };

/** Until when the room is reserved for those who are in it. */
export const reserved = {
  words: {
    'room:updated': ({ room: { reserved: before } }, _changes, { room }) => wordsOf(before, room.reserved),
  },
  turns: { 'room:extend': () => 'reserved' },
} satisfies Feature<Here, Here, ReservedNotice>;

function wordsOf(before: MeetingRoom['reserved'], after: MeetingRoom['reserved']): readonly ReservedNotice[] {
  if (before?.state !== 'running') return [];
  if (after === null) return [{ kind: 'reservation-gone' }];
  // The way of a message takes longer or shorter, which is no news.
  if (after.state === 'over' || Math.abs(after.endsAt - before.endsAt) <= 1_000) return [];
  return [{ kind: 'reserved-anew', endsAt: after.endsAt }];
}
