import type { FastifyReply } from 'fastify';
import type { Accounts } from '../../auth/index.ts';
import type { OrganiserActor } from '../../catalogue/access/rights.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { AppError } from '../../platform/errors.ts';
import type { MeView } from '../../protocol/accounts/accounts.ts';
import type { AccountCookies } from './account-cookies.ts';

interface ArrivalsOptions {
  readonly sessions: Accounts['sessions'];
  readonly catalogue: Pick<Catalogue, 'organisers' | 'organisations' | 'organiserMail'>;
  readonly cookies: AccountCookies;
}

/** Who has just come in, by whatever way. */
export class Arrivals {
  readonly #options: ArrivalsOptions;

  constructor(options: ArrivalsOptions) {
    this.#options = options;
  }

  /** Errors: SIGN_IN_FAILED when they were disabled or deleted in this moment. */
  async letIn(reply: FastifyReply, opened: { token: string; browser: string }): Promise<MeView> {
    const { sessions, cookies } = this.#options;
    const session = await sessions.find(opened.token);
    if (session === null) throw new AppError('SIGN_IN_FAILED');
    const me = await this.meOf({ kind: 'organiser', ...session.holder });
    cookies.signedIn(reply, opened);
    return me;
  }

  /** Errors: NOT_FOUND when they are gone. */
  async meOf(actor: OrganiserActor): Promise<MeView> {
    const { organisers, organisations, organiserMail } = this.#options.catalogue;
    const { id, name, email, role, hasSecondFactor } = await organisers.read(actor, actor.organiserId);
    const organisation = await organisations.read(actor, actor.organisationId);
    const house = { id: organisation.id, name: organisation.name, colour: organisation.colour };
    const sendsMail = organiserMail.isOn;
    return { id, name, email, role, hasSecondFactor, sendsMail, organisation: house };
  }
}
