import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { notFound } from './error-reply.ts';
import { type Place, pathOf, placeOf } from './paths.ts';

const ONE_YEAR_MS = 365 * 24 * 3_600_000;
/** The page names its files by hash, so it alone must always be fresh: kept, and asked for again each time. */
const ALWAYS_FRESH = 'no-cache';

export const PAGES = ['index.html', 'regie.html', 'check.html', 'lizenzen.html'] as const;

const PAGE_OF: Readonly<Record<Exclude<Place, 'program'>, (typeof PAGES)[number]>> = {
  start: 'index.html',
  room: 'index.html',
  lost: 'index.html',
  console: 'regie.html',
  check: 'check.html',
  licences: 'lizenzen.html',
};

/**
 * The built browser client: one page for every place of a person, one for the console, one for the check of a connection, one for the licences, and their files by content hash.
 * Whatever a person may have typed or copied leads to a page that says in words what to do; programs get JSON.
 */
export async function addPages(app: FastifyInstance, { webRoot }: { webRoot: string }): Promise<void> {
  const built = existsSync(join(webRoot, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: join(webRoot, 'assets'),
      prefix: '/assets/',
      index: false,
      maxAge: ONE_YEAR_MS,
      immutable: true,
      preCompressed: true,
    });
  }
  const sendPage = (reply: FastifyReply, file: (typeof PAGES)[number]) => {
    if (!built) {
      return reply.code(503).type('text/plain').send('The browser client is not built yet: run "npm run setup".\n');
    }
    reply.header('cache-control', ALWAYS_FRESH);
    return reply.sendFile(file, webRoot, { maxAge: 0, immutable: false, cacheControl: false });
  };
  app.get('/', async (_request, reply) => sendPage(reply, 'index.html'));
  app.setNotFoundHandler(async (request, reply) => {
    const place = placeOf(pathOf(request.url));
    if (place === 'program' || !['GET', 'HEAD'].includes(request.method)) return notFound(request, reply);
    if (place === 'lost') reply.code(404);
    return sendPage(reply, PAGE_OF[place]);
  });
}
