import { z } from 'zod';
import { type Done, participantId } from '../../base/fields.ts';

// Who speaks with their hands, and is shown as whoever speaks is (EN 301 549, 6.5 and 6.6).

export const signingCommands = {
  /** Oneself. */
  'signing:set': z.strictObject({ isOn: z.boolean() }),
  /** By the chair. */
  'signing:end': participantId,
} as const;

export interface SigningReplies {
  'signing:set': Done;
  'signing:end': Done;
}
