import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { originOf } from '../auth/address.ts';
import { AppError } from '../platform/errors.ts';

/** Each page view asks once; a hospital behind one address (with IPv6, one network) opens some hundred within a minute. */
const REQUESTS_PER_MINUTE = 600;

/** Bounds how often what is registered here may be asked for from one address, whatever it costs. Errors: RATE_LIMITED. */
export async function limitRequests(api: FastifyInstance): Promise<void> {
  await api.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => originOf(ip ?? '').address,
    errorResponseBuilder: (_request, { ttl }) => new AppError('RATE_LIMITED', { retryAfterMs: ttl }),
  });
}
