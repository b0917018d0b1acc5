import { z } from 'zod';
import { anyText, idSchema, line, roomIdSchema } from '../../base/fields.ts';
import { roomPasswordSchema } from '../../base/password.ts';
import { CAMERA_STARTS, LOBBY_MODES } from '../../base/roles.ts';
import { MAX_LOBBY_MESSAGE_LENGTH, MAX_ROOM_NAME_LENGTH, MAX_SEATS } from '../../limits.ts';
import { pageOf, timeSchema } from '../base.ts';
import { roomDefaultsSchema } from '../organisation.ts';

// The house's rooms. All of its organisers see and change all of them; a change holds from now on also where people are.

export const roomSchema = z
  .object({
    id: roomIdSchema,
    name: z.string(),
    link: z.string(),
    code: z
      .string()
      .nullable()
      .describe('Nine digits that lead to it from the start page; null: without password and lobby it has none'),
    hasPassword: z.boolean(),
    lobby: z.enum(LOBBY_MODES),
    lobbyMessage: z.string().nullable(),
    joinBeforeHost: z.boolean(),
    locked: z.boolean(),
    maxParticipants: z.int(),
    muteOnEntry: z.boolean(),
    cameraOnEntry: z.enum(CAMERA_STARTS),
    renaming: z.boolean(),
    pseudonyms: z.boolean(),
    trustedPass: z.boolean(),
    lobbyReplies: z.boolean(),
    chat: z.boolean(),
    attendanceDays: z.int(),
    quorum: z.int().nullable(),
    onlyReserved: z.boolean().optional().describe('Open only while it is reserved'),
    madeBy: idSchema.nullable().describe('The organiser who made it; null: the operator, or one whose account is gone'),
    live: z
      .object({ participants: z.int(), lobby: z.int() })
      .describe('How many are in it now, and how many wait to be let in'),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Room' });
export type RoomView = z.output<typeof roomSchema>;

export const roomPageSchema = pageOf(roomSchema);

/** An empty message is none. */
const lobbyMessageSchema = anyText(MAX_LOBBY_MESSAGE_LENGTH)
  .pipe(z.string().max(MAX_LOBBY_MESSAGE_LENGTH))
  .transform((message) => (message === '' ? null : message))
  .nullable()
  .describe('What those who wait read');

const passwordSchema = roomPasswordSchema.nullable().describe('Null: the link alone lets in');

const settings = {
  password: passwordSchema.optional(),
  lobbyMessage: lobbyMessageSchema.optional(),
  locked: z.boolean().optional(),
  quorum: z.int().min(1).max(MAX_SEATS).nullable().optional(),
  onlyReserved: z.boolean().optional().describe('Open only while it is reserved; who comes before waits until then'),
  ...roomDefaultsSchema.shape,
} as const;

/** What is not said is as the house's defaults have it. */
export const newRoomSchema = z.strictObject({
  name: line(MAX_ROOM_NAME_LENGTH),
  ...settings,
  moderatorLink: z.boolean().default(false).describe("Also make a moderator's invite and show its link"),
});
export type NewRoom = z.input<typeof newRoomSchema>;

export const madeRoomSchema = z.object({
  room: roomSchema,
  moderatorLink: z.string().nullable().describe('Shown this once'),
});
export type MadeRoom = z.output<typeof madeRoomSchema>;

/** What is left out stays as it is. */
export const roomChangesSchema = z
  .strictObject({ name: line(MAX_ROOM_NAME_LENGTH).optional(), ...settings })
  .refine((changes) => Object.keys(changes).length > 0, 'Say what to change.');
export type RoomChanges = z.input<typeof roomChangesSchema>;

export const roomParamsSchema = z.object({ roomId: roomIdSchema });
