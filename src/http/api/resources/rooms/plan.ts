import { inviteLink } from '../../../../catalogue/links.ts';
import type { PlanFound } from '../../../../catalogue/rooms/room-plans.ts';
import { madeInviteSchema } from '../../../../protocol/api/rooms/invites.ts';
import {
  newPlanSchema,
  type RoomPlanView,
  roomPlanSchema,
  seatParamsSchema,
} from '../../../../protocol/api/rooms/plan.ts';
import { roomParamsSchema } from '../../../../protocol/api/rooms/rooms.ts';
import { callerOf } from '../../callers.ts';
import { statusOf } from '../../invite-status.ts';
import type { Api, ApiParts } from '../../parts.ts';
import { inviteViewOf } from './invites.ts';

const tags = ['Plan'];
const params = roomParamsSchema;

/** Whom a room expects, in their order. */
export function addPlan(api: Api, { catalogue, publicUrl }: ApiParts): void {
  const { plans } = catalogue;

  api.get('/rooms/:roomId/plan', {
    config: { deed: 'plan:read' },
    schema: { tags, summary: 'A room’s seating plan', params, response: { 200: roomPlanSchema } },
    handler: async (request) => viewOf(await plans.read(callerOf(request), request.params.roomId)),
  });

  api.put('/rooms/:roomId/plan', {
    config: { deed: 'plan:replace' },
    schema: {
      tags,
      summary: 'Replace a room’s seating plan',
      description:
        'Refused with `INVALID_STATE` (409) when `version` is not that of the plan as it is now. The links of seats that ' +
        'go no longer work.',
      params,
      body: newPlanSchema,
      response: { 200: roomPlanSchema },
    },
    handler: async (request) => viewOf(await plans.replace(callerOf(request), request.params.roomId, request.body)),
  });

  api.post('/rooms/:roomId/plan/seats/:seatId/invite', {
    config: { deed: 'plan:invite' },
    schema: {
      tags,
      summary: 'Make a seat’s own link',
      description: 'It works once. What was made for the seat before and nobody has used yet no longer works.',
      params: seatParamsSchema,
      response: { 201: madeInviteSchema },
    },
    handler: async (request, reply) => {
      const { roomId, seatId } = request.params;
      const { invite, secret } = await plans.invite(callerOf(request), roomId, seatId);
      return reply.code(201).send({ invite: inviteViewOf(invite), link: inviteLink(publicUrl(), roomId, secret) });
    },
  });
}

function viewOf({ seats, quorum, version, links }: PlanFound): RoomPlanView {
  return {
    seats: seats.map(({ id, name }) => {
      const newest = links.get(id);
      return { id, name, link: newest ? statusOf(newest) : null };
    }),
    quorum,
    version,
  };
}
