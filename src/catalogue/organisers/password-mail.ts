import { passwordLetter } from '../../mail/letters/password-link.ts';
import type { Outbox } from '../../mail/outbox.ts';
import type { MailLanguage } from '../../protocol/mail.ts';
import { passwordLink } from '../links.ts';
import type { OrganisationStore, StoredOrganiser } from '../ports.ts';

export interface PasswordMailOptions {
  readonly outbox: Outbox;
  readonly organisations: Pick<OrganisationStore, 'find'>;
  /** Of this installation; known when it listens. */
  readonly publicUrl: () => string;
}

interface Wanted {
  readonly why: 'account' | 'forgotten';
  readonly language: MailLanguage;
  readonly link: { readonly secret: string; readonly expiresAt: number };
  /** Who sees what became of it; null: the operator, or whom it is for. */
  readonly sentBy: string | null;
}

/** Links by which somebody sets their password go to their own address, in their house's name. */
export class PasswordMail {
  readonly #options: PasswordMailOptions;

  constructor(options: PasswordMailOptions) {
    this.#options = options;
  }

  get isOn(): boolean {
    return this.#options.outbox.isOn;
  }

  /** Errors: MAIL_OFF, RATE_LIMITED, TOO_MANY. */
  async send(organiser: StoredOrganiser, { why, language, link, sentBy }: Wanted): Promise<void> {
    const { outbox, organisations, publicUrl } = this.#options;
    const { id: organiserId, organisationId, name, email } = organiser;
    const house = await organisations.find(organisationId);
    // With its organisers.
    if (house === null) return;
    const letter = passwordLetter({
      to: { name, address: email },
      language,
      why,
      house,
      link: passwordLink(publicUrl(), link.secret),
      expiresAt: link.expiresAt,
    });
    const subject = { kind: 'password-link', organisationId, organiserId, sentBy, roomId: null, seatId: null } as const;
    await outbox.post([{ ...subject, letter, giveUpAt: link.expiresAt }]);
  }
}
