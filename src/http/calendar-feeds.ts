import type { FastifyInstance } from 'fastify';
import { AppError } from '../platform/errors.ts';
import { secretSchema } from '../protocol/base/fields.ts';
import { limitRequests } from './request-limit.ts';

interface CalendarFeedsOptions {
  /** Errors: NOT_FOUND. */
  readonly calendarOf: (secret: string) => Promise<string>;
}

/**
 * `GET /kalender/SECRET.ics`: what is reserved, for an organiser's own calendar program. Such programs know neither fragments nor
 * headers, so the secret stands in the path; it shows this and nothing else.
 */
export async function addCalendarFeeds(app: FastifyInstance, { calendarOf }: CalendarFeedsOptions): Promise<void> {
  await app.register(async (feeds) => {
    await limitRequests(feeds);
    feeds.get<{ Params: { file: string } }>('/kalender/:file', async ({ params: { file } }, reply) => {
      const secret = secretSchema.safeParse(file.replace(/\.ics$/, '')).data;
      if (secret === undefined) throw new AppError('NOT_FOUND');
      const calendar = await calendarOf(secret);
      reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
      reply.header('content-disposition', 'inline; filename="kalender.ics"');
      return reply.type('text/calendar; charset=utf-8').send(calendar);
    });
  });
}
