import { z } from 'zod';
import type { CallState } from '../../../../catalogue/calls/calls.ts';
import { type CallView, calledSchema, callSchema, seatAddressSchema } from '../../../../protocol/api/rooms/calls.ts';
import { seatParamsSchema } from '../../../../protocol/api/rooms/plan.ts';
import { roomParamsSchema } from '../../../../protocol/api/rooms/rooms.ts';
import { callerOf } from '../../callers.ts';
import type { Api, ApiParts } from '../../parts.ts';
import { isoTime } from '../../times.ts';

const tags = ['Calls'];
const params = roomParamsSchema;

/** Calling together those whom a room's plan expects. */
export function addCalls(api: Api, { catalogue }: ApiParts): void {
  const { calls } = catalogue;

  api.put('/rooms/:roomId/plan/seats/:seatId/address', {
    config: { deed: 'plan:set-address' },
    schema: {
      tags,
      summary: 'Where mail for an expected person goes',
      params: seatParamsSchema,
      body: seatAddressSchema,
      response: { 204: z.undefined().describe('Done') },
    },
    handler: async (request, reply) => {
      const { roomId, seatId } = request.params;
      const { email, language } = request.body;
      await calls.setAddress(callerOf(request), roomId, seatId, email === null ? null : { email, language });
      return reply.code(204).send();
    },
  });

  api.get('/rooms/:roomId/call', {
    config: { deed: 'call:read' },
    schema: {
      tags,
      summary: 'Who was written to, whose link was opened, who is at the door and who is here',
      params,
      response: { 200: callSchema },
    },
    handler: async (request) => viewOf(await calls.read(callerOf(request), request.params.roomId)),
  });

  api.post('/rooms/:roomId/call', {
    config: { deed: 'call:everyone' },
    schema: {
      tags,
      summary: 'Call everyone now',
      description:
        'Everyone who has an address and is not there yet gets a mail with their own link to their own seat. Whoever was called within the last minute is not called again.',
      params,
      response: { 202: calledSchema },
    },
    handler: async (request, reply) => {
      const called = await calls.everyone(callerOf(request), request.params.roomId);
      return reply.code(202).send({ called });
    },
  });
}

function viewOf(seats: readonly CallState[]): CallView {
  return {
    seats: seats.map(({ id, name, address, presence, call }) => ({
      id,
      name,
      address,
      presence,
      call: call && {
        calledAt: isoTime(call.calledAt),
        mail: call.mail,
        openedAt: call.openedAt === null ? null : isoTime(call.openedAt),
      },
    })),
  };
}
