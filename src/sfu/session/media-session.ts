import { ortc } from 'mediasoup';
import type { RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import { AppError } from '../../platform/errors.ts';
import type {
  RtpCapabilities as ClientRtpCapabilities,
  ConsumerOptions,
  DtlsParameters,
  ScreenCodec,
  SessionOptions,
  TransportOptions,
  ViewItem,
} from '../../protocol/index.ts';
import type { LineReading, MediaSession, MediaSessionListener, NewProducer } from '../../rooms/ports/media-plane.ts';
import { LineQuality, type Link, type Measured } from '../line/line-quality.ts';
import { LineVerdict } from '../line/line-verdict.ts';
import { LineWatch } from '../line/line-watch.ts';
import type { SfuLog } from '../log.ts';
import { fromRtpCapabilities, toRtpCapabilities } from '../protocol-types.ts';
import { type PublicationSource, Subscriber } from '../subscribing/subscriber.ts';
import { toAppError } from '../worker/mediasoup-errors.ts';
import { type PublicationBoard, Publisher } from './publisher.ts';
import { SessionLife } from './session-life.ts';
import { SessionTransports } from './session-transports.ts';

export interface SessionRoom extends PublicationBoard, PublicationSource {
  /** What all who have started decode beside VP8, the best first. */
  readonly screenCodecs: readonly ScreenCodec[];
  sessionStarted(session: SfuSession, capabilities: RtpCapabilities): void;
  sessionClosed(session: SfuSession): void;
}

interface SfuSessionOptions {
  readonly participantId: string;
  readonly room: SessionRoom;
  readonly send: WebRtcTransport;
  readonly receive: WebRtcTransport;
  readonly routerRtpCapabilities: RtpCapabilities;
  readonly announcedAddresses: readonly string[];
  readonly relays: readonly string[];
  readonly listener: MediaSessionListener;
  readonly log: SfuLog;
}

/** One participant's two transports, with what goes through them. */
export class SfuSession implements MediaSession {
  readonly #room: SessionRoom;
  readonly #transports: SessionTransports;
  readonly #routerRtpCapabilities: ClientRtpCapabilities;
  readonly #publisher: Publisher;
  readonly #subscriber: Subscriber;
  readonly #line: LineWatch;
  readonly #quality: LineQuality;
  /** Of its own, since each counts from its reading before. */
  readonly #shownQuality: LineQuality;
  readonly #verdict: LineVerdict;
  readonly #listener: MediaSessionListener;
  readonly #life = new SessionLife();
  #rtpCapabilities: RtpCapabilities | null = null;

  constructor(options: SfuSessionOptions) {
    const { participantId, room, send, receive, listener, log } = options;
    this.#room = room;
    this.#listener = listener;
    this.#transports = new SessionTransports(options);
    this.#routerRtpCapabilities = fromRtpCapabilities(options.routerRtpCapabilities);
    this.#publisher = new Publisher({
      participantId,
      transport: send,
      board: room,
      layersWanted: (wanted) => {
        if (this.#life.isOpen) listener.layersWanted(wanted);
      },
    });
    this.#subscriber = new Subscriber({ participantId, transport: receive, source: room, listener, log });
    const flowing = { incoming: () => this.#publisher.flowing, outgoing: () => this.#subscriber.flowing };
    this.#quality = new LineQuality(flowing);
    this.#shownQuality = new LineQuality(flowing);
    this.#line = new LineWatch({
      send,
      receive,
      isSending: () => this.#publisher.isSending,
      changed: (isBroken) => this.#verdict.hear(isBroken),
    });
    this.#verdict = new LineVerdict({
      changed: (isBroken) => {
        if (this.#life.isOpen) listener.lineChanged(isBroken);
      },
    });
  }

  get options(): SessionOptions {
    return {
      routerRtpCapabilities: this.#routerRtpCapabilities,
      screenCodecs: this.#room.screenCodecs,
      wantedLayers: this.#publisher.wantedLayers,
      ...this.#transports.options,
    };
  }

  get isHeard(): boolean {
    return this.#life.isOpen && this.#line.isHeard;
  }

  get link(): Link {
    return { way: this.#transports.way, pictures: this.#subscriber.pictures };
  }

  async readLine(): Promise<LineReading> {
    this.#life.assertOpen();
    const { lossFrom, lossTo, roundTripSeconds } = await this.#life.request(this.#shownQuality.measure());
    const roundTripMs = roundTripSeconds === null ? null : roundTripSeconds * 1_000;
    return { way: this.#transports.way, ...this.#subscriber.bearing, lossFrom, lossTo, roundTripMs };
  }

  /** Null while nothing is heard of them: what is lost then nobody reports. Errors: DeadlineError, those of a worker. */
  async measure(): Promise<Measured | null> {
    return this.isHeard ? this.#quality.measure() : null;
  }

  get counts(): { producers: number; consumers: number } {
    return { producers: this.#publisher.count, consumers: this.#subscriber.count };
  }

  start(rtpCapabilities: ClientRtpCapabilities): void {
    this.#life.assertOpen();
    const capabilities = toRtpCapabilities(structuredClone(rtpCapabilities));
    try {
      ortc.validateAndNormalizeRtpCapabilities(capabilities);
    } catch (error) {
      throw toAppError(error);
    }
    this.#rtpCapabilities = capabilities;
    this.#room.sessionStarted(this, capabilities);
  }

  /** The same said again is done. Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE (connected to somebody else). */
  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#getTransportOrThrow(transportId);
    const connected = this.#transports.connectedOrThrow(transport, dtlsParameters);
    if (connected) return this.#life.request(connected);
    this.#line.begin();
    try {
      await this.#transports.connect(transport, dtlsParameters);
    } catch (error) {
      throw this.#life.isOpen ? toAppError(error) : this.#life.closedError(error);
    }
  }

  async restartTransport(transportId: string): Promise<TransportOptions['iceParameters']> {
    const transport = this.#getTransportOrThrow(transportId);
    return this.#life.request(transport.restartIce());
  }

  /** Errors: NOT_ALLOWED. */
  reportTransport(transportId: string, isCut: boolean): void {
    this.#verdict.report(this.#getTransportOrThrow(transportId), isCut);
    if (!isCut) this.#line.vouched();
  }

  async produce(producer: NewProducer): Promise<string> {
    this.#life.assertOpen();
    return this.#life.request(this.#publisher.produce(producer), (late) => this.#publisher.close(late));
  }

  async pauseProducer(producerId: string): Promise<void> {
    this.#life.assertOpen();
    await this.#life.request(this.#publisher.pause(producerId));
  }

  async resumeProducer(producerId: string): Promise<void> {
    this.#life.assertOpen();
    await this.#life.request(this.#publisher.resume(producerId));
  }

  closeProducer(producerId: string): void {
    this.#life.assertOpen();
    this.#publisher.close(producerId);
  }

  async view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]> {
    this.#life.assertOpen();
    if (!this.#rtpCapabilities) throw new AppError('INVALID_STATE', { details: { reason: 'not started' } });
    return this.#life.request(this.#subscriber.view(items, this.#rtpCapabilities));
  }

  async resumeConsumers(consumerIds: readonly string[]): Promise<void> {
    this.#life.assertOpen();
    await this.#life.request(this.#subscriber.resume(consumerIds));
  }

  async restart(): Promise<SessionOptions> {
    this.#life.assertOpen();
    await this.#life.request(this.#transports.restart());
    await this.#subscriber.setSuspended(false);
    this.#verdict.forgetReports();
    return this.options;
  }

  /** To be called every LINE_CHECK_MS. */
  async checkLine(): Promise<void> {
    if (this.#life.isOpen) await this.#line.check();
  }

  suspend(): void {
    if (this.#life.isOpen) void this.#subscriber.setSuspended(true);
  }

  /** These speak or sign, or do so no longer. */
  peopleChanged(participantIds: readonly string[]): void {
    if (this.#life.isOpen) void this.#subscriber.peopleChanged(participantIds);
  }

  /** Of a sound, whether it is sent. */
  drownedOut(producerId: string): void {
    if (this.#life.isOpen) void this.#subscriber.drownedOut(producerId);
  }

  screenCodecsChanged(codecs: readonly ScreenCodec[]): void {
    if (this.#life.isOpen) this.#listener.screenCodecsChanged(codecs);
  }

  close(): void {
    if (!this.#life.end('closed')) return;
    this.#transports.close();
    this.#publisher.transportClosed();
    this.#room.sessionClosed(this);
  }

  /** The room's router is gone, and the transports with it. */
  roomClosed(state: 'closed' | 'lost'): void {
    this.#life.end(state);
  }

  #getTransportOrThrow(transportId: string): WebRtcTransport {
    this.#life.assertOpen();
    return this.#transports.getOrThrow(transportId);
  }
}
