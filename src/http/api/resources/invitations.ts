import { meetingNewsSchema, sentSchema } from '../../../protocol/api/mail.ts';
import { reservationParamsSchema } from '../../../protocol/api/reservations.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';

/** Mail about a reserved meeting. */
export function addInvitations(api: Api, { catalogue }: ApiParts): void {
  api.post('/reservations/:reservationId/mails', {
    config: { deed: 'reservation:send-mail' },
    schema: {
      tags: ['Reservations'],
      summary: 'Mail an invitation, a change or a cancellation to those whom its room expects',
      description: 'Each gets a calendar part and, unless it is cancelled, their own link to their own seat.',
      params: reservationParamsSchema,
      body: meetingNewsSchema,
      response: { 202: sentSchema },
    },
    handler: async (request, reply) => {
      const sent = await catalogue.invitations.send(callerOf(request), request.params.reservationId, request.body);
      return reply.code(202).send({ sent });
    },
  });
}
