import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { originOf } from '../auth/address.ts';
import { AppError } from '../platform/errors.ts';
import { roomIdSchema } from '../protocol/index.ts';

/** Each page view asks once; a hospital behind one address (with IPv6, one network) opens some hundred within a minute. */
const REQUESTS_PER_MINUTE = 600;

interface DoorOptions {
  readonly doorPassword: (roomId: string) => Promise<'none' | 'required' | 'optional'>;
}

/** `GET /api/rooms/:roomId/door`: whether the door shows a password field. A missing room answers 'required'. */
export async function addDoor(app: FastifyInstance, { doorPassword }: DoorOptions): Promise<void> {
  await app.register(async (api) => {
    await api.register(rateLimit, {
      max: REQUESTS_PER_MINUTE,
      timeWindow: 60_000,
      keyGenerator: ({ ip }) => originOf(ip ?? '').address,
      errorResponseBuilder: (_request, { ttl }) => new AppError('RATE_LIMITED', { retryAfterMs: ttl }),
    });
    api.get<{ Params: { roomId: string } }>('/api/rooms/:roomId/door', async ({ params }, reply) => {
      const roomId = roomIdSchema.safeParse(params.roomId);
      reply.header('cache-control', 'no-store');
      return { password: roomId.success ? await doorPassword(roomId.data) : 'required' };
    });
  });
}
