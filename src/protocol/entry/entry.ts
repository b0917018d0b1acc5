import { z } from 'zod';
import {
  type Dated,
  type Done,
  displayNameSchema,
  idSchema,
  nothing,
  roomIdSchema,
  secretSchema,
} from '../base/fields.ts';
import type { Role } from '../base/roles.ts';
import type { LeaveReason } from '../codes.ts';
import { MAX_PASSWORD_LENGTH } from '../limits.ts';
import type { MediaAccess } from '../media/session.ts';
import type { ChairView } from '../meeting/chair.ts';
import type { ChatMessage } from '../meeting/chat.ts';
import type { ParticipantView } from '../meeting/people.ts';
import type { PollView } from '../meeting/polls.ts';
import type { RoomView } from '../meeting/room.ts';
import type { LobbyReply } from './lobby.ts';

// The way in, back and out.

export interface JoinedReply extends ChairView, MediaAccess, Dated {
  readonly state: 'joined';
  readonly room: RoomView;
  readonly self: { readonly participantId: string; readonly role: Role; readonly isChairing: boolean };
  /** Everyone at the table in seat order, oneself included. */
  readonly participants: readonly ParticipantView[];
  /** What was said so far, as far as it is for this person. */
  readonly chat: readonly ChatMessage[];
  readonly polls: readonly PollView[];
  /** After a resume: true when the old transports were kept and only their ICE was restarted. */
  readonly sessionKept: boolean;
  /** Single use; brings this person back within the resume window. */
  readonly resume: string;
}

export type JoinReply = JoinedReply | LobbyReply;

export const entryCommands = {
  'room:join': z.strictObject({
    roomId: roomIdSchema,
    displayName: displayNameSchema,
    password: z.string().min(1).max(MAX_PASSWORD_LENGTH).optional(),
    invite: secretSchema.optional(),
    resume: secretSchema.optional(),
    /** With `resume`: the transports that this page still has; others are closed, and new ones made. */
    holds: z.strictObject({ send: idSchema, receive: idSchema }).optional(),
    /** A random name of this browser for this room alone; who was removed is known by it. */
    device: secretSchema.optional(),
  }),
  /** `mayReturn`: the resume secret stays good for two minutes, without anybody seeing that. */
  'room:leave': z.strictObject({ mayReturn: z.boolean().optional() }),
  /** The page goes away, perhaps to be loaded again. */
  'stay:end': nothing,
} as const;

export interface EntryReplies {
  'room:join': JoinReply;
  'room:leave': Done;
  'stay:end': Done;
}

/** To one person. */
export interface EntryEvents {
  /** To oneself: this connection is out of the room. */
  'room:left': (event: { reason: LeaveReason; note?: string }) => void;
  'lobby:admitted': (reply: JoinedReply) => void;
}
