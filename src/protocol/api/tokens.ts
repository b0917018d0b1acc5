import { z } from 'zod';
import { idSchema, line } from '../base/fields.ts';
import { givenTimeSchema, pageOf, timeSchema } from './base.ts';
import { SCOPES } from './scopes.ts';

// By a token a program does what its organiser may do, as far as the token's scopes reach. Programs send it as
// `Authorization: Bearer ...`.

export const MAX_TOKEN_NAME_LENGTH = 80;

export const tokenSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable().describe('To the hour'),
  })
  .meta({ id: 'Token' });
export type TokenView = z.output<typeof tokenSchema>;

export const tokenPageSchema = pageOf(tokenSchema);

export const newTokenSchema = z.strictObject({
  name: line(MAX_TOKEN_NAME_LENGTH),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  expiresAt: givenTimeSchema.nullable().default(null),
});

export type NewToken = z.input<typeof newTokenSchema>;

export const madeTokenSchema = z.object({ token: tokenSchema, secret: z.string().describe('Shown this once') });
export type MadeToken = z.output<typeof madeTokenSchema>;

export const tokenParamsSchema = z.object({ tokenId: idSchema });
