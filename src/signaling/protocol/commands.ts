import { z } from 'zod';
import type { ErrorCode } from './codes.ts';
import {
  MAX_DISPLAY_NAME_LENGTH,
  MAX_PASSWORD_LENGTH,
  MAX_ROOM_ID_LENGTH,
  MAX_VIEW_ITEMS,
  SECRET_LENGTH,
} from './limits.ts';
import {
  type ConsumerOptions,
  dtlsParametersSchema,
  idSchema,
  pictureSizeSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
  sourceSchema,
  type TransportOptions,
  viewItemSchema,
} from './media.ts';
import { cleanLine } from './text.ts';
import type { JoinReply } from './views.ts';

export const roomIdSchema = z
  .string()
  .max(MAX_ROOM_ID_LENGTH)
  .regex(/^[a-z0-9-]+$/);
export const secretSchema = z
  .string()
  .length(SECRET_LENGTH)
  .regex(/^[A-Za-z0-9_-]+$/);

/** A person's name as others see it: text, one line, no invisible characters. */
export const displayNameSchema = z
  .string()
  .max(4 * MAX_DISPLAY_NAME_LENGTH)
  .transform(cleanLine)
  .pipe(z.string().min(1).max(MAX_DISPLAY_NAME_LENGTH));

const nothing = z.strictObject({});
const participantId = z.strictObject({ participantId: idSchema });
const producerId = z.strictObject({ producerId: idSchema });

/** Every command a client can send. A new one is covered by the tests of lobby, types and foreign ids at once. */
export const commandSchemas = {
  'room:join': z.strictObject({
    roomId: roomIdSchema,
    displayName: displayNameSchema,
    password: z.string().min(1).max(MAX_PASSWORD_LENGTH).optional(),
    invite: secretSchema.optional(),
    resume: secretSchema.optional(),
    /** With `resume`: this page still has its transports; without it the old ones are closed and new ones made. */
    keepSession: z.boolean().optional(),
  }),
  'room:leave': nothing,
  'room:lock': z.strictObject({ locked: z.boolean() }),
  'room:end': nothing,
  'lobby:admit': participantId,
  'lobby:admit-all': nothing,
  'lobby:deny': participantId,
  'participant:mute': participantId,
  'participant:mute-all': nothing,
  'participant:remove': participantId,
  'session:start': z.strictObject({ rtpCapabilities: rtpCapabilitiesSchema }),
  'transport:connect': z.strictObject({ transportId: idSchema, dtlsParameters: dtlsParametersSchema }),
  'transport:restart': z.strictObject({ transportId: idSchema }),
  'producer:create': z.strictObject({
    source: sourceSchema,
    rtpParameters: rtpParametersSchema,
    size: pictureSizeSchema.optional(),
    paused: z.boolean().optional(),
  }),
  'producer:pause': producerId,
  'producer:resume': producerId,
  'producer:close': producerId,
  'media:view': z.strictObject({ items: z.array(viewItemSchema).max(MAX_VIEW_ITEMS) }),
  'consumer:resume': z.strictObject({ consumerIds: z.array(idSchema).max(MAX_VIEW_ITEMS) }),
} as const;

export type CommandName = keyof typeof commandSchemas;
export const COMMAND_NAMES = Object.keys(commandSchemas) as readonly CommandName[];

/** A command as the client writes it. */
export type CommandInput<N extends CommandName> = z.input<(typeof commandSchemas)[N]>;
/** A command after it was parsed. */
export type Command<N extends CommandName> = z.output<(typeof commandSchemas)[N]>;

type Done = Record<string, never>;

/** What each command answers when it succeeds. */
export interface CommandReplies {
  'room:join': JoinReply;
  'room:leave': Done;
  'room:lock': Done;
  'room:end': Done;
  'lobby:admit': Done;
  'lobby:admit-all': Done;
  'lobby:deny': Done;
  'participant:mute': Done;
  'participant:mute-all': Done;
  'participant:remove': Done;
  'session:start': Done;
  'transport:connect': Done;
  'transport:restart': { iceParameters: TransportOptions['iceParameters'] };
  'producer:create': { producerId: string; paused: boolean };
  'producer:pause': Done;
  'producer:resume': Done;
  'producer:close': Done;
  /** Consumers that the view made, paused until `consumer:resume`. */
  'media:view': { consumers: readonly ConsumerOptions[] };
  'consumer:resume': Done;
}

export type Reply<N extends CommandName> =
  | { readonly ok: true; readonly data: CommandReplies[N] }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly retryAfterMs?: number } };

/** Client to server, typed for socket.io on both ends. */
export type ClientCommands = {
  [N in CommandName]: (command: CommandInput<N>, reply: (reply: Reply<N>) => void) => void;
};
