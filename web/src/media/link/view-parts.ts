import { MAX_VIEW_PART_ITEMS } from '../../../../src/protocol/limits.ts';

/** What is to be said in one message each; one of them, which may be empty, when it is short enough. */
export function inParts<T>(items: readonly T[]): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += MAX_VIEW_PART_ITEMS) {
    parts.push(items.slice(from, from + MAX_VIEW_PART_ITEMS));
  }
  return parts.length > 0 ? parts : [[]];
}
