import { z } from 'zod';
import { idSchema } from '../base/fields.ts';
import { MAX_SEATS } from '../limits.ts';
import { MAIL_FAILURES, MAIL_KINDS, MAIL_LANGUAGES, MAIL_STATES } from '../mail.ts';
import { wallTimeSchema } from '../reservations/series.ts';
import { timeSchema } from './base.ts';

export const mailLanguageSchema = z.enum(MAIL_LANGUAGES).default('de');

/** What became of a mail. `sent`: the next mail server has it; what happens there nobody tells us. */
export const deliverySchema = z.object({
  id: z.string(),
  kind: z.enum(MAIL_KINDS),
  state: z.enum(MAIL_STATES),
  failure: z.enum(MAIL_FAILURES).nullable(),
  seatId: idSchema.nullable(),
  createdAt: timeSchema,
  changedAt: timeSchema,
});
export const deliveriesSchema = z.object({ items: z.array(deliverySchema) });
export type DeliveryView = z.output<typeof deliverySchema>;

export const sendLinkSchema = z.strictObject({ language: mailLanguageSchema });

const seatIdsSchema = z
  .array(idSchema)
  .min(1)
  .max(MAX_SEATS)
  .optional()
  .describe('To these alone; everyone who has an address unless said');

/** What has happened to a reserved meeting; `date`: which of its dates was moved or cancelled. */
export const meetingNewsSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['invited', 'changed', 'cancelled']), seatIds: seatIdsSchema }),
  z.strictObject({ is: z.enum(['date-moved', 'date-cancelled']), date: wallTimeSchema, seatIds: seatIdsSchema }),
]);
export type NewMeetingNews = z.input<typeof meetingNewsSchema>;

/** Those whom a room expects, and what was last written to them about one of its reservations. */
export const invitedSchema = z
  .object({
    untold: z
      .object({ is: z.enum(['changed', 'cancelled', 'date-moved', 'date-cancelled']), date: wallTimeSchema.nullable() })
      .nullable()
      .describe('What some of those who were written to have not been told yet, as it is sent to them; null: nothing'),
    seats: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        address: z.object({ email: z.string(), language: z.enum(MAIL_LANGUAGES) }).nullable(),
        mailed: z
          .object({
            kind: z.enum(MAIL_KINDS),
            at: timeSchema,
            mail: z
              .object({ state: z.enum(MAIL_STATES), failure: z.enum(MAIL_FAILURES).nullable() })
              .nullable()
              .describe('What became of it; null: that is not kept any more'),
          })
          .nullable()
          .describe('The last one'),
      }),
    ),
  })
  .meta({ id: 'Invited' });
export type InvitedView = z.output<typeof invitedSchema>;
export type InvitedSeatView = InvitedView['seats'][number];
export const sentSchema = z.object({ sent: z.int().describe('To how many it goes') });
