import { z } from 'zod';
import type { Done } from '../base/fields.ts';
import type { LeftMs } from '../base/times.ts';
import { MAX_MEETING_MINUTES, MIN_MEETING_MINUTES } from '../reservations/series.ts';

// Until when the room is reserved for those who are in it.

export type ReservedView =
  | {
      readonly state: 'running';
      readonly endsInMs: LeftMs;
      /** How long it is in all: who makes it longer says how long it shall be. */
      readonly minutes: number;
      readonly nextInMs: LeftMs | null;
    }
  /** Its time has passed. `nextInMs`: until the meeting ends, since the room is for the next one then; null: none is known. */
  | { readonly state: 'over'; readonly nextInMs: LeftMs | null };

export const reservedCommands = {
  /** The time that is running, from its beginning. */
  'room:extend': z.strictObject({ minutes: z.int().min(MIN_MEETING_MINUTES).max(MAX_MEETING_MINUTES) }),
} as const;

export interface ReservedReplies {
  'room:extend': Done;
}
