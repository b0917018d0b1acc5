import type { z } from 'zod';
import { idSchema } from './base/fields.ts';
import type { ErrorCode } from './codes.ts';
import { type ConsoleReplies, consoleCommands } from './entry/console.ts';
import { type EndingReplies, endingCommands } from './entry/ending.ts';
import { type EntryReplies, entryCommands } from './entry/entry.ts';
import { type LobbyReplies, lobbyCommands } from './entry/lobby.ts';
import { type CheckReplies, checkSchemas } from './media/checks.ts';
import { type ClinicReplies, clinicCommands } from './media/clinic.ts';
import { type SessionReplies, sessionCommands } from './media/session.ts';
import { type AttendanceReplies, attendanceCommands } from './meeting/attendance.ts';
import { type ChairReplies, chairCommands } from './meeting/chair.ts';
import { type ChatReplies, chatCommands } from './meeting/chat.ts';
import { type FloorReplies, floorCommands } from './meeting/floor/floor.ts';
import { type HandsReplies, handsCommands } from './meeting/floor/hands.ts';
import { type SigningReplies, signingCommands } from './meeting/floor/signing.ts';
import { type LedViewReplies, ledViewCommands } from './meeting/led-view.ts';
import { type PlanReplies, planCommands } from './meeting/plan.ts';
import { type PollsReplies, pollsCommands } from './meeting/polls.ts';
import { type PortraitReplies, portraitCommands } from './meeting/portraits.ts';
import { type RenamingReplies, renamingCommands } from './meeting/renaming.ts';
import { type ReservedReplies, reservedCommands } from './meeting/reserved.ts';
import { type RoomReplies, roomCommands } from './meeting/room.ts';

/** Every command a client can send. A new one is covered by the tests of lobby, types and foreign ids at once. */
export const commandSchemas = {
  ...roomCommands,
  ...endingCommands,
  ...reservedCommands,
  ...entryCommands,
  ...chairCommands,
  ...renamingCommands,
  ...portraitCommands,
  ...lobbyCommands,
  ...floorCommands,
  ...handsCommands,
  ...signingCommands,
  ...planCommands,
  ...ledViewCommands,
  ...consoleCommands,
  ...chatCommands,
  ...pollsCommands,
  ...attendanceCommands,
  ...clinicCommands,
  ...sessionCommands,
  ...checkSchemas,
} as const;

export type CommandName = keyof typeof commandSchemas;
export const COMMAND_NAMES = Object.keys(commandSchemas) as readonly CommandName[];

/** The code of a command that did not parse. People can mend a text of which nothing is seen; the rest is a page's mistake. */
export function refusalOf({ issues }: z.ZodError): ErrorCode {
  const isForPeople = issues.every((issue) => issue.code === 'custom' && issue.params?.refusal === 'TEXT_INVISIBLE');
  return isForPeople ? 'TEXT_INVISIBLE' : 'BAD_REQUEST';
}

/** A command as the client writes it. */
export type CommandInput<N extends CommandName> = z.input<(typeof commandSchemas)[N]>;
/** A command after it was parsed. */
export type Command<N extends CommandName> = z.output<(typeof commandSchemas)[N]>;

/** What each command answers when it succeeds. */
export interface CommandReplies
  extends RoomReplies,
    EndingReplies,
    ReservedReplies,
    EntryReplies,
    ChairReplies,
    RenamingReplies,
    PortraitReplies,
    LobbyReplies,
    FloorReplies,
    HandsReplies,
    SigningReplies,
    PlanReplies,
    LedViewReplies,
    ConsoleReplies,
    ChatReplies,
    PollsReplies,
    AttendanceReplies,
    ClinicReplies,
    SessionReplies,
    CheckReplies {}

export type Reply<N extends CommandName> =
  | { readonly ok: true; readonly data: CommandReplies[N] }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly retryAfterMs?: number } };

/**
 * The client's own name for one sending of a command. Sent again with the same one, by the same person, it has the same
 * effect as once and gets the same answer.
 */
export const commandIdSchema = idSchema;

/** Client to server, typed for socket.io on both ends. */
export type ClientCommands = {
  [N in CommandName]: (command: CommandInput<N>, commandId: string, reply: (reply: Reply<N>) => void) => void;
};
