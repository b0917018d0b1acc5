import { isDeepStrictEqual } from 'node:util';
import { ortc } from 'mediasoup';
import type { RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import { AppError } from '../platform/errors.ts';
import type {
  RtpCapabilities as ClientRtpCapabilities,
  ConsumerOptions,
  DtlsParameters,
  SessionOptions,
  TransportOptions,
  ViewItem,
} from '../protocol/index.ts';
import type { LineReading, MediaSession, MediaSessionListener, NewProducer } from '../rooms/media/media-plane.ts';
import { answered } from './answers.ts';
import { LineQuality, type Link, type Measured, wayOf } from './line-quality.ts';
import { LineWatch } from './line-watch.ts';
import { toAppError, toUnavailable } from './mediasoup-errors.ts';
import { fromRtpCapabilities, toDtlsParameters, toRtpCapabilities } from './protocol-types.ts';
import { type PublicationBoard, Publisher } from './publisher.ts';
import { type PublicationSource, Subscriber } from './subscriber.ts';
import { transportOptionsOf } from './transport-options.ts';
import type { SfuLog } from './worker-slot.ts';

export interface SessionRoom extends PublicationBoard, PublicationSource {
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

/** Open, closed by its owner, or lost with its worker. */
type State = 'open' | 'closed' | 'lost';

/** One participant's two transports, with what goes through them. */
export class SfuSession implements MediaSession {
  readonly #room: SessionRoom;
  readonly #send: WebRtcTransport;
  readonly #receive: WebRtcTransport;
  readonly #routerRtpCapabilities: ClientRtpCapabilities;
  readonly #announcedAddresses: readonly string[];
  readonly #relays: readonly string[];
  readonly #publisher: Publisher;
  readonly #subscriber: Subscriber;
  readonly #connected = new Map<WebRtcTransport, { readonly by: DtlsParameters; readonly done: Promise<void> }>();
  readonly #line: LineWatch;
  readonly #quality: LineQuality;
  /** Of its own, since each counts from its reading before. */
  readonly #shownQuality: LineQuality;
  /** By which nothing arrives at the client, as it says itself. */
  readonly #cut = new Set<WebRtcTransport>();
  readonly #listener: MediaSessionListener;
  /** Nothing of the client arrives here. */
  #isSilent = false;
  #isLineBroken = false;
  #rtpCapabilities: RtpCapabilities | null = null;
  #state: State = 'open';

  constructor(options: SfuSessionOptions) {
    const { participantId, room, send, receive, listener, log } = options;
    this.#room = room;
    this.#listener = listener;
    this.#send = send;
    this.#receive = receive;
    this.#routerRtpCapabilities = fromRtpCapabilities(options.routerRtpCapabilities);
    this.#announcedAddresses = options.announcedAddresses;
    this.#relays = options.relays;
    this.#publisher = new Publisher({ participantId, transport: send, board: room });
    this.#subscriber = new Subscriber({ participantId, transport: receive, source: room, listener, log });
    const flowing = { incoming: () => this.#publisher.flowing, outgoing: () => this.#subscriber.flowing };
    this.#quality = new LineQuality(flowing);
    this.#shownQuality = new LineQuality(flowing);
    this.#line = new LineWatch({
      send,
      receive,
      isSending: () => this.#publisher.isSending,
      changed: (isBroken) => {
        this.#isSilent = isBroken;
        this.#tellLine();
      },
    });
  }

  get options(): SessionOptions {
    return {
      routerRtpCapabilities: this.#routerRtpCapabilities,
      send: transportOptionsOf(this.#send, this.#announcedAddresses),
      receive: transportOptionsOf(this.#receive, this.#announcedAddresses),
    };
  }

  get isHeard(): boolean {
    return this.#isOpen && this.#line.isHeard;
  }

  get link(): Link {
    const way = wayOf([this.#send.iceSelectedTuple, this.#receive.iceSelectedTuple], this.#relays);
    return { way, pictures: this.#subscriber.pictures };
  }

  async readLine(): Promise<LineReading> {
    this.#assertOpen();
    const { lossFrom, lossTo, roundTripSeconds } = await this.#request(this.#shownQuality.measure());
    const roundTripMs = roundTripSeconds === null ? null : roundTripSeconds * 1_000;
    return { way: this.link.way, ...this.#subscriber.bearing, lossFrom, lossTo, roundTripMs };
  }

  /** Null while nothing is heard of them: what is lost then nobody reports. Errors: DeadlineError, those of a worker. */
  async measure(): Promise<Measured | null> {
    return this.isHeard ? this.#quality.measure() : null;
  }

  get counts(): { producers: number; consumers: number } {
    return { producers: this.#publisher.count, consumers: this.#subscriber.count };
  }

  start(rtpCapabilities: ClientRtpCapabilities): void {
    this.#assertOpen();
    const capabilities = toRtpCapabilities(structuredClone(rtpCapabilities));
    try {
      ortc.validateAndNormalizeRtpCapabilities(capabilities);
    } catch (error) {
      throw toAppError(error);
    }
    this.#rtpCapabilities = capabilities;
  }

  /** The same said again is done. Errors: NOT_ALLOWED, BAD_REQUEST, INVALID_STATE (connected to somebody else). */
  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#getTransportOrThrow(transportId);
    const known = this.#connected.get(transport);
    if (known && !isDeepStrictEqual(known.by, dtlsParameters)) throw new AppError('INVALID_STATE');
    if (known) return this.#request(known.done);
    const done = this.#connect(transport, dtlsParameters);
    this.#connected.set(transport, { by: dtlsParameters, done });
    try {
      await done;
    } catch (error) {
      this.#connected.delete(transport);
      throw this.#isOpen ? toAppError(error) : this.#closedError(error);
    }
  }

  async #connect(transport: WebRtcTransport, dtlsParameters: DtlsParameters): Promise<void> {
    this.#line.begin();
    await answered(transport.connect({ dtlsParameters: toDtlsParameters(dtlsParameters) }));
  }

  async restartTransport(transportId: string): Promise<TransportOptions['iceParameters']> {
    const transport = this.#getTransportOrThrow(transportId);
    return this.#request(transport.restartIce());
  }

  /** Errors: NOT_ALLOWED. */
  reportTransport(transportId: string, isCut: boolean): void {
    const transport = this.#getTransportOrThrow(transportId);
    if (isCut) this.#cut.add(transport);
    else this.#cut.delete(transport);
    this.#tellLine();
  }

  #tellLine(): void {
    const isBroken = this.#isSilent || this.#cut.size > 0;
    if (!this.#isOpen || isBroken === this.#isLineBroken) return;
    this.#isLineBroken = isBroken;
    this.#listener.lineChanged(isBroken);
  }

  async produce(producer: NewProducer): Promise<string> {
    this.#assertOpen();
    return this.#request(this.#publisher.produce(producer), (late) => this.#publisher.close(late));
  }

  async pauseProducer(producerId: string): Promise<void> {
    this.#assertOpen();
    await this.#request(this.#publisher.pause(producerId));
  }

  async resumeProducer(producerId: string): Promise<void> {
    this.#assertOpen();
    await this.#request(this.#publisher.resume(producerId));
  }

  closeProducer(producerId: string): void {
    this.#assertOpen();
    this.#publisher.close(producerId);
  }

  async view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]> {
    this.#assertOpen();
    if (!this.#rtpCapabilities) throw new AppError('INVALID_STATE', { details: { reason: 'not started' } });
    return this.#request(this.#subscriber.view(items, this.#rtpCapabilities));
  }

  async resumeConsumers(consumerIds: readonly string[]): Promise<void> {
    this.#assertOpen();
    await this.#request(this.#subscriber.resume(consumerIds));
  }

  async restart(): Promise<SessionOptions> {
    this.#assertOpen();
    await this.#request(Promise.all([this.#send.restartIce(), this.#receive.restartIce()]));
    await this.#subscriber.setSuspended(false);
    // The client begins anew, and says it again while it is so.
    this.#cut.clear();
    this.#tellLine();
    return this.options;
  }

  /** To be called every LINE_CHECK_MS. */
  async checkLine(): Promise<void> {
    if (this.#isOpen) await this.#line.check();
  }

  suspend(): void {
    if (this.#isOpen) void this.#subscriber.setSuspended(true);
  }

  /** Another has begun to speak. */
  speakerChanged(participantIds: readonly (string | null)[]): void {
    if (this.#isOpen) void this.#subscriber.speakerChanged(participantIds);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#state = 'closed';
    this.#send.close();
    this.#receive.close();
    this.#publisher.transportClosed();
    this.#room.sessionClosed(this);
  }

  /** The room's router is gone, and the transports with it. */
  roomClosed(state: 'closed' | 'lost'): void {
    if (this.#isOpen) this.#state = state;
  }

  get #isOpen(): boolean {
    return this.#state === 'open';
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw this.#closedError();
  }

  #closedError(cause?: unknown): AppError {
    return new AppError(this.#state === 'lost' ? 'MEDIA_UNAVAILABLE' : 'INVALID_STATE', { cause });
  }

  /** A request that fails because the session was closed meanwhile says so. */
  async #request<T>(request: Promise<T>, late?: (answer: T) => void): Promise<T> {
    try {
      return await answered(request, late ? { late } : {});
    } catch (error) {
      throw this.#isOpen ? toUnavailable(error) : this.#closedError(error);
    }
  }

  #getTransportOrThrow(transportId: string): WebRtcTransport {
    this.#assertOpen();
    const transport = [this.#send, this.#receive].find(({ id }) => id === transportId);
    if (!transport) throw new AppError('NOT_ALLOWED');
    return transport;
  }
}
