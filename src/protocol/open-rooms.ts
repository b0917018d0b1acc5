import type { ClockReading, LeftMs } from './base/times.ts';

// Rooms that strangers make on the start page, over HTTP. Types alone: what is sent is parsed where rooms are made.

/** Who gets in beside who made it: whoever knows the password, whom a moderator lets in, or whoever has the link. */
export type OpenRoomGuard =
  | { readonly by: 'password'; readonly password: string }
  | { readonly by: 'lobby' }
  | { readonly by: 'link' };

export interface OpenRoomWish {
  /** 256 random bits of the browser's own: sent again with the same, it is the same room. */
  readonly key: string;
  readonly name: string;
  readonly guard: OpenRoomGuard;
}

/** Whether rooms may be made by anybody; null: they may not. */
export interface OpenRoomsOffer {
  readonly offer: { readonly days: number } | null;
}

export interface MadeRoom {
  readonly roomId: string;
  /** As it is kept, without what nobody sees. */
  readonly name: string;
  /** Goes behind the link's `#invite=`; said to who made the room and to nobody afterwards. */
  readonly moderatorSecret: string;
  /** Without any use the room goes then; each meeting gives it as many days again. */
  readonly leftMs: LeftMs;
  readonly days: number;
  readonly clock: ClockReading;
}
