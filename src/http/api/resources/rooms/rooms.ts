import { z } from 'zod';
import { inviteLink, roomLink } from '../../../../catalogue/links.ts';
import type { OwnedRoom } from '../../../../catalogue/ports.ts';
import { codeOf } from '../../../../catalogue/rooms/room-codes.ts';
import { definedOnly } from '../../../../platform/defined-only.ts';
import { pageQuerySchema } from '../../../../protocol/api/base.ts';
import {
  madeRoomSchema,
  newRoomSchema,
  type RoomView,
  roomChangesSchema,
  roomPageSchema,
  roomParamsSchema,
  roomSchema,
} from '../../../../protocol/api/rooms/rooms.ts';
import { callerOf } from '../../callers.ts';
import { afterOf, cutTo } from '../../pages.ts';
import type { Api, ApiParts } from '../../parts.ts';
import { isoTime } from '../../times.ts';

const tags = ['Rooms'];
const params = roomParamsSchema;

/** The rooms of the caller's house. */
export function addRooms(api: Api, { catalogue, live, publicUrl }: ApiParts): void {
  const { rooms } = catalogue;
  const viewOf = (room: OwnedRoom) => roomView(room, publicUrl(), live.countsOf(room.id));

  api.get('/rooms', {
    config: { deed: 'room:list' },
    schema: {
      tags,
      summary: 'Your organisation’s rooms',
      querystring: pageQuerySchema,
      response: { 200: roomPageSchema },
    },
    handler: async (request) => {
      const actor = callerOf(request);
      const { query } = request;
      const page = { after: afterOf(query), limit: query.limit + 1 };
      const { items, next } = cutTo(await rooms.list(actor, actor.organisationId, page), query);
      return { items: items.map(viewOf), next };
    },
  });

  api.post('/rooms', {
    config: { deed: 'room:create' },
    schema: {
      tags,
      summary: 'Make a room',
      description: 'What is not said is as your organisation’s defaults have it.',
      body: newRoomSchema,
      response: { 201: madeRoomSchema },
    },
    handler: async (request, reply) => {
      const actor = callerOf(request);
      const { name, moderatorLink, ...wish } = request.body;
      const { room, moderatorSecret } = await rooms.create(actor, actor.organisationId, {
        ...definedOnly(wish),
        name,
        withModerator: moderatorLink,
      });
      const link = moderatorSecret === null ? null : inviteLink(publicUrl(), room.id, moderatorSecret);
      return reply.code(201).send({ room: viewOf(room), moderatorLink: link });
    },
  });

  api.get('/rooms/:roomId', {
    config: { deed: 'room:read' },
    schema: { tags, summary: 'A room', params, response: { 200: roomSchema } },
    handler: async (request) => viewOf(await rooms.read(callerOf(request), request.params.roomId)),
  });

  api.patch('/rooms/:roomId', {
    config: { deed: 'room:update' },
    schema: {
      tags,
      summary: 'Change a room',
      description: 'What is left out stays as it is; a change holds from now on, also where people are.',
      params,
      body: roomChangesSchema,
      response: { 200: roomSchema },
    },
    handler: async (request) =>
      viewOf(await rooms.update(callerOf(request), request.params.roomId, definedOnly(request.body))),
  });

  api.delete('/rooms/:roomId', {
    config: { deed: 'room:delete' },
    schema: {
      tags,
      summary: 'Delete a room',
      description: 'With its link, invites, plan and attendance. People who are there are put out.',
      params,
      response: { 204: z.undefined().describe('Done') },
    },
    handler: async (request, reply) => {
      await rooms.delete(callerOf(request), request.params.roomId);
      return reply.code(204).send();
    },
  });
}

function roomView(room: OwnedRoom, publicUrl: string, live: RoomView['live']): RoomView {
  const { passwordHash, owner, sharedSeats: _, createdAt, updatedAt, ...settings } = room;
  return {
    ...settings,
    link: roomLink(publicUrl, room.id),
    code: codeOf(room),
    hasPassword: passwordHash !== null,
    madeBy: owner?.organiserId ?? null,
    live,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}
