import { z } from 'zod';
import { passwordLink } from '../../../catalogue/links.ts';
import type { Link } from '../../../catalogue/organisers/organisers.ts';
import type { StoredOrganiser } from '../../../catalogue/ports.ts';
import { definedOnly } from '../../../platform/defined-only.ts';
import { pageQuerySchema } from '../../../protocol/api/base.ts';
import {
  invitedOrganiserSchema,
  newOrganiserSchema,
  type OrganiserView,
  organiserChangesSchema,
  organiserPageSchema,
  organiserParamsSchema,
  organiserSchema,
  organiserSessionParamsSchema,
  organiserSessionsSchema,
  passwordLinkSchema,
} from '../../../protocol/api/organisers.ts';
import { callerOf } from '../callers.ts';
import { pageIn } from '../pages.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime } from '../times.ts';

const tags = ['Organisers'];
const params = organiserParamsSchema;
const done = { 204: z.undefined().describe('Done') };

/** Who has an account in the caller's house. */
export function addOrganisers(api: Api, { catalogue, publicUrl }: ApiParts): void {
  const { organisers } = catalogue;
  const linkOf = ({ secret, expiresAt }: Link) => ({
    link: passwordLink(publicUrl(), secret),
    linkExpiresAt: isoTime(expiresAt),
  });

  api.get('/organisers', {
    config: { deed: 'organiser:list' },
    schema: {
      tags,
      summary: 'Who has an account',
      querystring: pageQuerySchema,
      response: { 200: organiserPageSchema },
    },
    handler: async (request) => {
      const actor = callerOf(request);
      const { items, next } = pageIn(await organisers.list(actor, actor.organisationId), request.query);
      return { items: items.map(viewOf), next };
    },
  });

  api.post('/organisers', {
    config: { deed: 'organiser:invite' },
    schema: {
      tags,
      summary: 'Make an account',
      description: 'Nobody is given a password: its owner sets it by the link, which is shown this once.',
      body: newOrganiserSchema,
      response: { 201: invitedOrganiserSchema },
    },
    handler: async (request, reply) => {
      const actor = callerOf(request);
      const { organisationId } = actor;
      const { organiser, link } = await organisers.invite(actor, { organisationId, ...request.body });
      return reply.code(201).send({ organiser: viewOf(organiser), ...linkOf(link) });
    },
  });

  api.get('/organisers/:organiserId', {
    config: { deed: 'organiser:read' },
    schema: { tags, summary: 'An account', params, response: { 200: organiserSchema } },
    handler: async (request) => viewOf(await organisers.read(callerOf(request), request.params.organiserId)),
  });

  api.patch('/organisers/:organiserId', {
    config: { deed: 'organiser:rename' },
    schema: {
      tags,
      summary: 'Change an account',
      params,
      body: organiserChangesSchema,
      response: { 200: organiserSchema },
    },
    handler: async (request) =>
      viewOf(await organisers.change(callerOf(request), request.params.organiserId, definedOnly(request.body))),
  });

  api.delete('/organisers/:organiserId', {
    config: { deed: 'organiser:delete' },
    schema: {
      tags,
      summary: 'Delete an account',
      description: 'Rooms that its owner made stay with the organisation.',
      params,
      response: done,
    },
    handler: async (request, reply) => {
      await organisers.delete(callerOf(request), request.params.organiserId);
      return reply.code(204).send();
    },
  });

  api.post('/organisers/:organiserId/link', {
    config: { deed: 'organiser:make-link' },
    schema: {
      tags,
      summary: 'A new link to set the password',
      description: 'It takes the place of the one before; the old password goes on until it is used.',
      params,
      response: { 201: passwordLinkSchema },
    },
    handler: async (request, reply) => {
      const { link } = await organisers.makeLink(callerOf(request), request.params.organiserId);
      return reply.code(201).send(linkOf(link));
    },
  });

  api.delete('/organisers/:organiserId/second-factor', {
    config: { deed: 'organiser:remove-second-factor' },
    schema: {
      tags,
      summary: 'Forget the authenticator app, which they have lost',
      params,
      response: done,
    },
    handler: async (request, reply) => {
      await organisers.removeSecondFactor(callerOf(request), request.params.organiserId);
      return reply.code(204).send();
    },
  });

  api.get('/organisers/:organiserId/sessions', {
    config: { deed: 'organiser:list-sessions' },
    schema: { tags, summary: 'Where they are signed in', params, response: { 200: organiserSessionsSchema } },
    handler: async (request) => {
      const sessions = await organisers.sessions(callerOf(request), request.params.organiserId);
      return {
        items: sessions.map(({ id, createdAt, usedAt }) => ({
          id,
          since: isoTime(createdAt),
          lastUsed: isoTime(usedAt),
        })),
      };
    },
  });

  api.delete('/organisers/:organiserId/sessions', {
    config: { deed: 'organiser:end-sessions' },
    schema: { tags, summary: 'Sign them out everywhere', params, response: done },
    handler: async (request, reply) => {
      await organisers.endSessions(callerOf(request), request.params.organiserId);
      return reply.code(204).send();
    },
  });

  api.delete('/organisers/:organiserId/sessions/:sessionId', {
    config: { deed: 'organiser:end-sessions' },
    schema: { tags, summary: 'Sign them out there', params: organiserSessionParamsSchema, response: done },
    handler: async (request, reply) => {
      const { organiserId, sessionId } = request.params;
      await organisers.endSession(callerOf(request), organiserId, sessionId);
      return reply.code(204).send();
    },
  });
}

function viewOf({ organisationId: _, createdAt, updatedAt, ...organiser }: StoredOrganiser): OrganiserView {
  return { ...organiser, createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) };
}
