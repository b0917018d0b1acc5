import { z } from 'zod';
import { idSchema } from '../base/fields.ts';
import { ROLES } from '../base/roles.ts';
import { timeSchema } from './base.ts';
import { roomParamsSchema } from './rooms.ts';

// What goes on in a room now. Those who wait to be let in are counted, and named to nobody but those who chair.

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
    lobby: z.int().describe('How many wait to be let in'),
  })
  .meta({ id: 'Meeting' });
export type MeetingView = z.output<typeof meetingSchema>;

export const personParamsSchema = roomParamsSchema.extend({ participantId: idSchema });
