import type { FastifyInstance } from 'fastify';
import type { StoredOrganisation } from '../catalogue/ports.ts';
import type { DoorView, House } from '../protocol/door.ts';
import { roomIdSchema } from '../protocol/index.ts';
import { logoView } from './logos.ts';
import { limitRequests } from './request-limit.ts';

interface DoorOptions {
  readonly doorPassword: (roomId: string) => Promise<DoorView['password']>;
  readonly signOf: (roomId: string) => Promise<{ house: StoredOrganisation | null; code: string | null }>;
}

/** What an address says that is no room's. */
const MISSING: DoorView = { password: 'required', house: null, code: null };

/**
 * `GET /api/rooms/:roomId/door`: whether the door shows a password field, whose it is, and its code. A missing room answers as one with
 * a password that is nobody's.
 */
export async function addDoor(app: FastifyInstance, { doorPassword, signOf }: DoorOptions): Promise<void> {
  await app.register(async (api) => {
    await limitRequests(api);
    api.get<{ Params: { roomId: string } }>('/api/rooms/:roomId/door', async ({ params }, reply): Promise<DoorView> => {
      reply.header('cache-control', 'no-store');
      const { data: roomId } = roomIdSchema.safeParse(params.roomId);
      if (roomId === undefined) return MISSING;
      const [password, { house, code }] = await Promise.all([doorPassword(roomId), signOf(roomId)]);
      return { password, house: house && houseView(house), code };
    });
  });
}

function houseView({ name, colour, logo: facts }: StoredOrganisation): House {
  const logo = logoView(facts);
  return { name, colour, logo: logo && { path: logo.path, width: logo.width, height: logo.height } };
}
