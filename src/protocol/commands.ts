import { z } from 'zod';
import { type CheckReplies, checkSchemas } from './checks.ts';
import type { ErrorCode } from './codes.ts';
import {
  MAX_ATTENDANCE_DAYS,
  MAX_CHAT_TEXT_LENGTH,
  MAX_CLOSE_DELAY_MS,
  MAX_DISPLAY_NAME_LENGTH,
  MAX_LOBBY_TEXT_LENGTH,
  MAX_PARTICIPANTS,
  MAX_PASSWORD_LENGTH,
  MAX_POLL_OPTION_LENGTH,
  MAX_POLL_OPTIONS,
  MAX_POLL_QUESTION_LENGTH,
  MAX_ROOM_ID_LENGTH,
  MAX_SEATS,
  MAX_VIEW_ITEMS,
  MAX_VIEW_PARTS,
  MAX_WAITING,
  MIN_CLOSE_DELAY_MS,
  MIN_POLL_OPTIONS,
  SECRET_LENGTH,
} from './limits.ts';
import {
  BEARINGS,
  type ConsumerOptions,
  dtlsParametersSchema,
  idSchema,
  pictureSizeSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
  sourceSchema,
  type TransportOptions,
  type TurnAccess,
  viewItemSchema,
} from './media.ts';
import {
  CHAT_AUDIENCES,
  FLOOR_SOURCES,
  type FloorChange,
  LOBBY_MODES,
  REACTIONS,
  ROLES,
  STOPPABLE_SOURCES,
} from './roles.ts';
import { cleanLine, cleanText, isVisible } from './text.ts';
import type { LeftMs } from './times.ts';
import type { AttendanceList, ConsoleReply, JoinReply, LineView } from './views.ts';

export const roomIdSchema = z
  .string()
  .max(MAX_ROOM_ID_LENGTH)
  .regex(/^[a-z0-9-]+$/);
export const secretSchema = z
  .string()
  .length(SECRET_LENGTH)
  .regex(/^[A-Za-z0-9_-]+$/);

const visible = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine(isVisible, { params: { refusal: 'TEXT_INVISIBLE' } });
/** Visible text in one line, cleaned before it is measured. */
const line = (maxLength: number) =>
  z
    .string()
    .max(4 * maxLength)
    .transform(cleanLine)
    .pipe(visible(maxLength));
/** Text that may have several lines, and be taken back. */
const anyText = (maxLength: number) =>
  z
    .string()
    .max(2 * maxLength)
    .transform(cleanText);
/** Visible text that may have several lines. */
const text = (maxLength: number) => anyText(maxLength).pipe(visible(maxLength));

/** A person's name as others see it: text, one line, no invisible characters. */
export const displayNameSchema = line(MAX_DISPLAY_NAME_LENGTH);

const nothing = z.strictObject({});
const participantId = z.strictObject({ participantId: idSchema });
const producerId = z.strictObject({ producerId: idSchema });
const floorSource = z.strictObject({ participantId: idSchema, source: z.enum(FLOOR_SOURCES) });
/** Those that are named change; what is left out stays as it is. */
const floorSwitches = { microphone: z.boolean().optional(), camera: z.boolean().optional() };
const namesASwitch = ({ microphone, camera }: FloorChange) => microphone !== undefined || camera !== undefined;

/** Every command a client can send. A new one is covered by the tests of lobby, types and foreign ids at once. */
export const commandSchemas = {
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
  'room:lock': z.strictObject({ locked: z.boolean() }),
  'room:end': nothing,
  /** Ends by itself after `afterMs`; everyone sees the time run. */
  'room:close': z.strictObject({ afterMs: z.int().min(MIN_CLOSE_DELAY_MS).max(MAX_CLOSE_DELAY_MS) }),
  'room:keep-open': nothing,
  /** For this meeting; what is left out stays as it is. */
  'room:configure': z
    .strictObject({
      lobby: z.enum(LOBBY_MODES).optional(),
      trustedPass: z.boolean().optional(),
      lobbyReplies: z.boolean().optional(),
      chat: z.boolean().optional(),
      muteOnEntry: z.boolean().optional(),
      attendanceDays: z.int().min(0).max(MAX_ATTENDANCE_DAYS).optional(),
    })
    .refine((changes) => Object.keys(changes).length > 0),
  'lobby:admit': z.strictObject({ participantIds: z.array(idSchema).min(1).max(MAX_WAITING) }),
  'lobby:admit-all': nothing,
  'lobby:deny': z.strictObject({ participantId: idSchema, note: text(MAX_LOBBY_TEXT_LENGTH).optional() }),
  /** To one who waits, or to all of them. */
  'lobby:message': z.strictObject({ participantId: idSchema.optional(), text: text(MAX_LOBBY_TEXT_LENGTH) }),
  /** From somebody who waits. */
  'lobby:reply': z.strictObject({ text: text(MAX_LOBBY_TEXT_LENGTH) }),
  /** From somebody who waits because they came without the password. */
  'lobby:prove': z.strictObject({ password: z.string().min(1).max(MAX_PASSWORD_LENGTH) }),
  'participant:switch-off': z.strictObject({ participantId: idSchema, source: z.enum(STOPPABLE_SOURCES) }),
  'participant:mute-all': z.strictObject({ except: z.array(idSchema).max(MAX_PARTICIPANTS).optional() }),
  'participant:ask': floorSource,
  /** Only what they have consented to. */
  'participant:switch-on': floorSource,
  /** Whether they would rather have their picture off, since their line is weak. */
  'camera:offer-off': participantId,
  /** To that. */
  'camera:answer-offer': z.strictObject({ accepted: z.boolean() }),
  'participant:restrict': z.strictObject({ participantId: idSchema, ...floorSwitches }).refine(namesASwitch),
  'participant:set-role': z.strictObject({ participantId: idSchema, role: z.enum(ROLES) }),
  'participant:return-to-lobby': participantId,
  'participant:remove': participantId,
  /** Hard mute for all: the switched on sources are for those who chair or have the floor. */
  'floor:restrict': z.strictObject(floorSwitches).refine(namesASwitch),
  'floor:give': participantId,
  'floor:take': participantId,
  /** To the first raised hand; who had the floor gives it back. */
  'floor:next': nothing,
  /** What the chair may switch on for oneself in this meeting. */
  'consent:set': z.strictObject(floorSwitches).refine(namesASwitch),
  'hand:raise': nothing,
  'hand:lower': nothing,
  'hands:lower': participantId,
  'hands:lower-all': nothing,
  'reaction:send': z.strictObject({ reaction: z.enum(REACTIONS) }),
  'spotlight:set': z.strictObject({ participantId: idSchema.nullable() }),
  /** The whole plan in order; a seat with an id stays the same seat, one without is new. */
  'plan:set': z.strictObject({
    seats: z.array(z.strictObject({ id: idSchema.optional(), name: line(MAX_DISPLAY_NAME_LENGTH) })).max(MAX_SEATS),
    quorum: z.int().min(1).max(MAX_SEATS).nullable(),
    /** What it was made from. It is refused when there is a newer one. */
    version: idSchema,
  }),
  /** A single-use invite for this seat alone. */
  'plan:invite': z.strictObject({ seatId: idSchema }),
  'console:pair': nothing,
  /** From a second screen: by the code once, by the resume secret after that. */
  'console:join': z
    .strictObject({
      roomId: roomIdSchema,
      code: secretSchema.optional(),
      resume: secretSchema.optional(),
      /** With `code`: a random name of this browser, which alone gets in by it again when the answer was lost. */
      device: secretSchema.optional(),
    })
    .refine(({ code, resume }) => (code === undefined) !== (resume === undefined)),
  /** Somebody touches the console: it is not forgotten. */
  'console:attend': nothing,
  'console:cut': z.strictObject({ consoleId: idSchema }),
  'chat:send': z.strictObject({ text: text(MAX_CHAT_TEXT_LENGTH), to: z.enum(CHAT_AUDIENCES) }),
  /** The whole line as typed so far; empty: given up. */
  'text:type': z.strictObject({ text: anyText(MAX_CHAT_TEXT_LENGTH).pipe(z.string().max(MAX_CHAT_TEXT_LENGTH)) }),
  'poll:open': z.strictObject({
    question: line(MAX_POLL_QUESTION_LENGTH),
    options: z.array(line(MAX_POLL_OPTION_LENGTH)).min(MIN_POLL_OPTIONS).max(MAX_POLL_OPTIONS),
    secret: z.boolean(),
  }),
  'poll:vote': z.strictObject({
    pollId: idSchema,
    option: z
      .int()
      .min(0)
      .max(MAX_POLL_OPTIONS - 1),
  }),
  'poll:close': z.strictObject({ pollId: idSchema }),
  /** From the oldest on, or after the page that has said so. */
  'attendance:list': z.strictObject({ after: idSchema.optional() }),
  'session:start': z.strictObject({ rtpCapabilities: rtpCapabilitiesSchema }),
  'transport:connect': z.strictObject({ transportId: idSchema, dtlsParameters: dtlsParametersSchema }),
  'transport:restart': z.strictObject({ transportId: idSchema }),
  /** Whether anything of the server arrives by it: the browser finds that out sooner than anybody else. */
  'transport:report': z.strictObject({ transportId: idSchema, isCut: z.boolean() }),
  /** What one's way up bears: a picture that is off for want of it is not one that was switched off. */
  'upload:report': z.strictObject({ upload: z.enum(BEARINGS) }),
  /** How everybody's line is, as far as it is known. To be asked again while somebody looks. */
  'lines:read': nothing,
  'turn:renew': nothing,
  'producer:create': z.strictObject({
    source: sourceSchema,
    rtpParameters: rtpParametersSchema,
    size: pictureSizeSchema.optional(),
    paused: z.boolean().optional(),
  }),
  'producer:pause': producerId,
  'producer:resume': producerId,
  'producer:close': producerId,
  /** All that is shown. One too long for a message comes in parts, in order; it holds with the last of them. */
  'media:view': z.strictObject({
    items: z.array(viewItemSchema).max(MAX_VIEW_ITEMS),
    part: z
      .strictObject({ index: z.int().min(0), of: z.int().min(1).max(MAX_VIEW_PARTS) })
      .refine(({ index, of }) => index < of)
      .optional(),
  }),
  'consumer:resume': z.strictObject({ consumerIds: z.array(idSchema).max(MAX_VIEW_ITEMS) }),
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

type Done = Record<string, never>;

/** What each command answers when it succeeds. */
export interface CommandReplies extends CheckReplies {
  'room:join': JoinReply;
  'room:leave': Done;
  'stay:end': Done;
  'room:lock': Done;
  'room:end': Done;
  'room:close': Done;
  'room:keep-open': Done;
  'room:configure': Done;
  'lobby:admit': Done;
  'lobby:admit-all': Done;
  'lobby:deny': Done;
  'lobby:message': Done;
  'lobby:reply': Done;
  'lobby:prove': Done;
  'participant:switch-off': Done;
  'participant:mute-all': Done;
  'participant:ask': Done;
  'participant:switch-on': Done;
  'camera:offer-off': Done;
  'camera:answer-offer': Done;
  'participant:restrict': Done;
  'participant:set-role': Done;
  'participant:return-to-lobby': Done;
  'participant:remove': Done;
  'floor:restrict': Done;
  'floor:give': Done;
  'floor:take': Done;
  'floor:next': Done;
  'consent:set': Done;
  'hand:raise': Done;
  'hand:lower': Done;
  'hands:lower': Done;
  'hands:lower-all': Done;
  'reaction:send': Done;
  'spotlight:set': Done;
  'plan:set': Done;
  /** The secret goes into a link's fragment. */
  'plan:invite': { secret: string };
  /** For a link's fragment, once, and for so long. */
  'console:pair': { code: string; validForMs: LeftMs };
  'console:join': ConsoleReply;
  'console:attend': Done;
  'console:cut': Done;
  'chat:send': Done;
  'text:type': Done;
  'poll:open': { pollId: string };
  'poll:vote': Done;
  'poll:close': Done;
  'attendance:list': AttendanceList;
  'session:start': Done;
  'transport:connect': Done;
  /** The credentials for the restart are new as well. */
  'transport:restart': { iceParameters: TransportOptions['iceParameters']; turn: TurnAccess | null };
  'transport:report': Done;
  'upload:report': Done;
  'lines:read': { lines: readonly LineView[] };
  'turn:renew': { turn: TurnAccess | null };
  'producer:create': { producerId: string; paused: boolean };
  'producer:pause': Done;
  'producer:resume': Done;
  'producer:close': Done;
  /** Consumers for this view, paused until `consumer:resume`: those that it made, and those that were never resumed. */
  'media:view': { consumers: readonly ConsumerOptions[] };
  'consumer:resume': Done;
}

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
