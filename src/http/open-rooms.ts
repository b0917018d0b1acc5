import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenRooms } from '../catalogue/open-rooms.ts';
import { openRoomSchema } from '../catalogue/room-input.ts';
import { AppError } from '../platform/errors.ts';
import { refusalOf } from '../protocol/commands.ts';
import type { MadeRoom, OpenRoomsOffer } from '../protocol/open-rooms.ts';
import type { Visitors } from './accounts/visitors.ts';
import { limitRequests } from './request-limit.ts';

/** The longest name and password, each letter as JSON may write it, take less. */
const MAX_BODY_BYTES = 4 * 1_024;

interface OpenRoomsOptions {
  readonly openRooms: OpenRooms;
  readonly visitors: Pick<Visitors, 'find'>;
  /** Of this server's own pages. */
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/**
 * `GET /api/open-rooms`: whether whoever asks may make a room here. `POST /api/open-rooms`: makes one, for this server's own
 * start page alone; sent again with the same key it is the same room.
 */
export async function addOpenRooms(
  app: FastifyInstance,
  { openRooms, visitors, isAllowedOrigin }: OpenRoomsOptions,
): Promise<void> {
  await app.register(async (api) => {
    await limitRequests(api);
    const makerOf = async (request: FastifyRequest) => (await visitors.find(request))?.actor ?? null;
    api.get('/api/open-rooms', async (request): Promise<OpenRoomsOffer> => {
      return { offer: openRooms.offerTo(await makerOf(request)) };
    });
    api.post('/api/open-rooms', {
      bodyLimit: MAX_BODY_BYTES,
      // Before anything is read of what a foreign page sends.
      onRequest: async ({ headers }) => {
        if (!isAllowedOrigin(headers.origin ?? '')) throw new AppError('NOT_ALLOWED');
      },
      handler: async (request, reply): Promise<MadeRoom> => {
        const wish = openRoomSchema.safeParse(request.body);
        if (!wish.success) throw new AppError(refusalOf(wish.error));
        const made = await openRooms.make(wish.data, request.ip, await makerOf(request));
        reply.code(201);
        return made;
      },
    });
  });
}
