import type { FastifyInstance } from 'fastify';
import type { StoredOrganisation } from '../catalogue/ports.ts';
import type { DoorView, House } from '../protocol/door.ts';
import { roomIdSchema } from '../protocol/index.ts';
import { logoView } from './logos.ts';
import { limitRequests } from './request-limit.ts';

interface DoorOptions {
  readonly doorPassword: (roomId: string) => Promise<DoorView['password']>;
  readonly houseOf: (roomId: string) => Promise<StoredOrganisation | null>;
}

/** What a room that is not there says. */
const MISSING: DoorView = { password: 'required', house: null };

/**
 * `GET /api/rooms/:roomId/door`: whether the door shows a password field, and whose it is. A missing room answers as one with a
 * password that is nobody's.
 */
export async function addDoor(app: FastifyInstance, { doorPassword, houseOf }: DoorOptions): Promise<void> {
  await app.register(async (api) => {
    await limitRequests(api);
    api.get<{ Params: { roomId: string } }>('/api/rooms/:roomId/door', async ({ params }, reply): Promise<DoorView> => {
      reply.header('cache-control', 'no-store');
      const { data: roomId } = roomIdSchema.safeParse(params.roomId);
      if (roomId === undefined) return MISSING;
      const [password, house] = await Promise.all([doorPassword(roomId), houseOf(roomId)]);
      return { password, house: house && houseView(house) };
    });
  });
}

function houseView({ name, colour, logo: facts }: StoredOrganisation): House {
  const logo = logoView(facts);
  return { name, colour, logo: logo && { path: logo.path, width: logo.width, height: logo.height } };
}
