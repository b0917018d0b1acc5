import { z } from 'zod';
import { type Done, nothing, participantId } from '../../base/fields.ts';
import { REACTIONS, type Reaction } from '../../base/roles.ts';

// Raised hands and reactions.

export const handsCommands = {
  'hand:raise': nothing,
  'hand:lower': nothing,
  'hands:lower': participantId,
  'hands:lower-all': nothing,
  'reaction:send': z.strictObject({ reaction: z.enum(REACTIONS) }),
} as const;

export interface HandsReplies {
  'hand:raise': Done;
  'hand:lower': Done;
  'hands:lower': Done;
  'hands:lower-all': Done;
  'reaction:send': Done;
}

/** To those at the table and at the consoles. */
export interface HandsNews {
  /** To the end of the queue, also one that is up already. */
  'hand:raised': (event: { participantId: string }) => void;
  'hand:lowered': (event: { participantId: string }) => void;
  'hands:all-lowered': (event: Record<string, never>) => void;
  /** Where it was in the queue it is another's now. */
  'hand:handed-over': (event: { participantId: string; to: string }) => void;
  'reaction:sent': (event: { participantId: string; reaction: Reaction }) => void;
}
