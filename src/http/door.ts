import type { FastifyInstance } from 'fastify';
import type { StoredOrganisation } from '../catalogue/ports.ts';
import { wallTimeOf } from '../catalogue/reservations/zoned.ts';
import type { DoorView, House, Opening } from '../protocol/door.ts';
import { roomIdSchema } from '../protocol/index.ts';
import type { DoorCustoms, DoorOpening } from '../rooms/entry/way-in/door.ts';
import { logoView } from './logos.ts';
import { limitRequests } from './request-limit.ts';

interface DoorOptions {
  readonly doorPassword: (roomId: string) => Promise<DoorView['password']>;
  readonly customsOf: (roomId: string) => Promise<DoorCustoms>;
  readonly signOf: (roomId: string) => Promise<{ house: StoredOrganisation | null; code: string | null }>;
  readonly openingOf: (roomId: string) => Promise<DoorOpening | null | undefined>;
}

/** What an address says that is no room's. */
const MISSING: DoorView = { password: 'required', house: null, code: null };

/**
 * `GET /api/rooms/:roomId/door`: whether the door shows a password field, how one comes in, whose it is, its code, and when it is open that is
 * so only while it is reserved. A missing room answers as one with a password that is nobody's and always open.
 */
export async function addDoor(
  app: FastifyInstance,
  { doorPassword, customsOf, signOf, openingOf }: DoorOptions,
): Promise<void> {
  await app.register(async (api) => {
    await limitRequests(api);
    api.get<{ Params: { roomId: string } }>('/api/rooms/:roomId/door', async ({ params }, reply): Promise<DoorView> => {
      reply.header('cache-control', 'no-store');
      const { data: roomId } = roomIdSchema.safeParse(params.roomId);
      if (roomId === undefined) return MISSING;
      const asked = [doorPassword(roomId), customsOf(roomId), signOf(roomId), openingOf(roomId)] as const;
      const [password, customs, { house, code }, opening] = await Promise.all(asked);
      const view = { password, house: house && houseView(house), code, ...customs };
      return opening === undefined ? view : { ...view, opening: opening && openingView(opening) };
    });
  });
}

function houseView({ name, colour, logo: facts }: StoredOrganisation): House {
  const logo = logoView(facts);
  return { name, colour, logo: logo && { path: logo.path, width: logo.width, height: logo.height } };
}

function openingView({ isOpen, beginsAt, endsAt, zone }: DoorOpening): Opening {
  return { isOpen, start: wallTimeOf(beginsAt, zone), end: wallTimeOf(endsAt, zone), zone };
}
