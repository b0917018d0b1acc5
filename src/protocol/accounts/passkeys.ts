import { z } from 'zod';
import { line } from '../base/fields.ts';
import { MAX_PASSWORD_LENGTH } from '../limits.ts';
import { returnPathSchema } from './return-path.ts';

// Signing in by a passkey (WebAuthn): what goes between an organiser's browser and the server.

export const MAX_PASSKEY_NAME_LENGTH = 60;

/** A credential's id has 1,023 bytes at most (WebAuthn, 4). */
const MAX_ID_LENGTH = 1_364;
/** Of an RSA key with whatever extensions a browser adds; most have a tenth of it. */
const MAX_PART_LENGTH = 6_000;

const base64url = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[A-Za-z0-9_-]+$/);
const part = base64url(MAX_PART_LENGTH);

/** What a new passkey has said of itself. */
const attestationSchema = z.strictObject({
  id: base64url(MAX_ID_LENGTH),
  clientDataJSON: part,
  attestationObject: part,
});
export type Attestation = z.output<typeof attestationSchema>;

/** What a passkey has signed. */
const assertionSchema = z.strictObject({
  id: base64url(MAX_ID_LENGTH),
  clientDataJSON: part,
  authenticatorData: part,
  signature: part,
  userHandle: base64url(100).nullable(),
});
export type Assertion = z.output<typeof assertionSchema>;

export const passkeyRequests = {
  /** Neither is asked of who has signed in just now. */
  beginAdding: z.strictObject({
    password: z.string().min(1).max(MAX_PASSWORD_LENGTH).optional(),
    code: z.string().min(1).max(64).optional(),
  }),
  add: z.strictObject({ name: line(MAX_PASSKEY_NAME_LENGTH), passkey: attestationSchema }),
  rename: z.strictObject({ name: line(MAX_PASSKEY_NAME_LENGTH) }),
  signIn: z.strictObject({ passkey: assertionSchema, next: returnPathSchema.optional() }),
} as const;

/** The name under which passkeys work here; null: they do not. */
export interface PasskeysOffered {
  readonly worksAt: string | null;
}

/** One of somebody's own. Times are milliseconds since the epoch. */
export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  /** Null: not yet. */
  readonly lastUsed: number | null;
  /** There is another one of it, so it lets nobody in. */
  readonly isCopied: boolean;
}

/** By what somebody shows that it is they who add one: nothing, for who has signed in just now; without a password by doing that. */
export const PASSKEY_CONFIRMATIONS = ['nothing', 'password', 'sign-in'] as const;

export interface PasskeysReply {
  readonly passkeys: readonly PasskeyView[];
  readonly confirmBy: (typeof PASSKEY_CONFIRMATIONS)[number];
}
