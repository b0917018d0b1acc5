import type { LobbyEntryView, RoomView } from '../../../src/signaling/protocol/index.ts';

// The server says how much is left or has passed when it sends; from then on this page's own clock goes on, the one that
// nobody sets: a computer whose time of day is wrong counts as right as any other.

/** A room's view with its times on this page's clock (`performance.now()`). */
export interface MeetingRoom extends RoomView {
  /** When the meeting ends by itself; null: not announced. */
  readonly closesAt: number | null;
}

export interface WaitingPerson extends LobbyEntryView {
  /** Since when they wait. */
  readonly since: number;
}

export function roomOf(view: RoomView): MeetingRoom {
  return { ...view, closesAt: momentIn(view.closesInMs) };
}

/** The room after a change. */
export function changedRoom(room: MeetingRoom, changes: Partial<RoomView>): MeetingRoom {
  const { closesInMs } = changes;
  return { ...room, ...changes, closesAt: closesInMs === undefined ? room.closesAt : momentIn(closesInMs) };
}

export function waitingOf(entry: LobbyEntryView): WaitingPerson {
  return { ...entry, since: performance.now() - entry.waitedMs };
}

function momentIn(ms: number | null): number | null {
  return ms === null ? null : performance.now() + ms;
}
