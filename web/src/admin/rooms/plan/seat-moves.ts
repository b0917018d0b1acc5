import { plainName } from '../../../../../src/protocol/base/text.ts';
import { type DraftSeat, newSeat } from '../../../features/plan/plan-draft.ts';

/** The same list with one of it at another place; where there is none, nothing moves. */
export function movedTo<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length || from === to) return list;
  const others = list.filter((_, index) => index !== from);
  return [...others.slice(0, to), one, ...others.slice(to)];
}

/** At which place something at this height would come to stand, by the middles of the lines. */
export function placeAt(y: number, middles: readonly number[]): number {
  const above = middles.filter((middle) => middle < y).length;
  return Math.min(Math.max(0, above), Math.max(0, middles.length - 1));
}

/** One seat for each name, in this order. Whoever had one before keeps it, with who sits there and the link to it. */
export function seatsOfNames(names: readonly string[], before: readonly DraftSeat[]): readonly DraftSeat[] {
  const left = [...before];
  return names.map((name) => {
    const at = left.findIndex((seat) => plainName(seat.name) === plainName(name));
    const [known] = at === -1 ? [] : left.splice(at, 1);
    return known === undefined ? newSeat(name) : { ...known, name };
  });
}
