import { z } from 'zod';
import { canonicalPassword } from '../protocol/base/canonical-password.ts';
import { cleanLine, isVisible } from '../protocol/base/text.ts';
import { secretSchema } from '../protocol/index.ts';
import { MAX_PASSWORD_LENGTH, MAX_ROOM_NAME_LENGTH, MIN_PASSWORD_LENGTH } from '../protocol/limits.ts';
import type { OpenRoomWish } from '../protocol/open-rooms.ts';

// What a room may be called and guarded by, whoever makes it. Each message is a sentence of its own: the command line
// shows it as it stands.

/** Visible text in one line, cleaned before it is measured. */
export const visibleLine = (what: string, max: number) => {
  const message = `${what} must have 1 to ${max} visible characters.`;
  return z
    .string()
    .max(4 * max, message)
    .transform(cleanLine)
    .pipe(
      z
        .string()
        .max(max, message)
        .refine(isVisible, { message, params: { refusal: 'TEXT_INVISIBLE' } }),
    );
};

export const roomNameSchema = visibleLine("A room's name", MAX_ROOM_NAME_LENGTH);

const passwordMessage = `A password must have ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters, all of them in one line.`;
/** Counted as it is kept: spaces around it and what nobody sees are no part of it. */
export const passwordSchema = z
  .string()
  .max(MAX_PASSWORD_LENGTH, passwordMessage)
  .regex(/^\P{Cc}*$/u, passwordMessage)
  .transform(canonicalPassword)
  .pipe(z.string().min(MIN_PASSWORD_LENGTH, passwordMessage));

/** As the start page sends it. */
export const openRoomSchema = z.strictObject({
  key: secretSchema,
  name: roomNameSchema,
  guard: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('password'), password: passwordSchema }),
    z.strictObject({ by: z.literal('lobby') }),
    z.strictObject({ by: z.literal('link') }),
  ]),
}) satisfies z.ZodType<OpenRoomWish>;
