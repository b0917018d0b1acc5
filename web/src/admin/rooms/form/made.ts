import type { MadeRoom } from '../../../../../src/protocol/api/rooms/rooms.ts';

/** A new room, and its links once it is made. */
export interface Made extends MadeRoom {
  /** As it was chosen; null: without. */
  readonly password: string | null;
}
