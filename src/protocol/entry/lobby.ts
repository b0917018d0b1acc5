import { z } from 'zod';
import { type Dated, type Done, idSchema, nothing, participantId, text } from '../base/fields.ts';
import type { AgoMs, LeftMs } from '../base/times.ts';
import { MAX_LOBBY_TEXT_LENGTH, MAX_PASSWORD_LENGTH, MAX_WAITING } from '../limits.ts';
import type { NameMark } from '../meeting/people.ts';
import type { PortraitView } from '../meeting/portraits.ts';

// Those who wait, and what the chair decides about them.

export type WaitingFor = 'admission' | 'host' | 'opening';

export interface LobbyEntryView extends PortraitView {
  readonly id: string;
  readonly displayName: string;
  readonly mark?: NameMark | null;
  readonly waitedMs: AgoMs;
  readonly reconnecting: boolean;
  /** What was said between this person and the chair, oldest first. */
  readonly words: readonly LobbyWord[];
  /** Nobody known in this meeting, from the same network as somebody who was removed or put back into the lobby. */
  readonly fromMarkedNetwork?: true;
}

export interface LobbyText {
  readonly id: string;
  readonly text: string;
  readonly agoMs: AgoMs;
}

/** As those who chair see it, on every screen of theirs. */
export interface LobbyWord extends LobbyText {
  /** The name of who chairs and has written it; null: the person who waits. */
  readonly by: string | null;
}

/** What somebody who waits is told of their waiting. */
export interface LobbyStatus {
  /**
   * `admission`: until a moderator lets one in. `host`: until a moderator is there at all. `opening`: until the time for
   * which the room is reserved.
   */
  readonly waitingFor: WaitingFor;
  /** Of a room that is open only while it is reserved; null: it is open, or nobody has said when it will be. */
  readonly opensInMs: LeftMs | null;
  /** What the room's host has written for those who wait. */
  readonly message: string | null;
  /** What the chair has written to this person or to all who wait, oldest first. */
  readonly texts: readonly LobbyText[];
  readonly mayReply: boolean;
  /** The room's password, given now, lets one in. */
  readonly mayProve: boolean;
  /** As in RoomView. */
  readonly restartsInMs: LeftMs | null;
}

/** What somebody who waits is told, and nothing more. */
export interface LobbyReply extends LobbyStatus, Dated {
  readonly state: 'lobby';
  readonly displayName: string;
  readonly roomName: string;
  readonly resume: string;
}

export const lobbyCommands = {
  'lobby:admit': z.strictObject({ participantIds: z.array(idSchema).min(1).max(MAX_WAITING) }),
  'lobby:admit-all': nothing,
  'lobby:deny': z.strictObject({ participantId: idSchema, note: text(MAX_LOBBY_TEXT_LENGTH).optional() }),
  /** To one who waits, or to all of them. */
  'lobby:message': z.strictObject({ participantId: idSchema.optional(), text: text(MAX_LOBBY_TEXT_LENGTH) }),
  /** From somebody who waits. */
  'lobby:reply': z.strictObject({ text: text(MAX_LOBBY_TEXT_LENGTH) }),
  /** From somebody who waits because they came without the password. */
  'lobby:prove': z.strictObject({ password: z.string().min(1).max(MAX_PASSWORD_LENGTH) }),
  'participant:return-to-lobby': participantId,
} as const;

export interface LobbyReplies {
  'lobby:admit': Done;
  'lobby:admit-all': Done;
  'lobby:deny': Done;
  'lobby:message': Done;
  'lobby:reply': Done;
  'lobby:prove': Done;
  'participant:return-to-lobby': Done;
}

/** To those at the table and at the consoles; to those who chair. */
export interface LobbyNews {
  'lobby:knocked': (entry: LobbyEntryView) => void;
  'lobby:left': (event: { participantId: string }) => void;
  /** A word between those who chair and these who wait. */
  'lobby:written': (event: { participantIds: readonly string[]; word: LobbyWord }) => void;
}

/** To one person. */
export interface LobbyEvents {
  /** To somebody who waits: any part of it has changed. */
  'lobby:updated': (status: LobbyStatus) => void;
  /** To oneself: the chair has put one back to wait. */
  'lobby:returned': (reply: LobbyReply) => void;
}
