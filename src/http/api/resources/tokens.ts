import { z } from 'zod';
import type { KeptToken } from '../../../auth/index.ts';
import { pageQuerySchema } from '../../../protocol/api/base.ts';
import { organiserParamsSchema } from '../../../protocol/api/organisers.ts';
import {
  madeTokenSchema,
  newTokenSchema,
  type TokenView,
  tokenPageSchema,
  tokenParamsSchema,
} from '../../../protocol/api/tokens.ts';
import { callerOf } from '../callers.ts';
import { pageIn } from '../pages.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime, isoTimeOrNull } from '../times.ts';

const tags = ['Tokens'];

/** By what programs come in. Whoever is signed in makes them; no token makes another. */
export function addTokens(api: Api, { catalogue }: ApiParts): void {
  const { tokens } = catalogue;

  api.get('/tokens', {
    config: { deed: 'token:list' },
    schema: { tags, summary: 'Your tokens', querystring: pageQuerySchema, response: { 200: tokenPageSchema } },
    handler: async (request) => {
      const actor = callerOf(request);
      const { items, next } = pageIn(await tokens.list(actor, actor.organiserId), request.query);
      return { items: items.map(viewOf), next };
    },
  });

  api.get('/organisers/:organiserId/tokens', {
    config: { deed: 'token:list' },
    schema: {
      tags,
      summary: 'Somebody’s tokens',
      params: organiserParamsSchema,
      querystring: pageQuerySchema,
      response: { 200: tokenPageSchema },
    },
    handler: async (request) => {
      const { organiserId } = request.params;
      const { items, next } = pageIn(await tokens.list(callerOf(request), organiserId), request.query);
      return { items: items.map(viewOf), next };
    },
  });

  api.post('/tokens', {
    config: { deed: 'token:create' },
    schema: {
      tags,
      summary: 'Make a token',
      description: 'It does what you may do, as far as its scopes reach, until it is over or revoked.',
      body: newTokenSchema,
      response: { 201: madeTokenSchema },
    },
    handler: async (request, reply) => {
      const actor = callerOf(request);
      const { expiresAt, ...wish } = request.body;
      const { token, secret } = await tokens.create(actor, {
        ...wish,
        organiserId: actor.organiserId,
        expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
      });
      return reply.code(201).send({ token: viewOf(token), secret });
    },
  });

  api.delete('/tokens/:tokenId', {
    config: { deed: 'token:revoke' },
    schema: {
      tags,
      summary: 'Revoke a token',
      params: tokenParamsSchema,
      response: { 204: z.undefined().describe('Done') },
    },
    handler: async (request, reply) => {
      await tokens.revoke(callerOf(request), request.params.tokenId);
      return reply.code(204).send();
    },
  });
}

function viewOf({ id, name, scopes, createdAt, expiresAt, usedAt }: KeptToken): TokenView {
  const times = { expiresAt: isoTimeOrNull(expiresAt), lastUsedAt: isoTimeOrNull(usedAt) };
  return { id, name, scopes: [...scopes], createdAt: isoTime(createdAt), ...times };
}
