import type { FastifyRequest } from 'fastify';
import type { Accounts } from '../../auth/index.ts';
import type { OrganiserActor } from '../../catalogue/access/rights.ts';
import { AppError } from '../../platform/errors.ts';
import { Paces, type Rate } from '../../platform/paces.ts';
import type { AccountCookies } from '../accounts/account-cookies.ts';
import { requireOwnPage } from '../accounts/same-origin.ts';
import { Visitors } from '../accounts/visitors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the REST API's routes; known before anything of a body is read. */
    caller: OrganiserActor | null;
  }
}

/** Of one token: a list of all rooms with all that belongs to them at once, then five steps a second. */
const REQUESTS: Rate = { burst: 200, perSecond: 5 };
const BEARER = /^Bearer +(\S+) *$/i;

interface CallersOptions {
  readonly sessions: Accounts['sessions'];
  readonly tokens: Accounts['tokens'];
  readonly cookies: AccountCookies;
  readonly isAllowedOrigin: (origin: string) => boolean;
}

/** Who calls: a program by its token, or whoever is signed in, from this server's own pages. */
export class Callers {
  readonly #options: CallersOptions;
  readonly #visitors: Visitors;
  readonly #paces = new Paces();

  constructor(options: CallersOptions) {
    this.#options = options;
    this.#visitors = new Visitors(options);
  }

  /** With a token no cookie counts. Errors: SIGNED_OUT, RATE_LIMITED, and NOT_ALLOWED for another's page. */
  async getOrThrow(request: FastifyRequest): Promise<OrganiserActor> {
    const { tokens, isAllowedOrigin } = this.#options;
    const secret = secretOf(request);
    if (secret === null) {
      requireOwnPage(request, isAllowedOrigin);
      return (await this.#visitors.getOrThrow(request)).actor;
    }
    const token = await tokens.findBySecret(secret);
    if (token === null) throw new AppError('SIGNED_OUT');
    this.#paces.take([{ of: token.id, rate: REQUESTS }]);
    return { kind: 'organiser', ...token.holder, scopes: token.scopes };
  }

  /** By what whoever calls came in; nobody else has it, and of it only the hash is kept. Errors: SIGNED_OUT. */
  credentialOf(request: FastifyRequest): string {
    const credential = secretOf(request) ?? this.#options.cookies.sessionOf(request);
    if (credential === null) throw new AppError('SIGNED_OUT');
    return credential;
  }
}

function secretOf({ headers }: FastifyRequest): string | null {
  return BEARER.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Errors: SIGNED_OUT. */
export function callerOf({ caller }: FastifyRequest): OrganiserActor {
  if (caller === null) throw new AppError('SIGNED_OUT');
  return caller;
}
