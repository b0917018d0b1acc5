import { roomCodeOf } from '../../src/platform/room-code.ts';

/** Two rooms' ids that lead to one code: among some ten thousand there are two, as at a large birthday party. */
export function idsWithOneCode(): readonly [string, string] {
  const known = new Map<string, string>();
  for (let at = 0; ; at += 1) {
    const id = `raum-${at}`;
    const code = roomCodeOf(id);
    const before = known.get(code);
    if (before !== undefined) return [before, id];
    known.set(code, id);
  }
}
