import { z } from 'zod';
import { emailSchema } from '../../accounts/email.ts';
import { idSchema } from '../../base/fields.ts';
import { PRESENCES } from '../../calls.ts';
import { MAIL_FAILURES, MAIL_LANGUAGES, MAIL_STATES } from '../../mail.ts';
import { timeSchema } from '../base.ts';
import { mailLanguageSchema } from '../mail.ts';

// Calling together those whom a room expects.

/** Null: mail for them goes nowhere any more. */
export const seatAddressSchema = z.strictObject({ email: emailSchema.nullable(), language: mailLanguageSchema });
export type NewSeatAddress = z.input<typeof seatAddressSchema>;

export const callSchema = z
  .object({
    seats: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        address: z.object({ email: z.string(), language: z.enum(MAIL_LANGUAGES) }).nullable(),
        presence: z.enum(PRESENCES).describe('`at-door`: they wait to be let in, by their own link'),
        call: z
          .object({
            calledAt: timeSchema,
            mail: z
              .object({ state: z.enum(MAIL_STATES), failure: z.enum(MAIL_FAILURES).nullable() })
              .nullable()
              .describe('What became of it; null: that is not kept any more'),
            openedAt: timeSchema.nullable().describe('When the link in it was first opened in a browser'),
          })
          .nullable()
          .describe('The last one'),
      }),
    ),
  })
  .meta({ id: 'Call' });
export type CallView = z.output<typeof callSchema>;
export type CalledSeat = CallView['seats'][number];

export const calledSchema = z.object({ called: z.int().describe('How many are written to') });
