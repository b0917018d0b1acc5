import { z } from 'zod';
import { secretSchema } from '../base/fields.ts';
import { MAX_PASSWORD_LENGTH } from '../limits.ts';
import { MAIL_LANGUAGES } from '../mail.ts';
import { emailSchema } from './email.ts';
import { returnPathSchema } from './return-path.ts';

// What organisers' pages ask of the server, and what they hear.

/**
 * For whom a page was made that asks: another tab may have signed in somebody else meanwhile, and what was meant for one
 * account, or one house, is done to no other.
 */
export const MEANT_HEADER = 'tafelrunde-account';

/** It shows recovery codes once, and as often as it is asked by one `Idempotency-Key`. */
export const CONFIRM_SECOND_FACTOR = '/api/me/second-factor/confirm';

/** What somebody with an account may do in their organisation. */
export const ORGANISER_ROLES = ['organiser', 'admin'] as const;
export type OrganiserRole = (typeof ORGANISER_ROLES)[number];

/** It stands alone before everything that a house plans; NIST SP 800-63B-4 asks for more than a room's eight. */
export const MIN_ACCOUNT_PASSWORD_LENGTH = 12;
export const MAX_ORGANISER_NAME_LENGTH = 80;
export const MAX_ORGANISATION_NAME_LENGTH = 80;

/** Six digits, or a recovery code, however it is written. */
const codeSchema = z.string().min(1).max(64);
const passwordSchema = z.string().min(1).max(MAX_PASSWORD_LENGTH);

export const accountRequests = {
  signIn: z.strictObject({
    email: emailSchema,
    password: passwordSchema,
    /** For who has a second factor: the same request once more, with it. */
    code: codeSchema.optional(),
    /** Where they were going. */
    next: returnPathSchema.optional(),
  }),
  signOut: z.strictObject({
    /** In every browser. */
    everywhere: z.boolean().optional(),
  }),
  /** Behind the `#` of a link by which somebody sets their password. */
  lookAtLink: z.strictObject({ secret: secretSchema }),
  forgotPassword: z.strictObject({ email: emailSchema, language: z.enum(MAIL_LANGUAGES).optional() }),
  setPassword: z.strictObject({ secret: secretSchema, password: passwordSchema }),
  changePassword: z.strictObject({ current: passwordSchema, password: passwordSchema }),
  /** With the link by which a password could be set, the account is tied to who comes back. */
  singleSignOn: z.strictObject({ link: secretSchema.optional(), next: returnPathSchema.optional() }),
  tieSingleSignOn: z.strictObject({ password: passwordSchema, next: returnPathSchema.optional() }),
  beginSecondFactor: z.strictObject({ password: passwordSchema }),
  confirmSecondFactor: z.strictObject({ code: codeSchema }),
  removeSecondFactor: z.strictObject({ password: passwordSchema, code: codeSchema }),
} as const;

/** Who is signed in. */
export interface MeView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: OrganiserRole;
  readonly hasSecondFactor: boolean;
  /** Whether mail goes out here; without it links are shown alone. */
  readonly sendsMail: boolean;
  readonly organisation: { readonly id: string; readonly name: string; readonly colour: string | null };
}

export interface SignedInReply {
  readonly me: MeView;
  /** Where they go on; null: they did not say. */
  readonly next: string | null;
}

/** For an authenticator app: to type, and what the QR code says. */
export interface SecondFactorBegun {
  readonly secret: string;
  readonly url: string;
}

/** Shown this once. */
export interface SecondFactorConfirmed {
  readonly recoveryCodes: readonly string[];
}

/** One browser in which somebody is signed in. Times are milliseconds since the epoch. */
export interface SessionView {
  readonly id: string;
  readonly since: number;
  readonly lastUsed: number;
  /** The one that asks. */
  readonly isThis: boolean;
}

/** For whom a link is by which a password is set. */
export interface PasswordLinkView {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
}
