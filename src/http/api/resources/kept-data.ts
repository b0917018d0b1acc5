import { keptDataSchema } from '../../../protocol/api/kept-data.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTimeOrNull } from '../times.ts';

const tags = ['Organisation'];

/** For whoever has to say what is kept of people in the caller's own house. */
export function addKeptData(api: Api, { catalogue, periods }: ApiParts): void {
  api.get('/organisation/kept-data', {
    config: { deed: 'organisation:read-kept' },
    schema: {
      tags,
      summary: 'What is kept of your organisation, and until when',
      description: 'Numbers and times, no names. Nothing of other organisations is counted.',
      response: { 200: keptDataSchema },
    },
    handler: async (request) => {
      const actor = callerOf(request);
      const { kinds } = await catalogue.privacy.reportOf(actor, actor.organisationId, periods);
      return {
        kinds: kinds.map(({ tables: _, counts, ...words }) => ({
          ...words,
          counts: counts === null ? null : counts.map((count) => ({ ...count, oldest: isoTimeOrNull(count.oldest) })),
        })),
      };
    },
  });
}
