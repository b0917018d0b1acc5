import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { returnPathSchema } from '../../protocol/accounts/return-path.ts';
import { secretSchema } from '../../protocol/base/fields.ts';
import type { Subject } from './ports.ts';

/** Somebody waits for a page meanwhile. */
const PROVIDER_TIMEOUT_S = 8;

export interface SingleSignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What somebody goes to the provider for; by a link by which a password could be set, or signed in, it is tied to an account. */
const purposeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sign-in') }),
  z.strictObject({ kind: z.literal('tie-by-link'), secret: secretSchema }),
  z.strictObject({ kind: z.literal('tie') }),
]);
export type Purpose = z.output<typeof purposeSchema>;

/** What the browser keeps until it is back. Each way there has its own, so that two tabs both come to their end. */
const journeySchema = z.strictObject({
  state: z.string().min(1).max(100),
  nonce: z.string().min(1).max(100),
  verifier: z.string().min(1).max(200),
  purpose: purposeSchema,
  next: returnPathSchema.nullable(),
});
export type Journey = z.output<typeof journeySchema>;

/** Null for what was not made here. */
export function readJourney(text: string): Journey | null {
  try {
    return journeySchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

export function writeJourney(journey: Journey): string {
  return Buffer.from(JSON.stringify(journey)).toString('base64url');
}

interface SingleSignOnOptions {
  readonly settings: SingleSignOnSettings;
  /** Known when the server listens. */
  readonly redirectUri: () => string;
}

/** Signing in with the house's own provider (OpenID Connect, authorization code with PKCE). */
export class SingleSignOn {
  readonly #settings: SingleSignOnSettings;
  readonly #redirectUri: () => string;
  #configuration: Promise<Configuration> | null = null;

  constructor({ settings, redirectUri }: SingleSignOnOptions) {
    this.#settings = settings;
    this.#redirectUri = redirectUri;
  }

  /** Where the browser goes, and what it keeps. Errors: SIGN_ON_UNAVAILABLE. */
  async begin(purpose: Purpose, next: string | null): Promise<{ url: string; journey: Journey }> {
    const configuration = await this.#discovered();
    const journey = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), purpose, next };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri(),
      scope: 'openid',
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, journey };
  }

  /** `query`: what the provider has sent the browser back with. Errors: SIGN_IN_FAILED, SIGN_ON_UNAVAILABLE. */
  async finish({ state, nonce, verifier }: Journey, query: string): Promise<Subject> {
    const configuration = await this.#discovered();
    const back = new URL(this.#redirectUri());
    back.search = query;
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const tokens = await authorizationCodeGrant(configuration, back, checks).catch((cause) => {
      throw new AppError('SIGN_IN_FAILED', { cause });
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new AppError('SIGN_IN_FAILED');
    return { issuer: claims.iss, subject: claims.sub };
  }

  /** Once for all; after a failure with the next who comes. */
  async #discovered(): Promise<Configuration> {
    this.#configuration ??= this.#discover();
    try {
      return await this.#configuration;
    } catch (cause) {
      this.#configuration = null;
      throw new AppError('SIGN_ON_UNAVAILABLE', { cause });
    }
  }

  #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    // The settings allow plain HTTP on this machine alone.
    const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
    return discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: PROVIDER_TIMEOUT_S });
  }
}
