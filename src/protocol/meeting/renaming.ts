import { z } from 'zod';
import { type Done, displayNameSchema, idSchema } from '../base/fields.ts';

// Names that are mended while people are in. What was said and voted keeps the name that it had.

export const renamingCommands = {
  /** One's own, where the room allows it. */
  'name:change': z.strictObject({ displayName: displayNameSchema }),
  'participant:rename': z.strictObject({ participantId: idSchema, displayName: displayNameSchema }),
} as const;

export interface RenamingReplies {
  'name:change': Done;
  'participant:rename': Done;
}
