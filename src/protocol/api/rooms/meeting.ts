import { z } from 'zod';
import { idSchema } from '../../base/fields.ts';
import { ROLES } from '../../base/roles.ts';
import { timeSchema } from '../base.ts';
import { roomParamsSchema } from './rooms.ts';

// What goes on in a room now, with the names of those who wait: they are shown to those who chair, and to who sets up the room.

export const meetingSchema = z
  .object({
    participants: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        role: z.enum(ROLES),
        state: z.enum(['joined', 'reconnecting']).describe('`reconnecting`: away, and the place is kept'),
        line: z.enum(['good', 'weak', 'broken']).describe("`weak`: the person's own line does not bear all of it"),
        seatId: idSchema.nullable().describe("Their seat of the room's plan"),
        since: timeSchema,
      }),
    ),
    waiting: z
      .array(z.object({ id: idSchema, name: z.string(), since: timeSchema }))
      .describe('Who waits to be let in, longest first'),
    lobby: z.int().describe('How many wait to be let in'),
    begun: z
      .object({ by: z.string(), at: timeSchema })
      .nullable()
      .describe('Who sat down first, as they were called then; null: nobody has yet'),
    madeBy: z
      .string()
      .nullable()
      .describe('Name of the organiser who made the room; null: the operator, or one whose account is gone'),
  })
  .meta({ id: 'Meeting' });
export type MeetingView = z.output<typeof meetingSchema>;

export const personParamsSchema = roomParamsSchema.extend({ participantId: idSchema });
