import { z } from 'zod';
import { type Done, line } from '../base/fields.ts';
import { roomPasswordSchema } from '../base/password.ts';
import { CAMERA_STARTS, type CameraStart, type FloorSwitches, LOBBY_MODES, type LobbyMode } from '../base/roles.ts';
import type { LeftMs } from '../base/times.ts';
import { MAX_ATTENDANCE_DAYS, MAX_ROOM_NAME_LENGTH } from '../limits.ts';
import type { Leading } from './led-view.ts';
import type { SeatView } from './plan.ts';
import type { ReservedView } from './reserved.ts';

// What the room is, and what the chair sets it to for this meeting.

export interface RoomView {
  readonly id: string;
  readonly name: string;
  readonly locked: boolean;
  readonly muteOnEntry: boolean;
  readonly cameraOnEntry: CameraStart;
  /** Whether people may change their own names. */
  readonly renaming: boolean;
  /** Nobody is asked for their real name. */
  readonly pseudonyms: boolean;
  readonly lobby: LobbyMode;
  /** Whoever comes without an invite is asked for a password. */
  readonly hasPassword: boolean;
  /** It has a password, and those who do not bring it wait: without a lobby they are in at once. */
  readonly opensWithoutPassword: boolean;
  /** Invites that are marked as trusted pass the lobby. */
  readonly trustedPass: boolean;
  /** Whether those who wait may write to the chair. */
  readonly lobbyReplies: boolean;
  readonly chat: boolean;
  /** Days for which it is kept who was there; 0: it is not noted at all. */
  readonly attendanceDays: number;
  /** Hard mute: only those who chair or have the floor may send these. */
  readonly restricted: FloorSwitches;
  /** Participants whose hand is up, first come first. */
  readonly hands: readonly string[];
  readonly spotlight: string | null;
  /** Who speaks with their hands, in the order in which they began: everyone sees them large. */
  readonly signing: readonly string[];
  /** Whose view is everybody's; null: each has their own. */
  readonly led: Leading | null;
  /** Expected people in their fixed order; empty: no plan. */
  readonly plan: readonly SeatView[];
  /** Names the plan with its quorum as they are now: whoever edits them says what they had before them. */
  readonly planVersion: string;
  /** How many of the plan must be present. */
  readonly quorum: number | null;
  /** Until the meeting ends by itself; null: not announced. */
  readonly closesInMs: LeftMs | null;
  /** Then the room is for those who have reserved it next: the chair cannot put it off. */
  readonly closesForNext: boolean;
  /** Until when the room is theirs who are in it; null: it is not reserved now. */
  readonly reserved: ReservedView | null;
  /** Until the server goes away to be started again; null: not announced. */
  readonly restartsInMs: LeftMs | null;
}

export const roomCommands = {
  'room:lock': z.strictObject({ locked: z.boolean() }),
  /** For this meeting; what is left out stays as it is. */
  'room:configure': z
    .strictObject({
      lobby: z.enum(LOBBY_MODES).optional(),
      trustedPass: z.boolean().optional(),
      lobbyReplies: z.boolean().optional(),
      chat: z.boolean().optional(),
      muteOnEntry: z.boolean().optional(),
      cameraOnEntry: z.enum(CAMERA_STARTS).optional(),
      renaming: z.boolean().optional(),
      pseudonyms: z.boolean().optional(),
      attendanceDays: z.int().min(0).max(MAX_ATTENDANCE_DAYS).optional(),
    })
    .refine((changes) => Object.keys(changes).length > 0),
  /** For good: what it is called, and what lets in. What is left out stays; a password that is null is none any more. */
  'room:keep': z
    .strictObject({ name: line(MAX_ROOM_NAME_LENGTH).optional(), password: roomPasswordSchema.nullable().optional() })
    .refine((changes) => Object.keys(changes).length > 0),
} as const;

export interface RoomReplies {
  'room:lock': Done;
  'room:configure': Done;
  'room:keep': Done;
}

/** To those at the table and at the consoles. */
export interface RoomNews {
  /** What has changed of the room; the whole is for arrivals. */
  'room:updated': (changes: Partial<RoomView>) => void;
}
