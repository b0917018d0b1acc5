import { z } from 'zod';
import { visibleLine } from '../../catalogue/room-input.ts';
import { cleanText } from '../../protocol/base/text.ts';
import {
  CAMERA_STARTS,
  LOBBY_MODES,
  MAX_ATTENDANCE_DAYS,
  MAX_DISPLAY_NAME_LENGTH,
  MAX_LOBBY_MESSAGE_LENGTH,
  MAX_PARTICIPANTS,
  MAX_SEATS,
  ROLES,
} from '../../protocol/index.ts';
import { BadInputError } from '../cli-error.ts';

// What can be typed, as zod sees it. Each message is a sentence of its own, because it is shown as it stands.

const MAX_LABEL_LENGTH = 80;
const MIN_PARTICIPANTS = 2;
const MINUTE_MS = 60_000;
const UNIT_MS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 1_440 * MINUTE_MS, w: 10_080 * MINUTE_MS } as const;
/** What is longer is a mistyped year. */
const MAX_EXPIRY_MS = 3_660 * UNIT_MS.d;

export const choice = <const T extends readonly [string, ...string[]]>(option: string, values: T) =>
  z.enum(values, `${option} must be one of: ${values.join(', ')}.`);

export function wholeNumber(
  option: string,
  min: number,
  max: number,
  sentence = wholeNumberSentence(option, min, max),
) {
  return z
    .string(sentence)
    .regex(/^\d{1,4}$/, sentence)
    .transform(Number)
    .pipe(z.number().min(min, sentence).max(max, sentence));
}

function wholeNumberSentence(option: string, min: number, max: number): string {
  return `${option} must be a whole number from ${min} to ${max}.`;
}

const lobbyMessageSentence = `--lobby-message must have at most ${MAX_LOBBY_MESSAGE_LENGTH} characters.`;
const quorumSentence = `--quorum must be a whole number from 1 to ${MAX_SEATS}, or none.`;

/** The settings that `room create` and `room update` share. An empty lobby message takes the old one away. */
export const settingsSchema = z.object({
  lobby: choice('--lobby', LOBBY_MODES).optional(),
  lobbyMessage: z
    .string()
    .max(4 * MAX_LOBBY_MESSAGE_LENGTH, lobbyMessageSentence)
    .transform(cleanText)
    .pipe(z.string().max(MAX_LOBBY_MESSAGE_LENGTH, lobbyMessageSentence))
    .transform((message) => (message === '' ? null : message))
    .optional(),
  joinBeforeHost: z.boolean().optional(),
  locked: z.boolean().optional(),
  maxParticipants: wholeNumber('--max-participants', MIN_PARTICIPANTS, MAX_PARTICIPANTS).optional(),
  muteOnEntry: z.boolean().optional(),
  cameraOnEntry: choice('--camera-on-entry', CAMERA_STARTS).optional(),
  renaming: z.boolean().optional(),
  pseudonyms: z.boolean().optional(),
  trustedPass: z.boolean().optional(),
  lobbyReplies: z.boolean().optional(),
  chat: z.boolean().optional(),
  onlyReserved: z.boolean().optional(),
  attendanceDays: wholeNumber('--attendance-days', 0, MAX_ATTENDANCE_DAYS).optional(),
  quorum: z
    .literal('none', quorumSentence)
    .transform(() => null)
    .or(wholeNumber('--quorum', 1, MAX_SEATS, quorumSentence))
    .optional(),
});

/** Those of them that an organisation may say for all of its rooms. */
export const roomDefaultsOptionsSchema = settingsSchema.pick({
  lobby: true,
  joinBeforeHost: true,
  maxParticipants: true,
  muteOnEntry: true,
  cameraOnEntry: true,
  renaming: true,
  pseudonyms: true,
  trustedPass: true,
  lobbyReplies: true,
  chat: true,
  attendanceDays: true,
});

/** A plan in its order. */
export const seatNamesSchema = z
  .array(visibleLine("A seat's name", MAX_DISPLAY_NAME_LENGTH))
  .max(MAX_SEATS, `A plan has at most ${MAX_SEATS} seats.`);

const expiresSentence =
  '--expires must be a time from now such as 30m, 2h, 7d or 4w, or a date to come such as 2027-01-31 or 2027-01-31T18:00.';

/** Milliseconds since the epoch. A day without a time ends at midnight, local time. */
export const expirySchema = z
  .string()
  .max(40, expiresSentence)
  .transform((text, context) => {
    const now = Date.now();
    const at = expiryOf(text, now);
    if (at > now && at - now <= MAX_EXPIRY_MS) return at;
    context.addIssue({ code: 'custom', message: expiresSentence });
    return z.NEVER;
  });

export const inviteOptionsSchema = z.object({
  role: choice('--role', ROLES),
  singleUse: z.boolean().default(false),
  expires: expirySchema.optional(),
  label: visibleLine('A label', MAX_LABEL_LENGTH).optional(),
  trusted: z.boolean().default(false),
});

const jsonSchema = z.object({ json: z.boolean().default(false) });

export function isJson(options: unknown): boolean {
  return parseInput(jsonSchema, options).json;
}

/** NaN for what is no time. */
function expiryOf(text: string, now: number): number {
  const duration = /^(\d{1,6})([mhdw])$/.exec(text);
  if (duration) return now + Number(duration[1]) * UNIT_MS[duration[2] as keyof typeof UNIT_MS];
  if (z.iso.date().safeParse(text).success) return Date.parse(`${text}T23:59:59.999`);
  if (z.iso.datetime({ local: true, offset: true }).safeParse(text).success) return Date.parse(text);
  return Number.NaN;
}

/** Errors: BadInputError with the first thing that is wrong. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new BadInputError(result.error.issues[0]?.message ?? 'This input is not allowed.');
}
