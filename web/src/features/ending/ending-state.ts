import type { Feature, Here } from '../../call/meeting/feature.ts';
import type { Moment } from '../../call/moments.ts';

type EndingNotice =
  | { readonly kind: 'closing'; readonly closesAt: Moment }
  | { readonly kind: 'kept-open' }
  /** The server is going to be started again, and everyone comes back by themselves. */
  | { readonly kind: 'restarting'; readonly restartsAt: Moment };

/** How a meeting ends. */
export const ending = {
  words: {
    // Once, since its moment stands.
    'room:updated': ({ room: before }, _changes, { room: { restartsAt } }) =>
      before.restartsAt !== null || restartsAt === null ? [] : [{ kind: 'restarting', restartsAt }],
  },
  atTable: {
    words: {
      'room:updated': ({ room: before }, _changes, { room: { closesAt } }) => {
        if (!isOtherMoment(closesAt, before.closesAt)) return [];
        return closesAt === null ? [{ kind: 'kept-open' }] : [{ kind: 'closing', closesAt }];
      },
    },
  },
  turns: { 'room:close': () => 'closing', 'room:keep-open': () => 'closing' },
} satisfies Feature<Here, Here, EndingNotice>;

/** The way of a message takes longer or shorter, which is no news. */
function isOtherMoment(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one !== other;
  return Math.abs(one - other) > 1_000;
}
