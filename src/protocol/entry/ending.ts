import { z } from 'zod';
import { type Done, nothing } from '../base/fields.ts';
import { MAX_CLOSE_DELAY_MS, MIN_CLOSE_DELAY_MS } from '../limits.ts';

// How a meeting ends.

export const endingCommands = {
  'room:end': nothing,
  /** Ends by itself after `afterMs`; everyone sees the time run. */
  'room:close': z.strictObject({ afterMs: z.int().min(MIN_CLOSE_DELAY_MS).max(MAX_CLOSE_DELAY_MS) }),
  'room:keep-open': nothing,
} as const;

export interface EndingReplies {
  'room:end': Done;
  'room:close': Done;
  'room:keep-open': Done;
}

/** To one person. */
export interface EndingEvents {
  /** The server goes away and is expected back; whoever hears it comes back by the resume secret, or as they came. */
  'server:closing': (event: Record<string, never>) => void;
}
