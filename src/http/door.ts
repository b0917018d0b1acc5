import type { FastifyInstance } from 'fastify';
import { roomIdSchema } from '../protocol/index.ts';
import { limitRequests } from './request-limit.ts';

interface DoorOptions {
  readonly doorPassword: (roomId: string) => Promise<'none' | 'required' | 'optional'>;
}

/** `GET /api/rooms/:roomId/door`: whether the door shows a password field. A missing room answers 'required'. */
export async function addDoor(app: FastifyInstance, { doorPassword }: DoorOptions): Promise<void> {
  await app.register(async (api) => {
    await limitRequests(api);
    api.get<{ Params: { roomId: string } }>('/api/rooms/:roomId/door', async ({ params }, reply) => {
      const roomId = roomIdSchema.safeParse(params.roomId);
      reply.header('cache-control', 'no-store');
      return { password: roomId.success ? await doorPassword(roomId.data) : 'required' };
    });
  });
}
