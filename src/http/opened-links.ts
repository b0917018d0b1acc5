import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { roomIdSchema, secretSchema } from '../protocol/base/fields.ts';
import { refuseForeignPages } from './accounts/same-origin.ts';
import { parse } from './parse.ts';
import { limitRequests } from './request-limit.ts';

const MAX_BODY_BYTES = 1024;
const openedSchema = z.strictObject({ secret: secretSchema });
const paramsSchema = z.object({ roomId: roomIdSchema });

interface OpenedLinksOptions {
  readonly opened: (roomId: string, secret: string) => Promise<void>;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/**
 * `POST /api/rooms/:roomId/opened`: the door says that somebody stands before it with a link, so that whoever has called them sees
 * it. The answer is the same for every link, and for none.
 */
export async function addOpenedLinks(app: FastifyInstance, options: OpenedLinksOptions): Promise<void> {
  await app.register(async (api) => {
    refuseForeignPages(api, options.isAllowedOrigin);
    await limitRequests(api);
    api.post('/api/rooms/:roomId/opened', { bodyLimit: MAX_BODY_BYTES }, async ({ params, body }) => {
      await options.opened(parse(paramsSchema, params).roomId, parse(openedSchema, body).secret);
      return {};
    });
  });
}
