import { z } from 'zod';
import { idSchema } from '../base/fields.ts';
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

/** What has happened to a reserved meeting; `date`: which of its dates was moved or cancelled. */
export const meetingNewsSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['invited', 'changed', 'cancelled']) }),
  z.strictObject({ is: z.enum(['date-moved', 'date-cancelled']), date: wallTimeSchema }),
]);
export const sentSchema = z.object({ sent: z.int().describe('To how many it goes') });
