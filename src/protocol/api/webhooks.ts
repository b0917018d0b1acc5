import { z } from 'zod';
import { idSchema } from '../base/fields.ts';
import { WEBHOOK_DELIVERY_STATES, WEBHOOK_EVENTS, WEBHOOK_FAILURES } from '../webhooks.ts';
import { timeSchema } from './base.ts';

// Where the house's own programs are told that a meeting begins or ends. Signed by standardwebhooks.com.

export const MAX_WEBHOOK_URL_LENGTH = 500;

/** Whether the name leads to where nothing may be sent is seen whenever something is. */
export const webhookUrlSchema = z
  .string()
  .max(MAX_WEBHOOK_URL_LENGTH)
  .refine((text) => {
    const url = URL.parse(text);
    return url?.protocol === 'https:' && url.username === '' && url.password === '' && !text.includes('#');
  }, 'An address that begins with https://, without a name and password in it.')
  .transform((text) => new URL(text).href)
  .pipe(z.string().max(MAX_WEBHOOK_URL_LENGTH));

export const webhookSchema = z
  .object({
    id: idSchema,
    url: z.string(),
    isPaused: z.boolean(),
    failingSince: timeSchema.nullable().describe('Nothing has arrived since then, although it was tried'),
    disabledAt: timeSchema
      .nullable()
      .describe('It failed for days, or wanted no more: nothing goes there until it is resumed'),
    createdAt: timeSchema,
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.output<typeof webhookSchema>;

export const webhooksSchema = z.object({ items: z.array(webhookSchema) });

export const newWebhookSchema = z.strictObject({
  url: webhookUrlSchema.describe('`https:` alone, and to where everybody can get'),
});
export type NewWebhook = z.input<typeof newWebhookSchema>;

export const madeWebhookSchema = z.object({
  webhook: webhookSchema,
  secret: z.string().describe('`whsec_...`, by which signatures are checked; shown this once'),
});
export type MadeWebhook = z.output<typeof madeWebhookSchema>;

export const webhookChangesSchema = z.strictObject({
  isPaused: z.boolean().describe('False: it goes on, also when it was disabled'),
});

export const webhookDeliverySchema = z.object({
  id: z.string().describe('`webhook-id` of what was sent'),
  event: z.enum(WEBHOOK_EVENTS),
  state: z.enum(WEBHOOK_DELIVERY_STATES),
  failure: z.enum(WEBHOOK_FAILURES).nullable().describe('Of the last attempt'),
  status: z.int().nullable().describe('Of the last answer'),
  attempts: z.int(),
  createdAt: timeSchema,
  changedAt: timeSchema,
});
export type WebhookDeliveryView = z.output<typeof webhookDeliverySchema>;
export const webhookDeliveriesSchema = z.object({ items: z.array(webhookDeliverySchema) });

export const webhookParamsSchema = z.object({ webhookId: idSchema });
