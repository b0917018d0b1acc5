import { z } from 'zod';
import { timeSchema } from './base.ts';

// The address at which one's own calendar program reads what is reserved.

export const feedSchema = z.object({
  feed: z
    .object({ createdAt: timeSchema, lastUsedAt: timeSchema.nullable().describe('To the hour') })
    .nullable()
    .describe('Null: there is none'),
});
export type FeedView = z.output<typeof feedSchema>;

export const madeFeedSchema = feedSchema.extend({ url: z.string().describe('Shown this once') });
