import { AppError } from '../../platform/errors.ts';
import { RecentIds } from '../recent-ids.ts';
import type { Subscription } from './subscription.ts';

/** All that is sent to one participant, one subscription for each publication, in the order in which they were made. */
export class Subscriptions {
  readonly #closed: (consumerId: string) => void;
  readonly #byProducer = new Map<string, Subscription>();
  readonly #byConsumer = new Map<string, Subscription>();
  readonly #closedIds = new RecentIds();

  /** `closed`: the client closes its end. */
  constructor({ closed }: { readonly closed: (consumerId: string) => void }) {
    this.#closed = closed;
  }

  get count(): number {
    return this.#byProducer.size;
  }

  get all(): readonly Subscription[] {
    return [...this.#byProducer.values()];
  }

  of(producerId: string): Subscription | undefined {
    return this.#byProducer.get(producerId);
  }

  /** Null when it was closed lately. Errors: NOT_ALLOWED when it never was this participant's. */
  getOrThrow(consumerId: string): Subscription | null {
    const subscription = this.#byConsumer.get(consumerId);
    if (!subscription && !this.#closedIds.has(consumerId)) throw new AppError('NOT_ALLOWED');
    return subscription ?? null;
  }

  add(subscription: Subscription): void {
    this.#byProducer.set(subscription.publication.producerId, subscription);
    this.#byConsumer.set(subscription.consumerId, subscription);
  }

  /** Its consumer is closed. */
  drop(subscription: Subscription): void {
    const { consumerId, publication } = subscription;
    this.#byProducer.delete(publication.producerId);
    this.#byConsumer.delete(consumerId);
    this.#closedIds.add(consumerId);
    this.#closed(consumerId);
  }

  /** Gives up what was made longest ago and is not among what is kept, until `needed` more are no more than `most`. */
  makeRoom({ needed, most, kept }: { needed: number; most: number; kept: ReadonlyMap<string, unknown> }): void {
    for (const [producerId, subscription] of this.#byProducer) {
      if (this.#byProducer.size + needed <= most) return;
      if (kept.has(producerId)) continue;
      this.drop(subscription);
      subscription.close();
    }
  }

  async eachPicture(change: (subscription: Subscription) => Promise<void>): Promise<void> {
    await this.each(async (subscription) => {
      if (subscription.publication.kind === 'video') await change(subscription);
    });
  }

  async each(change: (subscription: Subscription) => Promise<void>): Promise<void> {
    await Promise.all(this.all.map(change));
  }
}
