import { z } from 'zod';
import { inviteLink } from '../../../../catalogue/links.ts';
import { pageQuerySchema } from '../../../../protocol/api/base.ts';
import {
  type InviteView,
  invitePageSchema,
  inviteParamsSchema,
  madeInviteSchema,
  newInviteSchema,
} from '../../../../protocol/api/rooms/invites.ts';
import { roomParamsSchema } from '../../../../protocol/api/rooms/rooms.ts';
import type { StoredInvite } from '../../../../storage/index.ts';
import { callerOf } from '../../callers.ts';
import { statusOf } from '../../invite-status.ts';
import { pageIn } from '../../pages.ts';
import type { Api, ApiParts } from '../../parts.ts';
import { isoTime, isoTimeOrNull } from '../../times.ts';

const tags = ['Invites'];
const params = roomParamsSchema;

/** Links that let into a room without its password. */
export function addInvites(api: Api, { catalogue, publicUrl }: ApiParts): void {
  const { invites } = catalogue;

  api.get('/rooms/:roomId/invites', {
    config: { deed: 'invite:list' },
    schema: {
      tags,
      summary: 'A room’s invites',
      description: 'Also those that no longer work, for a month.',
      params,
      querystring: pageQuerySchema,
      response: { 200: invitePageSchema },
    },
    handler: async (request) => {
      const { items, next } = pageIn(await invites.list(callerOf(request), request.params.roomId), request.query);
      return { items: items.map(inviteViewOf), next };
    },
  });

  api.post('/rooms/:roomId/invites', {
    config: { deed: 'invite:create' },
    schema: { tags, summary: 'Make an invite', params, body: newInviteSchema, response: { 201: madeInviteSchema } },
    handler: async (request, reply) => {
      const { roomId } = request.params;
      const { expiresAt, ...wish } = request.body;
      const { invite, secret } = await invites.create(callerOf(request), roomId, {
        ...wish,
        expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
      });
      return reply.code(201).send({ invite: inviteViewOf(invite), link: inviteLink(publicUrl(), roomId, secret) });
    },
  });

  api.delete('/rooms/:roomId/invites/:inviteId', {
    config: { deed: 'invite:revoke' },
    schema: {
      tags,
      summary: 'Revoke an invite',
      description: 'It lets in nobody any more, and who came by it is put out.',
      params: inviteParamsSchema,
      response: { 204: z.undefined().describe('Done') },
    },
    handler: async (request, reply) => {
      const { roomId, inviteId } = request.params;
      await invites.revoke(callerOf(request), inviteId, roomId);
      return reply.code(204).send();
    },
  });
}

export function inviteViewOf(invite: StoredInvite): InviteView {
  const { id, role, label, trusted, seatId, uses, maxUses, expiresAt, createdAt } = invite;
  const times = { expiresAt: isoTimeOrNull(expiresAt), createdAt: isoTime(createdAt) };
  return { id, role, label, trusted, seatId, status: statusOf(invite), uses, maxUses, ...times };
}
