import { type InvitedView, invitedSchema, meetingNewsSchema, sentSchema } from '../../../protocol/api/mail.ts';
import { reservationParamsSchema } from '../../../protocol/api/reservations.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime } from '../times.ts';

/** Mail about a reserved meeting. */
export function addInvitations(api: Api, { catalogue }: ApiParts): void {
  api.get('/reservations/:reservationId/invited', {
    config: { deed: 'reservation:read-invited' },
    schema: {
      tags: ['Reservations'],
      summary: 'Whom its room expects, and what was last written to each about it',
      params: reservationParamsSchema,
      response: { 200: invitedSchema },
    },
    handler: async (request) =>
      viewOf(await catalogue.invitations.read(callerOf(request), request.params.reservationId)),
  });

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
      const { seatIds = null, ...news } = request.body;
      const { reservationId } = request.params;
      const sent = await catalogue.invitations.send(callerOf(request), reservationId, news, seatIds);
      return reply.code(202).send({ sent });
    },
  });
}

type Invited = Awaited<ReturnType<ApiParts['catalogue']['invitations']['read']>>;

function viewOf({ seats, untold }: Invited): InvitedView {
  return {
    untold: untold && untoldView(untold),
    seats: seats.map(({ mailed, ...seat }) => ({
      ...seat,
      mailed: mailed && { kind: mailed.kind, at: isoTime(mailed.at), mail: mailed.mail },
    })),
  };
}

/** Nobody who was written to has only to be invited. */
function untoldView(untold: NonNullable<Invited['untold']>): InvitedView['untold'] {
  const is = untold.is === 'invited' ? 'changed' : untold.is;
  return { is, date: 'date' in untold ? untold.date : null };
}
