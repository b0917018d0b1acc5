import { type Notice, noticeLetter } from '../../mail/letters/notice-letter.ts';
import type { Outbox } from '../../mail/outbox.ts';
import type { AccountChange } from '../../protocol/mail.ts';
import type { StoredWebhook } from '../../webhooks/ports.ts';
import { accountLink, houseLink } from '../links.ts';
import type { OrganisationStore, OrganiserStore, StoredOrganiser } from '../ports.ts';

/** Who has not had it by then has seen it. */
const GIVE_UP_AFTER_MS = 2 * 86_400_000;

interface NoticesOptions {
  readonly outbox: Outbox;
  readonly stores: {
    readonly organisations: Pick<OrganisationStore, 'find'>;
    readonly organisers: Pick<OrganiserStore, 'find' | 'list'>;
    readonly webhooks: { find(webhookId: string): Promise<StoredWebhook | null> };
  };
  /** Of this installation; known when it listens. */
  readonly publicUrl: () => string;
  readonly report: (error: unknown) => void;
}

/** Mail to those who should know of what was done without them. What was done is done: nothing here fails. */
export class Notices {
  readonly #options: NoticesOptions;

  constructor(options: NoticesOptions) {
    this.#options = options;
  }

  /** To its owner, whoever has changed it: one who has got in is not the one who reads the mailbox. */
  tellOwner = (organiserId: string, change: AccountChange): Promise<void> =>
    this.#safely(async () => {
      const { stores, publicUrl } = this.#options;
      const owner = await stores.organisers.find(organiserId);
      if (owner === null) return;
      await this.#post(owner.organisationId, [owner], { is: 'account', change }, accountLink(publicUrl()));
    });

  /** To its house's admins; the operator has the log. */
  tellOfWebhook = (webhookId: string): Promise<void> =>
    this.#safely(async () => {
      const { stores, publicUrl } = this.#options;
      const webhook = await stores.webhooks.find(webhookId);
      if (webhook === null || webhook.organisationId === null) return;
      const people = await stores.organisers.list(webhook.organisationId);
      const admins = people.filter(({ role, isDisabled }) => role === 'admin' && !isDisabled);
      // Behind the name there may be a secret.
      const notice: Notice = { is: 'webhook-off', host: new URL(webhook.url).host };
      await this.#post(webhook.organisationId, admins, notice, houseLink(publicUrl()));
    });

  async #post(organisationId: string, to: readonly StoredOrganiser[], notice: Notice, link: string): Promise<void> {
    const { outbox, stores } = this.#options;
    const house = await stores.organisations.find(organisationId);
    if (house === null || to.length === 0) return;
    const at = Date.now();
    const about = { kind: 'notice', organisationId, sentBy: null, roomId: null, seatId: null } as const;
    await outbox.post(
      to.map(({ id: organiserId, name, email: address }) => {
        const letter = noticeLetter({ to: { name, address }, notice, house, link, at });
        return { ...about, organiserId, letter, giveUpAt: at + GIVE_UP_AFTER_MS };
      }),
    );
  }

  async #safely(tell: () => Promise<void>): Promise<void> {
    const { outbox, report } = this.#options;
    if (!outbox.isOn) return;
    await tell().catch(report);
  }
}
