import { z } from 'zod';
import { idSchema, line } from '../../base/fields.ts';
import { MAX_DISPLAY_NAME_LENGTH, MAX_SEATS } from '../../limits.ts';
import { INVITE_STATUSES } from './invites.ts';
import { roomParamsSchema } from './rooms.ts';

// Whom a room expects, in their order.

export const roomPlanSchema = z
  .object({
    seats: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        link: z.enum(INVITE_STATUSES).nullable().describe('What became of the newest link that was made for it'),
      }),
    ),
    quorum: z.int().nullable().describe('How many of them must be there; null: no line is drawn'),
    version: idSchema.describe('Says which plan this is: whoever changes it says what they had before them'),
  })
  .meta({ id: 'Plan' });
export type RoomPlanView = z.output<typeof roomPlanSchema>;

/** The whole plan in its order. A seat with an id stays the same seat, and keeps its link; one without is new. */
export const newPlanSchema = z.strictObject({
  seats: z.array(z.strictObject({ id: idSchema.optional(), name: line(MAX_DISPLAY_NAME_LENGTH) })).max(MAX_SEATS),
  quorum: z.int().min(1).max(MAX_SEATS).nullable(),
  version: idSchema,
});
export type NewPlan = z.input<typeof newPlanSchema>;

export const seatParamsSchema = roomParamsSchema.extend({ seatId: idSchema });
