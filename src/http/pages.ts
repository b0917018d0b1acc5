import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const ONE_YEAR_MS = 365 * 24 * 3_600_000;

/** The built browser client: one page for every place of a person, one for the console, and their files by content hash. */
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
  const sendPage = (file: 'index.html' | 'regie.html') => async (_request: unknown, reply: FastifyReply) => {
    if (!built) {
      return reply.code(503).type('text/plain').send('The browser client is not built yet: run "npm run setup".\n');
    }
    // The page names its files by hash, so it alone must always be fresh.
    return reply.sendFile(file, webRoot, { maxAge: 0, immutable: false, cacheControl: false });
  };
  app.get('/', sendPage('index.html'));
  app.get('/r/:roomId', sendPage('index.html'));
  app.get('/regie', sendPage('regie.html'));
}
