import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';

/** As browsers say from where they ask (Fetch Metadata): from this origin, or because somebody typed it. */
const OWN_SITES: readonly unknown[] = ['same-origin', 'none'];

type IsAllowedOrigin = (origin: string) => boolean;

/**
 * Nobody else's page asks anything in the name of who is signed in. What changes something says its origin, which no
 * page can leave out or forge, and comes as JSON, which no form can send; `SameSite` cookies are the second wall.
 */
export function refuseForeignPages(api: FastifyInstance, isAllowedOrigin: IsAllowedOrigin): void {
  api.removeContentTypeParser('text/plain');
  api.addHook('onRequest', async (request) => requireOwnPage(request, isAllowedOrigin));
}

/** Errors: NOT_ALLOWED. */
export function requireOwnPage({ method, headers }: FastifyRequest, isAllowedOrigin: IsAllowedOrigin): void {
  const { origin, 'sec-fetch-site': site } = headers;
  const mayLackOrigin = method === 'GET' || method === 'HEAD';
  const isForeign = origin === undefined ? !mayLackOrigin : !isAllowedOrigin(origin);
  if (isForeign || (site !== undefined && !OWN_SITES.includes(site))) throw new AppError('NOT_ALLOWED');
}
