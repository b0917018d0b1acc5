import { z } from 'zod';
import type { KeptFeed } from '../../../catalogue/feeds/ports.ts';
import { type FeedView, feedSchema, madeFeedSchema } from '../../../protocol/api/feeds.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime, isoTimeOrNull } from '../times.ts';

const tags = ['Calendar feed'];

/** One's own address for calendar programs. Whoever is signed in makes it; no token does. */
export function addFeeds(api: Api, { catalogue }: ApiParts): void {
  const { feeds } = catalogue;

  api.get('/calendar-feed', {
    config: { deed: 'feed:read' },
    schema: { tags, summary: 'Whether you have an address for calendar programs', response: { 200: feedSchema } },
    handler: async (request) => {
      const actor = callerOf(request);
      return viewOf(await feeds.read(actor, actor.organiserId));
    },
  });

  api.post('/calendar-feed', {
    config: { deed: 'feed:make' },
    schema: {
      tags,
      summary: 'Make an address for calendar programs',
      description: 'It takes the place of the one before, which shows nothing any more.',
      response: { 201: madeFeedSchema },
    },
    handler: async (request, reply) => {
      const actor = callerOf(request);
      const { feed, url } = await feeds.make(actor, actor.organiserId);
      return reply.code(201).send({ ...viewOf(feed), url });
    },
  });

  api.delete('/calendar-feed', {
    config: { deed: 'feed:revoke' },
    schema: { tags, summary: 'Switch it off', response: { 204: z.undefined().describe('Done') } },
    handler: async (request, reply) => {
      const actor = callerOf(request);
      await feeds.revoke(actor, actor.organiserId);
      return reply.code(204).send();
    },
  });
}

function viewOf(feed: KeptFeed | null): FeedView {
  return { feed: feed && { createdAt: isoTime(feed.createdAt), lastUsedAt: isoTimeOrNull(feed.usedAt) } };
}
