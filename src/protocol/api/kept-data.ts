import { z } from 'zod';
import { timeSchema } from './base.ts';

// What is kept of a house: as the operator's `tafelrunde privacy report`, of its own data alone.

const wordsSchema = z.object({ de: z.string(), en: z.string() }).meta({ id: 'Words' });

const tableCountSchema = z.object({
  table: z.string(),
  rows: z.int(),
  oldest: timeSchema.nullable().describe('Null: there are none, or it is not noted'),
});

const keptKindSchema = z.object({
  id: z.string(),
  name: wordsSchema,
  what: wordsSchema,
  why: wordsSchema,
  until: wordsSchema,
  counts: z
    .array(tableCountSchema)
    .nullable()
    .describe('Of your organisation; empty: counted with a kind before; null: kept of all organisations together'),
});
export type KeptKindView = z.output<typeof keptKindSchema>;

export const keptDataSchema = z.object({ kinds: z.array(keptKindSchema) }).meta({ id: 'KeptData' });
export type KeptDataView = z.output<typeof keptDataSchema>;
