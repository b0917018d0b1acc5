import type { Outbox } from '../../mail/outbox.ts';
import type { Delivery } from '../../mail/ports.ts';
import { AppError } from '../../platform/errors.ts';
import type { MailLanguage } from '../../protocol/mail.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, type Deed, requireRight } from '../access/rights.ts';
import type { OrganiserStore, StoredOrganiser } from '../ports.ts';
import type { OrganisersOptions } from './organisers.ts';
import type { PasswordMail } from './password-mail.ts';

interface OrganiserMailOptions {
  readonly store: OrganiserStore;
  readonly links: OrganisersOptions['links'];
  readonly mail: PasswordMail;
  readonly outbox: Outbox;
}

/** Mail to those who have an account, and what became of it. Every use case asks the table of rights first. */
export class OrganiserMail {
  readonly #options: OrganiserMailOptions;

  constructor(options: OrganiserMailOptions) {
    this.#options = options;
  }

  /** Whether mail goes out here; without it links are shown. */
  get isOn(): boolean {
    return this.#options.mail.isOn;
  }

  /**
   * A new link by which they set their password goes to their address, in place of the one before. Errors: NOT_FOUND,
   * NOT_ALLOWED, INVALID_STATE while disabled, MAIL_OFF, RATE_LIMITED, TOO_MANY.
   */
  async sendLink(actor: Actor, organiserId: string, language: MailLanguage): Promise<StoredOrganiser> {
    const organiser = await this.#target(actor, 'organiser:mail-link', organiserId);
    // Before a link is made that takes another's place.
    if (!this.isOn) throw new AppError('MAIL_OFF');
    const link = await this.#options.links.make(organiserId);
    if (link === null) throw new AppError('INVALID_STATE');
    const why = organiser.hasPassword ? 'forgotten' : 'account';
    const sentBy = actor.kind === 'organiser' ? actor.organiserId : null;
    await this.#options.mail.send(organiser, { why, language, link, sentBy });
    return organiser;
  }

  /** Newest first, of the last two weeks. Errors: NOT_FOUND, NOT_ALLOWED. */
  async list(actor: Actor, organiserId: string): Promise<readonly Delivery[]> {
    await this.#target(actor, 'organiser:list-mails', organiserId);
    const all = await this.#options.outbox.deliveriesOf({ organiserId });
    // That somebody has asked for a new password is their own business.
    return all.filter(({ sentBy }) => actor.kind === 'operator' || sentBy !== null);
  }

  async #target(actor: Actor, deed: Deed, organiserId: string): Promise<StoredOrganiser> {
    const organiser = await this.#options.store.find(organiserId);
    requireRight(actor, deed, organiser && { organisationId: organiser.organisationId, organiserId });
    return foundOrThrow(organiser);
  }
}
