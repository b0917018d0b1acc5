import { z } from 'zod';
import type { SignedInReply } from '../../../../src/protocol/accounts/accounts.ts';
import { meSchema } from '../server/account.ts';

/** What the server says to who has signed in. */
export const signedInSchema: z.ZodType<SignedInReply> = z.object({ me: meSchema, next: z.string().nullable() });
