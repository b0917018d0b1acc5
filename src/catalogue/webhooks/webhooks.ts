import { newPublicId } from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import { Paces, type Rate } from '../../platform/paces.ts';
import { testMessage } from '../../webhooks/messages.ts';
import type { MayReach, StoredWebhook, WebhookDelivery, WebhookStore } from '../../webhooks/ports.ts';
import { newWebhookSecret } from '../../webhooks/signature.ts';
import { addressIn } from '../../webhooks/targets.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, type Deed, requireRight } from '../access/rights.ts';

/** Of one organisation, and of the operator. */
const MAX_WEBHOOKS = 5;
/** Whoever looks for the fault tries a few times; nobody sends others a flood from here. */
const TESTS: Rate = { burst: 5, perSecond: 1 / 30 };

export interface WebhooksOptions {
  readonly store: WebhookStore;
  readonly mayReach: MayReach;
  /** Of this installation; known when it listens. */
  readonly publicUrl: () => string;
  /** There is something to tell. */
  readonly posted: () => void;
}

/** Where programs are told of meetings. Every use case asks the table of rights first. */
export class Webhooks {
  readonly #options: WebhooksOptions;
  readonly #paces = new Paces();

  constructor(options: WebhooksOptions) {
    this.#options = options;
  }

  /**
   * The secret is shown by nobody afterwards. `organisationId`: null for the operator, who is told of all rooms.
   * Errors: NOT_FOUND, NOT_ALLOWED, TOO_MANY; TARGET_REFUSED for an address to which nothing may be sent, of which a name is seen
   * only when something is.
   */
  async create(
    actor: Actor,
    organisationId: string | null,
    url: string,
  ): Promise<{ webhook: StoredWebhook; secret: string }> {
    requireRight(actor, 'webhook:create', { organisationId });
    const { store, mayReach, publicUrl } = this.#options;
    const address = addressIn(url);
    const isOwn = new URL(url).hostname === URL.parse(publicUrl())?.hostname;
    if (isOwn || (address !== null && !mayReach(address))) throw new AppError('TARGET_REFUSED');
    const secret = newWebhookSecret();
    const webhook = await store.create({ id: newPublicId(), organisationId, url, secret }, MAX_WEBHOOKS);
    return { webhook, secret };
  }

  /** Oldest first. Errors: NOT_FOUND, NOT_ALLOWED. */
  async list(actor: Actor, organisationId: string | null): Promise<readonly StoredWebhook[]> {
    requireRight(actor, 'webhook:list', { organisationId });
    return this.#options.store.list(organisationId);
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  read(actor: Actor, webhookId: string): Promise<StoredWebhook> {
    return this.#find(actor, 'webhook:list', webhookId);
  }

  /** Of what happens meanwhile nothing is told. Errors: NOT_FOUND, NOT_ALLOWED. */
  async pause(actor: Actor, webhookId: string): Promise<StoredWebhook> {
    await this.#find(actor, 'webhook:update', webhookId);
    return foundOrThrow(await this.#options.store.pause(webhookId));
  }

  /** Also what was switched off because it failed. Errors: NOT_FOUND, NOT_ALLOWED. */
  async resume(actor: Actor, webhookId: string): Promise<StoredWebhook> {
    await this.#find(actor, 'webhook:update', webhookId);
    const webhook = foundOrThrow(await this.#options.store.resume(webhookId));
    this.#options.posted();
    return webhook;
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async delete(actor: Actor, webhookId: string): Promise<StoredWebhook> {
    const webhook = await this.#find(actor, 'webhook:delete', webhookId);
    return foundOrThrow((await this.#options.store.delete(webhookId)) ? webhook : null);
  }

  /** Tried once, also while it is paused; what came of it is among its deliveries. Errors: NOT_FOUND, NOT_ALLOWED, RATE_LIMITED, TOO_MANY. */
  async test(actor: Actor, webhookId: string): Promise<{ deliveryId: string }> {
    await this.#find(actor, 'webhook:test', webhookId);
    this.#paces.take([{ of: webhookId, rate: TESTS }]);
    const message = testMessage(webhookId);
    await this.#options.store.postTest(webhookId, message);
    this.#options.posted();
    return { deliveryId: message.id };
  }

  /** The last of them, newest first. Errors: NOT_FOUND, NOT_ALLOWED. */
  async deliveries(actor: Actor, webhookId: string): Promise<readonly WebhookDelivery[]> {
    await this.#find(actor, 'webhook:list', webhookId);
    return this.#options.store.deliveriesOf(webhookId);
  }

  async #find(actor: Actor, deed: Deed, webhookId: string): Promise<StoredWebhook> {
    const webhook = await this.#options.store.find(webhookId);
    // No organiser hears that the operator has one.
    const isSeen = webhook?.organisationId !== null || actor.kind === 'operator';
    return requireRight(actor, deed, isSeen ? webhook : null);
  }
}
