import type { Consumer, RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import { AppError } from '../platform/errors.ts';
import { type Bearing, type ConsumerOptions, MAX_VIEW_ITEMS, type ViewItem } from '../protocol/index.ts';
import type { MediaSessionListener } from '../rooms/media/media-plane.ts';
import { layersFor, type TileSize } from './layers.ts';
import { bearingOf, type WatchedPicture } from './line-quality.ts';
import { LinkGuard } from './link-guard.ts';
import { isUnusable } from './mediasoup-errors.ts';
import type { Publication } from './publisher.ts';
import { RecentIds } from './recent-ids.ts';
import { Subscription } from './subscription.ts';
import type { SfuLog } from './worker-slot.ts';

/** What there is to subscribe to; the room. */
export interface PublicationSource {
  /** Null when it was closed lately. Errors: NOT_ALLOWED when it never was in this room. */
  getPublicationOrThrow(producerId: string): Publication | null;
  isSpeaking(participantId: string): boolean;
}

interface SubscriberOptions {
  readonly participantId: string;
  readonly transport: WebRtcTransport;
  readonly source: PublicationSource;
  readonly listener: MediaSessionListener;
  readonly log: SfuLog;
}

interface Shown {
  readonly publication: Publication;
  readonly tile: TileSize;
}

/** A client that does not say how large it shows a picture gets the smallest layer. */
const UNKNOWN_TILE: TileSize = { width: 1, height: 1 };

/** What one participant receives: what it shows, and nothing else. */
export class Subscriber {
  readonly #options: SubscriberOptions;
  /** By producer. */
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #byConsumer = new Map<string, Subscription>();
  readonly #closedIds = new RecentIds();
  readonly #guard: LinkGuard;
  #isSuspended = false;
  #latestView = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.#guard = new LinkGuard({
      transport: options.transport,
      holdPictures: (isHeld) => this.#eachPicture((subscription) => subscription.setHeldByLink(isHeld)),
    });
  }

  get count(): number {
    return this.#subscriptions.size;
  }

  /**
   * What the way to them bears, and since when that is not all: by what was lost, and by the pictures that they are told
   * to be missing. A line that is merely narrow loses nothing.
   */
  get bearing(): { readonly download: Bearing; readonly downloadWeakSince: number | null } {
    const { isHolding, weakSince } = this.#guard;
    return bearingOf({ isHolding, weakSince, pictures: this.pictures });
  }

  /** Of what is sent to them, a picture if there is one: it has the most packets. */
  get flowing(): Consumer | null {
    const flowing = [...this.#subscriptions.values()].filter((subscription) => subscription.flowing !== null);
    const picture = flowing.find(({ publication }) => publication.kind === 'video');
    return (picture ?? flowing[0])?.flowing ?? null;
  }

  get pictures(): readonly WatchedPicture[] {
    return [...this.#subscriptions.values()].flatMap(({ picture }) => picture ?? []);
  }

  /**
   * Views take turns, so that two of them cannot make two consumers of one producer; one that a newer has overtaken
   * does nothing. Answers all that is shown and not resumed. Errors: NOT_ALLOWED (a producer of oneself or of another room), INVALID_STATE.
   */
  async view(items: readonly ViewItem[], rtpCapabilities: RtpCapabilities): Promise<readonly ConsumerOptions[]> {
    this.#read(items);
    this.#latestView += 1;
    const view = this.#latestView;
    const turn = this.#turn.then(() => (view === this.#latestView ? this.#show(items, rtpCapabilities) : []));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Errors: NOT_ALLOWED when one of them is another's. Those that have just closed are left out. */
  async resume(consumerIds: readonly string[]): Promise<void> {
    const subscriptions = consumerIds.flatMap((consumerId) => {
      const subscription = this.#byConsumer.get(consumerId);
      if (!subscription && !this.#closedIds.has(consumerId)) throw new AppError('NOT_ALLOWED');
      return subscription ?? [];
    });
    await Promise.all(subscriptions.map((subscription) => subscription.start()));
  }

  /** Pictures stop and go on; sound is never held back here, since its way may well be open while signaling is lost. */
  async setSuspended(isSuspended: boolean): Promise<void> {
    this.#isSuspended = isSuspended;
    await this.#eachPicture((subscription) => subscription.setSuspended(isSuspended));
  }

  /** Whose pictures come first when the link is weak. */
  async speakerChanged(participantIds: readonly (string | null)[]): Promise<void> {
    const { source } = this.#options;
    await this.#each(async (subscription) => {
      const { participantId } = subscription.publication;
      if (participantIds.includes(participantId)) await subscription.setSpeaking(source.isSpeaking(participantId));
    });
  }

  async #show(items: readonly ViewItem[], rtpCapabilities: RtpCapabilities): Promise<readonly ConsumerOptions[]> {
    if (this.#options.transport.closed) throw new AppError('INVALID_STATE');
    const shown = this.#read(items);
    const changes: Promise<void>[] = [];
    for (const [producerId, subscription] of this.#subscriptions) {
      const item = shown.get(producerId);
      const isSpeaking = this.#options.source.isSpeaking(subscription.publication.participantId);
      changes.push(item ? subscription.show(item.tile, isSpeaking) : subscription.hide());
    }
    const missing = [...shown.values()].filter(({ publication }) => !this.#subscriptions.has(publication.producerId));
    this.#makeRoom(missing.length, shown);
    await Promise.all(missing.map((item) => this.#subscribe(item, rtpCapabilities)));
    await Promise.all(changes);
    if (this.#options.transport.closed) throw new AppError('INVALID_STATE');
    // Also those of before that the client has not said to be ready for: it may never have heard of them.
    return [...shown.keys()].flatMap((producerId) => {
      const subscription = this.#subscriptions.get(producerId);
      return subscription && !subscription.isStarted ? [subscription.options] : [];
    });
  }

  /** What is to be shown, by producer: without pictures of no size, and without what has just been closed. */
  #read(items: readonly ViewItem[]): Map<string, Shown> {
    const { source, participantId } = this.#options;
    const shown = new Map<string, Shown>();
    for (const { producerId, width, height } of items) {
      const publication = source.getPublicationOrThrow(producerId);
      if (publication?.participantId === participantId) throw new AppError('NOT_ALLOWED');
      const isInvisible = publication?.kind === 'video' && (width === 0 || height === 0);
      if (!publication || isInvisible) continue;
      shown.set(producerId, { publication, tile: width && height ? { width, height } : UNKNOWN_TILE });
    }
    return shown;
  }

  /** Never rejects, so that one consumer that cannot be made does not take the others of its view with it. */
  async #subscribe({ publication, tile }: Shown, rtpCapabilities: RtpCapabilities): Promise<void> {
    const { transport, listener, source, log } = this.#options;
    const { producerId, ladder, participantId } = publication;
    const layers = ladder && layersFor(tile, ladder);
    try {
      const consumer = await transport.consume({
        producerId,
        rtpCapabilities,
        paused: true,
        ...(layers ? { preferredLayers: layers } : {}),
      });
      if (transport.closed) {
        consumer.close();
        return;
      }
      const subscription = new Subscription({
        consumer,
        publication,
        layers,
        isSuspended: this.#isSuspended && publication.kind === 'video',
        isHeldByLink: this.#guard.isHolding && publication.kind === 'video',
        changed: (state) => listener.consumerChanged(state),
        producerClosed: () => this.#drop(subscription),
      });
      this.#subscriptions.set(producerId, subscription);
      this.#byConsumer.set(consumer.id, subscription);
      if (layers) await this.#guard.enable();
      await subscription.setSpeaking(source.isSpeaking(participantId));
    } catch (error) {
      // This client cannot decode it, or it was closed meanwhile.
      if (!isUnusable(error) && !transport.closed) log.warn({ err: error, producerId }, 'consumer was not made');
    }
  }

  /** Gives up what has not been shown for longest, when otherwise there would be too many. */
  #makeRoom(needed: number, shown: ReadonlyMap<string, Shown>): void {
    for (const [producerId, subscription] of this.#subscriptions) {
      if (this.#subscriptions.size + needed <= MAX_VIEW_ITEMS) return;
      if (shown.has(producerId)) continue;
      this.#drop(subscription);
      subscription.close();
    }
  }

  #drop(subscription: Subscription): void {
    const { consumerId, publication } = subscription;
    this.#subscriptions.delete(publication.producerId);
    this.#byConsumer.delete(consumerId);
    this.#closedIds.add(consumerId);
    this.#options.listener.consumerClosed(consumerId);
  }

  async #eachPicture(change: (subscription: Subscription) => Promise<void>): Promise<void> {
    await this.#each(async (subscription) => {
      if (subscription.publication.kind === 'video') await change(subscription);
    });
  }

  async #each(change: (subscription: Subscription) => Promise<void>): Promise<void> {
    await Promise.all([...this.#subscriptions.values()].map(change));
  }
}
