import { z } from 'zod';
import {
  type Attestation,
  PASSKEY_CONFIRMATIONS,
  type PasskeysReply,
  type PasskeyView,
} from '../../../../../src/protocol/accounts/passkeys.ts';
import { nothing, type Server } from '../../server/server.ts';
import { creationSchema } from '../../sign-in/passkey-device.ts';

const PASSKEYS = '/api/me/passkeys';

const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  since: z.number(),
  lastUsed: z.number().nullable(),
  isCopied: z.boolean(),
}) satisfies z.ZodType<PasskeyView>;
const passkeysSchema = z.object({
  passkeys: z.array(passkeySchema),
  confirmBy: z.enum(PASSKEY_CONFIRMATIONS),
}) satisfies z.ZodType<PasskeysReply>;

/** By what one signs in without a password. */
export function passkeysApi(server: Pick<Server, 'ask'>) {
  const one = (id: string) => `${PASSKEYS}/${id}`;
  return {
    list: (signal: AbortSignal) => server.ask('GET', PASSKEYS, { answer: passkeysSchema, signal }),
    challenge: (body: { password?: string; code?: string }) =>
      server.ask('POST', `${PASSKEYS}/challenge`, { body, answer: creationSchema }),
    add: (body: { name: string; passkey: Attestation }) => server.ask('POST', PASSKEYS, { body, answer: nothing }),
    rename: (id: string, name: string) => server.ask('PATCH', one(id), { body: { name }, answer: nothing }),
    remove: (id: string) => server.ask('DELETE', one(id), { answer: nothing }),
  };
}
