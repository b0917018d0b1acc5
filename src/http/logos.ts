import type { FastifyInstance } from 'fastify';
import type { Organisations } from '../catalogue/organisations/organisations.ts';
import type { LogoFacts } from '../catalogue/ports.ts';
import type { LogoView } from '../protocol/api/organisation.ts';
import { notFound } from './error-reply.ts';
import { limitRequests } from './request-limit.ts';

const PATH = '/api/logos';
const ONE_YEAR_S = 365 * 24 * 3_600;

/** Whatever a browser makes of it: nothing in it runs, and nothing is fetched. */
const HARMLESS = {
  'cache-control': `private, max-age=${ONE_YEAR_S}, immutable`,
  'content-security-policy': "default-src 'none'; sandbox",
  'content-disposition': 'inline; filename="logo"',
};

/** `GET /api/logos/:key`: a house's sign, for whoever was told its path; there is no list of them. */
export async function addLogos(app: FastifyInstance, organisations: Pick<Organisations, 'logo'>): Promise<void> {
  await app.register(async (api) => {
    await limitRequests(api);
    api.get<{ Params: { key: string } }>(`${PATH}/:key`, async (request, reply) => {
      const logo = await organisations.logo(request.params.key);
      if (logo === null) return notFound(request, reply);
      return reply.headers(HARMLESS).type(logo.type).send(logo.bytes);
    });
  });
}

export function logoView(logo: LogoFacts | null): LogoView | null {
  if (logo === null) return null;
  const { key, type, width, height } = logo;
  return { path: `${PATH}/${key}`, type, width, height };
}
