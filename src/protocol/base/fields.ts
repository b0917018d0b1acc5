import { z } from 'zod';
import { MAX_DISPLAY_NAME_LENGTH, MAX_ID_LENGTH, MAX_ROOM_ID_LENGTH, SECRET_LENGTH } from '../limits.ts';
import { cleanLine, cleanText, isVisible } from './text.ts';
import type { ClockReading } from './times.ts';

// Fields that several features' commands have, and what several answers do.

export const idSchema = z.string().min(1).max(MAX_ID_LENGTH);
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
export const line = (maxLength: number) =>
  z
    .string()
    .max(4 * maxLength)
    .transform(cleanLine)
    .pipe(visible(maxLength));
/** Text that may have several lines, and be taken back. */
export const anyText = (maxLength: number) =>
  z
    .string()
    .max(2 * maxLength)
    .transform(cleanText);
/** Visible text that may have several lines. */
export const text = (maxLength: number) => anyText(maxLength).pipe(visible(maxLength));

/** A person's name as others see it: text, one line, no invisible characters. */
export const displayNameSchema = line(MAX_DISPLAY_NAME_LENGTH);

export const nothing = z.strictObject({});
export const participantId = z.strictObject({ participantId: idSchema });

/** What a command answers that has nothing to say. */
export type Done = Record<string, never>;

/** An answer that says also what the server's clock says. */
export interface Dated {
  readonly clock: ClockReading;
}
