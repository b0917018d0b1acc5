import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ROOM_CODE } from '../protocol/room-code.ts';
import { refuseForeignPages } from './accounts/same-origin.ts';
import { parse } from './parse.ts';
import { limitRequests } from './request-limit.ts';

const MAX_BODY_BYTES = 256;
const askedSchema = z.strictObject({ code: z.string().regex(ROOM_CODE) });

interface RoomCodesOptions {
  readonly find: (code: string, address: string) => Promise<string>;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/** `POST /api/room-codes`: which room nine digits stand for. In a body, so that none stands in anybody's list of addresses. */
export async function addRoomCodes(app: FastifyInstance, { find, isAllowedOrigin }: RoomCodesOptions): Promise<void> {
  await app.register(async (api) => {
    refuseForeignPages(api, isAllowedOrigin);
    await limitRequests(api);
    api.post('/api/room-codes', { bodyLimit: MAX_BODY_BYTES }, async ({ body, ip }) => {
      return { roomId: await find(parse(askedSchema, body).code, ip) };
    });
  });
}
