import { createHash } from 'node:crypto';

/** None begins with a zero, which one does not say or write. */
const FIRST_ROOM_CODE = 100_000_000n;

/**
 * Nine digits that stand for a room on the telephone, from its id: they are the same for as long as it is there, and lead back
 * to nothing of it. `draw`: the next ones, where another room has those before.
 */
export function roomCodeOf(roomId: string, draw = 0): string {
  const drawn = draw === 0 ? '' : ` ${draw}`;
  const bits = createHash('sha256').update(`room code ${roomId}${drawn}`).digest().readBigUInt64BE();
  return String(FIRST_ROOM_CODE + (bits % (9n * FIRST_ROOM_CODE)));
}
