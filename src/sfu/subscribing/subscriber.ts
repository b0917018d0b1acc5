import type { Consumer, RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import { AppError } from '../../platform/errors.ts';
import { type Bearing, type ConsumerOptions, MAX_VIEW_ITEMS, type ViewItem } from '../../protocol/index.ts';
import type { MediaSessionListener } from '../../rooms/ports/media-plane.ts';
import { bearingOf, type WatchedPicture } from '../line/line-quality.ts';
import { LinkGuard } from '../line/link-guard.ts';
import type { SfuLog } from '../log.ts';
import type { Publication } from '../session/publisher.ts';
import { isUnusable } from '../worker/mediasoup-errors.ts';
import { areaOf, crowdArea, type TileSize } from './layers.ts';
import { layersOf, type Showing, type Speech, Subscription } from './subscription.ts';
import { Subscriptions } from './subscriptions.ts';

/** What there is to subscribe to; the room. */
export interface PublicationSource {
  /** Null when it was closed lately. Errors: NOT_ALLOWED when it never was in this room. */
  getPublicationOrThrow(producerId: string): Publication | null;
  isSpeaking(participantId: string): boolean;
  /** Whether hands are to be read in it. */
  signs(publication: Publication): boolean;
  /** A sound that is sent to nobody, since so many others are louder. */
  isDrownedOut(producerId: string): boolean;
  /** The largest layer that this one takes of its picture; null: it takes none now. */
  wants(subscription: Subscription, spatialLayer: number | null): void;
}

interface SubscriberOptions {
  readonly participantId: string;
  readonly transport: WebRtcTransport;
  readonly source: PublicationSource;
  readonly listener: MediaSessionListener;
  readonly log: SfuLog;
}

interface Shown extends Showing {
  readonly publication: Publication;
}

/** A client that does not say how large it shows a picture gets the smallest layer. */
const UNKNOWN_TILE: TileSize = { width: 1, height: 1 };

/** What one participant receives: what it shows, and nothing else. */
export class Subscriber {
  readonly #options: SubscriberOptions;
  readonly #subscriptions: Subscriptions;
  readonly #guard: LinkGuard;
  #isSuspended = false;
  #latestView = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.#subscriptions = new Subscriptions({ closed: (consumerId) => options.listener.consumerClosed(consumerId) });
    this.#guard = new LinkGuard({
      transport: options.transport,
      holdPictures: (isHeld) => this.#subscriptions.eachPicture((subscription) => subscription.setHeldByLink(isHeld)),
    });
    options.transport.on('icestatechange', (state) => {
      if (state === 'disconnected') for (const subscription of this.#subscriptions.all) subscription.wayLost();
    });
  }

  get count(): number {
    return this.#subscriptions.count;
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
    const flowing = this.#subscriptions.all.filter((subscription) => subscription.flowing !== null);
    const picture = flowing.find(({ publication }) => publication.kind === 'video');
    return (picture ?? flowing[0])?.flowing ?? null;
  }

  get pictures(): readonly WatchedPicture[] {
    return this.#subscriptions.all.flatMap(({ picture }) => picture ?? []);
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
    const subscriptions = consumerIds.flatMap((consumerId) => this.#subscriptions.getOrThrow(consumerId) ?? []);
    await Promise.all(subscriptions.map((subscription) => subscription.start()));
  }

  /** Pictures stop and go on; sound is never held back here, since its way may well be open while signaling is lost. */
  async setSuspended(isSuspended: boolean): Promise<void> {
    this.#isSuspended = isSuspended;
    await this.#subscriptions.eachPicture((subscription) => subscription.setSuspended(isSuspended));
  }

  /** Others are so many and so much louder, or are no longer. */
  async drownedOut(producerId: string): Promise<void> {
    await this.#subscriptions.of(producerId)?.setDrownedOut(this.#options.source.isDrownedOut(producerId));
  }

  /** Whose pictures come first when the link is weak. */
  async peopleChanged(participantIds: readonly string[]): Promise<void> {
    await this.#subscriptions.each(async (subscription) => {
      const { publication } = subscription;
      if (participantIds.includes(publication.participantId)) await subscription.setSpeech(this.#speechIn(publication));
    });
  }

  async #show(items: readonly ViewItem[], rtpCapabilities: RtpCapabilities): Promise<readonly ConsumerOptions[]> {
    if (this.#options.transport.closed) throw new AppError('INVALID_STATE');
    const shown = this.#read(items);
    const changes: Promise<void>[] = [];
    for (const subscription of this.#subscriptions.all) {
      const item = shown.get(subscription.publication.producerId);
      changes.push(item ? subscription.show(item) : subscription.hide());
    }
    const missing = [...shown.values()].filter(({ publication }) => !this.#subscriptions.of(publication.producerId));
    this.#subscriptions.makeRoom({ needed: missing.length, most: MAX_VIEW_ITEMS, kept: shown });
    await Promise.all(missing.map((item) => this.#subscribe(item, rtpCapabilities)));
    await Promise.all(changes);
    if (this.#options.transport.closed) throw new AppError('INVALID_STATE');
    // Also those of before that the client has not said to be ready for: it may never have heard of them.
    return [...shown.keys()].flatMap((producerId) => {
      const subscription = this.#subscriptions.of(producerId);
      return subscription && !subscription.isStarted ? [subscription.options] : [];
    });
  }

  /** What is to be shown, by producer: without pictures of no size, and without what has just been closed. */
  #read(items: readonly ViewItem[]): Map<string, Shown> {
    const { source, participantId } = this.#options;
    const tiles = new Map<Publication, TileSize>();
    for (const { producerId, width, height } of items) {
      const publication = source.getPublicationOrThrow(producerId);
      if (publication?.participantId === participantId) throw new AppError('NOT_ALLOWED');
      const isInvisible = publication?.kind === 'video' && (width === 0 || height === 0);
      if (!publication || isInvisible) continue;
      tiles.set(publication, width && height ? { width, height } : UNKNOWN_TILE);
    }
    const crowd = crowdArea(
      [...tiles].flatMap(([publication, tile]) => (publication.source === 'camera' ? [tile] : [])),
    );
    const shown = new Map<string, Shown>();
    for (const [publication, tile] of tiles) {
      const isInCrowd = publication.source === 'camera' && areaOf(tile) <= crowd;
      shown.set(publication.producerId, { publication, tile, isInCrowd, ...this.#speechIn(publication) });
    }
    return shown;
  }

  #speechIn(publication: Publication): Speech {
    const { source } = this.#options;
    return { isSpeaking: source.isSpeaking(publication.participantId), signs: source.signs(publication) };
  }

  /** Never rejects, so that one consumer that cannot be made does not take the others of its view with it. */
  async #subscribe(shown: Shown, rtpCapabilities: RtpCapabilities): Promise<void> {
    const { transport, listener, source, log } = this.#options;
    const { publication } = shown;
    const { producerId } = publication;
    const layers = layersOf(publication, shown);
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
      const subscription: Subscription = new Subscription({
        consumer,
        publication,
        showing: shown,
        layers,
        isSuspended: this.#isSuspended && publication.kind === 'video',
        isHeldByLink: this.#guard.isHolding && publication.kind === 'video',
        isDrownedOut: source.isDrownedOut(producerId),
        changed: (state) => listener.consumerChanged(state),
        wants: (spatialLayer) => source.wants(subscription, spatialLayer),
        producerClosed: () => this.#subscriptions.drop(subscription),
      });
      this.#subscriptions.add(subscription);
      if (layers) await this.#guard.enable();
      await subscription.setSpeech(this.#speechIn(publication));
    } catch (error) {
      // This client cannot decode it, or it was closed meanwhile.
      if (!isUnusable(error) && !transport.closed) log.warn({ err: error, producerId }, 'consumer was not made');
    }
  }
}
