import type { FastifyRequest } from 'fastify';
import type { Accounts } from '../../auth/index.ts';
import type { OrganiserActor } from '../../catalogue/access/rights.ts';
import { AppError } from '../../platform/errors.ts';
import { MEANT_HEADER } from '../../protocol/accounts/accounts.ts';
import type { AccountCookies } from './account-cookies.ts';

type Session = NonNullable<Awaited<ReturnType<Accounts['sessions']['find']>>>;

/** Somebody who is signed in, as the use cases know them. */
export interface Visitor {
  readonly session: Session;
  readonly actor: OrganiserActor;
}

/** Who asks, by what their browser holds. */
export class Visitors {
  readonly #sessions: Accounts['sessions'];
  readonly #cookies: AccountCookies;

  constructor({ sessions, cookies }: { sessions: Accounts['sessions']; cookies: AccountCookies }) {
    this.#sessions = sessions;
    this.#cookies = cookies;
  }

  /** Null: nobody is signed in, or it is somebody else than the page was made for. */
  async find(request: FastifyRequest): Promise<Visitor | null> {
    const visitor = await this.whoever(request);
    const meant = request.headers[MEANT_HEADER];
    return meant === undefined || meant === visitor?.actor.organiserId ? visitor : null;
  }

  /** Whoever is signed in in this browser now. */
  async whoever(request: FastifyRequest): Promise<Visitor | null> {
    const token = this.#cookies.sessionOf(request);
    const session = token === null ? null : await this.#sessions.find(token);
    return session && { session, actor: { kind: 'organiser', ...session.holder } };
  }

  /** Errors: SIGNED_OUT. */
  async getOrThrow(request: FastifyRequest): Promise<Visitor> {
    const visitor = await this.find(request);
    if (visitor === null) throw new AppError('SIGNED_OUT');
    return visitor;
  }
}

/** Unknown when the client has gone already. */
export function addressOf({ ip }: FastifyRequest): string {
  return ip ?? '';
}
