import { z } from 'zod';
import { API_PATH } from '../../../../../src/protocol/api/base.ts';
import {
  madeWebhookSchema,
  type NewWebhook,
  webhookDeliveriesSchema,
  webhookSchema,
  webhooksSchema,
} from '../../../../../src/protocol/api/webhooks.ts';
import { nothing, type Server } from '../../server/server.ts';

const WEBHOOKS = `${API_PATH}/webhooks`;

/** Where the house's programs are told of meetings. */
export function webhooksApi(server: Pick<Server, 'ask'>) {
  const one = (webhookId: string) => `${WEBHOOKS}/${webhookId}`;
  return {
    list: async (signal: AbortSignal) => (await server.ask('GET', WEBHOOKS, { answer: webhooksSchema, signal })).items,
    make: (body: NewWebhook) => server.ask('POST', WEBHOOKS, { body, answer: madeWebhookSchema }),
    setPaused: (webhookId: string, isPaused: boolean) =>
      server.ask('PATCH', one(webhookId), { body: { isPaused }, answer: webhookSchema }),
    delete: (webhookId: string) => server.ask('DELETE', one(webhookId), { answer: nothing }),
    test: (webhookId: string) =>
      server.ask('POST', `${one(webhookId)}/test`, { answer: z.object({ deliveryId: z.string() }) }),
    deliveries: async (webhookId: string, signal: AbortSignal) =>
      (await server.ask('GET', `${one(webhookId)}/deliveries`, { answer: webhookDeliveriesSchema, signal })).items,
  };
}
