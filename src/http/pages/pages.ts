import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { notFound } from '../error-reply.ts';
import { type Place, pathOf, placeOf } from '../paths.ts';
import type { Facts } from '../texts/facts.ts';
import { isTextName, type Language, type TextName } from '../texts/names.ts';
import type { OperatorTexts } from '../texts/operator-texts.ts';
import { languageOf, textPage } from '../texts/text-page.ts';

const ONE_YEAR_MS = 365 * 24 * 3_600_000;
/** The page names its files by hash, so it alone must always be fresh: kept, and asked for again each time. */
const ALWAYS_FRESH = 'no-cache';

export const PAGES = ['index.html', 'regie.html', 'check.html', 'verwaltung.html', 'lizenzen.html'] as const;

const PAGE_OF: Readonly<Record<Exclude<Place, 'program' | TextName>, (typeof PAGES)[number]>> = {
  start: 'index.html',
  room: 'index.html',
  lost: 'index.html',
  console: 'regie.html',
  check: 'check.html',
  admin: 'verwaltung.html',
  licences: 'lizenzen.html',
};

interface PagesOptions {
  readonly webRoot: string;
  readonly texts: OperatorTexts;
  /** Known when it listens. */
  readonly facts: () => Facts;
}

/**
 * The built browser client: one page for every place of a person, one for the console, one for the check of a connection, one for
 * the organisers, one for the licences, one around each of the operator's texts, and their files by content
 * hash.
 * Whatever a person may have typed or copied leads to a page that says in words what to do; programs get JSON.
 */
export async function addPages(app: FastifyInstance, { webRoot, texts, facts }: PagesOptions): Promise<void> {
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
  const notBuilt = (reply: FastifyReply) =>
    reply.code(503).type('text/plain').send('The browser client is not built yet: run "npm run setup".\n');
  const sendPage = (reply: FastifyReply, file: (typeof PAGES)[number]) => {
    if (!built) return notBuilt(reply);
    reply.header('cache-control', ALWAYS_FRESH);
    return reply.sendFile(file, webRoot, { maxAge: 0, immutable: false, cacheControl: false });
  };
  const sendText = async (reply: FastifyReply, name: TextName, wanted: Language) => {
    if (!built) return notBuilt(reply);
    const { status, html, language } = await textPage(name, wanted, { texts, webRoot, facts });
    const headers = { 'cache-control': ALWAYS_FRESH, 'content-language': language, vary: 'accept-language' };
    return reply.code(status).headers(headers).type('text/html; charset=utf-8').send(html);
  };
  app.get('/', async (_request, reply) => sendPage(reply, 'index.html'));
  app.setNotFoundHandler(async (request, reply) => {
    const place = placeOf(pathOf(request.url));
    if (place === 'program' || !['GET', 'HEAD'].includes(request.method)) return notFound(request, reply);
    if (isTextName(place)) return sendText(reply, place, languageOf(request.url, request.headers['accept-language']));
    if (place === 'lost') reply.code(404);
    return sendPage(reply, PAGE_OF[place]);
  });
}
