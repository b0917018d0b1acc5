import type { Router, RtpCapabilities, WebRtcServer, WebRtcTransport } from 'mediasoup/types';
import { AppError } from '../platform/errors.ts';
import type { ScreenCodec } from '../protocol/index.ts';
import type { MediaRoom, MediaRoomListener, MediaSession, MediaSessionListener } from '../rooms/ports/media-plane.ts';
import { answered } from './answers.ts';
import { ROUTER_CODECS } from './codecs.ts';
import { LINE_CHECK_MS } from './line/line-watch.ts';
import type { SfuLog } from './log.ts';
import { ListeningIn } from './loudest/listening-in.ts';
import { Loudest } from './loudest/loudest.ts';
import { RecentIds } from './recent-ids.ts';
import { ScreenCodecs } from './screen-codecs.ts';
import { type SessionRoom, SfuSession } from './session/media-session.ts';
import type { Publication } from './session/publisher.ts';
import { WantedLayers } from './session/wanted-layers.ts';
import { createSpeakerObservers, type SpeakerObservers, SpeakerWatch } from './speakers.ts';
import type { Subscription } from './subscribing/subscription.ts';
import type { RunningWorker } from './worker/launch.ts';
import { toUnavailable } from './worker/mediasoup-errors.ts';
import type { RoomCounts, Tenant } from './worker/tenants.ts';

interface SfuRoomOptions {
  readonly listener: MediaRoomListener;
  readonly announcedAddresses: readonly string[];
  readonly relays: readonly string[];
  /** The sessions of all rooms. */
  readonly everyone: Set<SfuSession>;
  readonly log: SfuLog;
  /** Its worker forgets it. */
  readonly release: (room: Tenant) => void;
}

/** Camera with three layers (2.2 Mbit/s) and a screen (2.5 Mbit/s); told to the sender by REMB. */
const MAX_INCOMING_BITRATE = 5_000_000;
/** What a link is taken to bear until it was measured: the first layers of a handful of cameras. */
const INITIAL_OUTGOING_BITRATE = 1_000_000;
/** After this long without an answer from the client its address gets nothing more (RFC 7675, 5.1). */
const ICE_CONSENT_TIMEOUT_S = 30;

/** A room on one router. When rooms outgrow a worker, this is where routers of one room are piped together. */
export class SfuRoom implements MediaRoom, SessionRoom, Tenant {
  readonly #router: Router;
  readonly #server: WebRtcServer;
  readonly #options: SfuRoomOptions;
  readonly #speakers: SpeakerWatch;
  readonly #loudest: Loudest;
  readonly #listeningIn: ListeningIn;
  readonly #sessions = new Set<SfuSession>();
  /** By producer. */
  readonly #publications = new Map<string, Publication>();
  readonly #closedProducerIds = new RecentIds();
  readonly #screenCodecs = new ScreenCodecs<SfuSession>({
    changed: (codecs) => {
      for (const session of this.#sessions) session.screenCodecsChanged(codecs);
    },
  });
  readonly #wantedLayers = new WantedLayers<Subscription>();
  readonly #lineTimer: NodeJS.Timeout;
  #activeSpeaker: string | null = null;
  #isClosed = false;

  private constructor(router: Router, server: WebRtcServer, observers: SpeakerObservers, options: SfuRoomOptions) {
    this.#router = router;
    this.#server = server;
    this.#options = options;
    this.#speakers = new SpeakerWatch({
      ...observers,
      participantOf: (producerId) => this.#publications.get(producerId)?.participantId ?? null,
      changed: (speakers) => this.#speakersChanged(speakers),
      heard: (volumes) => this.#loudest.heard(volumes.filter(({ id }) => this.#publications.has(id))),
    });
    this.#listeningIn = new ListeningIn({ router, level: (id, level) => this.#loudest.rises(id, level) });
    this.#loudest = new Loudest({
      mustBeHeard: (id) => {
        const publication = this.#publications.get(id);
        return publication !== undefined && options.listener.mustBeHeard(publication.participantId);
      },
      isMusic: (id) => this.#publications.get(id)?.isMusic === true,
      changed: (id, isHeldBack) => this.#drownedOut(id, isHeldBack),
    });
    this.#lineTimer = setInterval(() => {
      for (const session of this.#sessions) void session.checkLine();
    }, LINE_CHECK_MS);
  }

  static async open({ worker, server }: RunningWorker, options: SfuRoomOptions): Promise<SfuRoom> {
    const router = await worker.createRouter({ mediaCodecs: ROUTER_CODECS });
    return new SfuRoom(router, server, await createSpeakerObservers(router), options);
  }

  async openSession(participantId: string, listener: MediaSessionListener): Promise<MediaSession> {
    this.#assertOpen();
    const [send, receive] = await this.#createTransports();
    const { announcedAddresses, relays, everyone, log } = this.#options;
    const session = new SfuSession({
      participantId,
      room: this,
      send,
      receive,
      routerRtpCapabilities: this.#router.rtpCapabilities,
      announcedAddresses,
      relays,
      listener,
      log,
    });
    this.#sessions.add(session);
    everyone.add(session);
    return session;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#end('closed');
    this.#router.close();
    this.#options.release(this);
  }

  counts(): RoomCounts {
    let producers = 0;
    let consumers = 0;
    for (const { counts } of this.#sessions) {
      producers += counts.producers;
      consumers += counts.consumers;
    }
    return { sessions: this.#sessions.size, producers, consumers };
  }

  workerLost(): void {
    if (this.#isClosed) return;
    this.#end('lost');
    this.#options.listener.lost();
  }

  async publish(publication: Publication, layerWanted: (spatialLayer: number) => void): Promise<void> {
    this.#publications.set(publication.producerId, publication);
    this.#wantedLayers.published(publication, layerWanted);
    if (publication.source === 'microphone') await this.#speakers.add(publication.producerId);
  }

  unpublish(publication: Publication): void {
    const { producerId } = publication;
    this.#publications.delete(producerId);
    this.#wantedLayers.unpublished(publication);
    this.#closedProducerIds.add(producerId);
    this.#loudest.forget(producerId);
  }

  getPublicationOrThrow(producerId: string): Publication | null {
    const publication = this.#publications.get(producerId);
    if (publication) return publication;
    if (this.#closedProducerIds.has(producerId)) return null;
    throw new AppError('NOT_ALLOWED');
  }

  isSpeaking(participantId: string): boolean {
    return participantId === this.#activeSpeaker;
  }

  signs({ source, participantId }: Publication): boolean {
    return source === 'camera' && this.#options.listener.signs(participantId);
  }

  signersChanged(participantIds: readonly string[]): void {
    this.#showAnew(participantIds);
  }

  isDrownedOut(producerId: string): boolean {
    return this.#loudest.isHeldBack(producerId);
  }

  wants(subscription: Subscription, spatialLayer: number | null): void {
    this.#wantedLayers.wants(subscription.publication, subscription, spatialLayer);
  }

  get screenCodecs(): readonly ScreenCodec[] {
    return this.#screenCodecs.current;
  }

  sessionStarted(session: SfuSession, capabilities: RtpCapabilities): void {
    this.#screenCodecs.receives(session, capabilities);
  }

  sessionClosed(session: SfuSession): void {
    this.#sessions.delete(session);
    this.#screenCodecs.left(session);
    this.#options.everyone.delete(session);
  }

  #end(state: 'closed' | 'lost'): void {
    this.#isClosed = true;
    clearInterval(this.#lineTimer);
    this.#wantedLayers.close();
    for (const session of this.#sessions) {
      session.roomClosed(state);
      this.#options.everyone.delete(session);
    }
    this.#sessions.clear();
    this.#publications.clear();
  }

  #drownedOut(producerId: string, isHeldBack: boolean): void {
    if (this.#isClosed) return;
    if (isHeldBack) this.#listeningIn.begin(producerId);
    else this.#listeningIn.end(producerId);
    for (const session of this.#sessions) session.drownedOut(producerId);
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new AppError('MEDIA_UNAVAILABLE');
  }

  async #createTransports(): Promise<[WebRtcTransport, WebRtcTransport]> {
    const create = () => {
      const request = this.#router.createWebRtcTransport({
        webRtcServer: this.#server,
        preferUdp: true,
        initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
        iceConsentTimeout: ICE_CONSENT_TIMEOUT_S,
      });
      return answered(request, { late: (transport) => transport.close() });
    };
    const made = await Promise.allSettled([create(), create()]);
    const transports = made.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    try {
      const [send, receive] = transports;
      if (!send || !receive) throw made.find((result) => result.status === 'rejected')?.reason;
      await answered(send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE));
      this.#assertOpen();
      return [send, receive];
    } catch (error) {
      // One of two, or both that were answered after the room had closed, are nobody's.
      for (const transport of transports) transport.close();
      throw toUnavailable(error);
    }
  }

  #speakersChanged(speakers: Parameters<MediaRoomListener['speakersChanged']>[0]): void {
    if (this.#isClosed || this.#sessions.size === 0) return;
    this.#options.listener.speakersChanged(speakers);
    const previous = this.#activeSpeaker;
    // Silence changes nobody's priority: who spoke last is likely to go on.
    if (speakers.active === null || speakers.active === previous) return;
    this.#activeSpeaker = speakers.active;
    this.#showAnew([...(previous === null ? [] : [previous]), speakers.active]);
  }

  #showAnew(participantIds: readonly string[]): void {
    for (const session of this.#sessions) session.peopleChanged(participantIds);
  }
}
