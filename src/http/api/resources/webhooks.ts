import { z } from 'zod';
import {
  madeWebhookSchema,
  newWebhookSchema,
  type WebhookDeliveryView,
  type WebhookView,
  webhookChangesSchema,
  webhookDeliveriesSchema,
  webhookParamsSchema,
  webhookSchema,
  webhooksSchema,
} from '../../../protocol/api/webhooks.ts';
import type { StoredWebhook, WebhookDelivery } from '../../../webhooks/ports.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime, isoTimeOrNull } from '../times.ts';

const tags = ['Webhooks'];
const params = webhookParamsSchema;
const MESSAGES =
  'Each message is `{type, timestamp, data}`: `meeting.started` with `meetingId`, `roomId`, `organisationId` and `startedAt`, `meeting.ended` with `endedAt` and `isCutOff` besides; nobody is named. It is signed as standardwebhooks.com says, comes at least once, and again with the same `webhook-id` until it is answered with 2xx.';

/** Where the house's programs are told of its meetings. */
export function addWebhooks(api: Api, { catalogue }: ApiParts): void {
  const { webhooks } = catalogue;

  api.get('/webhooks', {
    config: { deed: 'webhook:list' },
    schema: { tags, summary: 'Where meetings are told of', response: { 200: webhooksSchema } },
    handler: async (request) => {
      const actor = callerOf(request);
      return { items: (await webhooks.list(actor, actor.organisationId)).map(viewOf) };
    },
  });

  api.post('/webhooks', {
    config: { deed: 'webhook:create' },
    schema: {
      tags,
      summary: 'Have a program told of meetings',
      description: `${MESSAGES} Refused with TARGET_REFUSED for an address to which not everybody can send.`,
      body: newWebhookSchema,
      response: { 201: madeWebhookSchema },
    },
    handler: async (request, reply) => {
      const actor = callerOf(request);
      const { webhook, secret } = await webhooks.create(actor, actor.organisationId, request.body.url);
      return reply.code(201).send({ webhook: viewOf(webhook), secret });
    },
  });

  api.get('/webhooks/:webhookId', {
    config: { deed: 'webhook:list' },
    schema: { tags, summary: 'A webhook', params, response: { 200: webhookSchema } },
    handler: async (request) => viewOf(await webhooks.read(callerOf(request), request.params.webhookId)),
  });

  api.patch('/webhooks/:webhookId', {
    config: { deed: 'webhook:update' },
    schema: {
      tags,
      summary: 'Pause or resume a webhook',
      description: 'Of what happens while it is paused nothing is told.',
      params,
      body: webhookChangesSchema,
      response: { 200: webhookSchema },
    },
    handler: async (request) => {
      const [actor, { webhookId }] = [callerOf(request), request.params];
      const { isPaused } = request.body;
      return viewOf(isPaused ? await webhooks.pause(actor, webhookId) : await webhooks.resume(actor, webhookId));
    },
  });

  api.delete('/webhooks/:webhookId', {
    config: { deed: 'webhook:delete' },
    schema: { tags, summary: 'Delete a webhook', params, response: { 204: z.undefined().describe('Done') } },
    handler: async (request, reply) => {
      await webhooks.delete(callerOf(request), request.params.webhookId);
      return reply.code(204).send();
    },
  });

  api.post('/webhooks/:webhookId/test', {
    config: { deed: 'webhook:test' },
    schema: {
      tags,
      summary: 'Send a test message',
      description: '`webhook.test`; tried once, also while it is paused. What came of it is among the deliveries.',
      params,
      response: { 202: z.object({ deliveryId: z.string() }) },
    },
    handler: async (request, reply) =>
      reply.code(202).send(await webhooks.test(callerOf(request), request.params.webhookId)),
  });

  api.get('/webhooks/:webhookId/deliveries', {
    config: { deed: 'webhook:list' },
    schema: {
      tags,
      summary: 'What was told last, and whether it arrived',
      params,
      response: { 200: webhookDeliveriesSchema },
    },
    handler: async (request) => {
      const deliveries = await webhooks.deliveries(callerOf(request), request.params.webhookId);
      return { items: deliveries.map(deliveryViewOf) };
    },
  });
}

function viewOf({ id, url, pausedAt, failingSince, disabledAt, createdAt }: StoredWebhook): WebhookView {
  return {
    id,
    url,
    isPaused: pausedAt !== null,
    failingSince: isoTimeOrNull(failingSince),
    disabledAt: isoTimeOrNull(disabledAt),
    createdAt: isoTime(createdAt),
  };
}

function deliveryViewOf({ createdAt, changedAt, ...delivery }: WebhookDelivery): WebhookDeliveryView {
  return { ...delivery, createdAt: isoTime(createdAt), changedAt: isoTime(changedAt) };
}
