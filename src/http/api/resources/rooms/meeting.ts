import { z } from 'zod';
import type { LiveMeeting } from '../../../../catalogue/rooms/meetings.ts';
import { type MeetingView, meetingSchema, personParamsSchema } from '../../../../protocol/api/rooms/meeting.ts';
import { roomParamsSchema } from '../../../../protocol/api/rooms/rooms.ts';
import { numberedName } from '../../../../protocol/meeting/people.ts';
import { callerOf } from '../../callers.ts';
import type { Api, ApiParts } from '../../parts.ts';
import { isoTime } from '../../times.ts';

const tags = ['Meeting'];
const params = roomParamsSchema;
const done = { 204: z.undefined().describe('Done') };

/** What goes on in a room now. */
export function addMeeting(api: Api, { meetings }: ApiParts): void {
  api.get('/rooms/:roomId/meeting', {
    config: { deed: 'meeting:read' },
    schema: {
      tags,
      summary: 'Who is in a room now',
      description: 'Nobody where no meeting goes on.',
      params,
      response: { 200: meetingSchema },
    },
    handler: async (request) => viewOf(await meetings.read(callerOf(request), request.params.roomId)),
  });

  api.delete('/rooms/:roomId/meeting', {
    config: { deed: 'meeting:end' },
    schema: { tags, summary: 'End the meeting for everyone', description: 'The room stays.', params, response: done },
    handler: async (request, reply) => {
      await meetings.end(callerOf(request), request.params.roomId);
      return reply.code(204).send();
    },
  });

  api.delete('/rooms/:roomId/meeting/participants/:participantId', {
    config: { deed: 'meeting:remove-person' },
    schema: {
      tags,
      summary: 'Put somebody out',
      description: 'They do not come back into this meeting.',
      params: personParamsSchema,
      response: done,
    },
    handler: async (request, reply) => {
      const { roomId, participantId } = request.params;
      await meetings.remove(callerOf(request), roomId, participantId);
      return reply.code(204).send();
    },
  });
}

function viewOf({ people, begun, madeBy }: LiveMeeting): MeetingView {
  const participants = people.flatMap(({ id, displayName, mark, role, state, line, seatId, since }) =>
    state === 'lobby'
      ? []
      : [{ id, name: numberedName({ displayName, mark }), role, state, line, seatId, since: isoTime(since) }],
  );
  const waiting = people
    .filter(({ state }) => state === 'lobby')
    .map(({ id, displayName, mark, since }) => ({
      id,
      name: numberedName({ displayName, mark }),
      since: isoTime(since),
    }));
  const lobby = waiting.length;
  return { participants, waiting, lobby, begun: begun && { by: begun.by, at: isoTime(begun.at) }, madeBy };
}
