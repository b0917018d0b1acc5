import { z } from 'zod';
import type { Delivery } from '../../../mail/ports.ts';
import { type DeliveryView, deliveriesSchema, sendLinkSchema } from '../../../protocol/api/mail.ts';
import { organiserParamsSchema } from '../../../protocol/api/organisers.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime } from '../times.ts';

const tags = ['Organisers'];
const params = organiserParamsSchema;

/** Mail to those who have an account. */
export function addOrganiserMail(api: Api, { catalogue }: ApiParts): void {
  const { organiserMail } = catalogue;

  api.post('/organisers/:organiserId/link/mail', {
    config: { deed: 'organiser:mail-link' },
    schema: {
      tags,
      summary: 'Mail them a new link to set the password',
      description: 'It takes the place of the one before, and goes to their own address.',
      params,
      body: sendLinkSchema,
      response: { 202: z.undefined().describe('On its way') },
    },
    handler: async (request, reply) => {
      await organiserMail.sendLink(callerOf(request), request.params.organiserId, request.body.language);
      return reply.code(202).send();
    },
  });

  api.get('/organisers/:organiserId/mails', {
    config: { deed: 'organiser:list-mails' },
    schema: { tags, summary: 'What became of mail to them', params, response: { 200: deliveriesSchema } },
    handler: async (request) => {
      const deliveries = await organiserMail.list(callerOf(request), request.params.organiserId);
      return { items: deliveries.map(deliveryView) };
    },
  });
}

export function deliveryView({ id, kind, state, failure, seatId, createdAt, changedAt }: Delivery): DeliveryView {
  return { id, kind, state, failure, seatId, createdAt: isoTime(createdAt), changedAt: isoTime(changedAt) };
}
