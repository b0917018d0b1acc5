import type { Device, types } from 'mediasoup-client';
import type { MediaAccess, ScreenCodec, TransportOptions } from '../../../../src/protocol/index.ts';
import type { LinkHealth, MediaLink, MediaLinkListener, MediaWay, OpenMediaLink } from '../../call/media/ports.ts';
import { failureOf, type Request } from '../../session/signaling.ts';
import { StateReport } from '../../session/state-report.ts';
import { without } from './codecs.ts';
import { Consumers } from './consumers.ts';
import { waysOf } from './media-ways.ts';
import { createEagerDevice } from './prepared-device.ts';
import { Producers } from './producers.ts';
import { TurnRenewal } from './turn-renewal.ts';
import { ArrivalWatch } from './watching/arrival-watch.ts';
import { DecodeWatch } from './watching/decode-watch.ts';
import { TransportWatch } from './watching/transport-watch.ts';
import { asClientParameters, asTransportOptions, asWireParameters } from './wire.ts';

export { prepareDevice } from './prepared-device.ts';

const WORST_FIRST: readonly LinkHealth[] = ['blocked', 'interrupted', 'connecting', 'connected', 'idle'];

const CUT: readonly LinkHealth[] = ['blocked', 'interrupted'];

type Direction = 'send' | 'receive';
type IceParameters = TransportOptions['iceParameters'];

/** As long as the server keeps a place, and some. */
const SEEKS_ALONE_MS = 130_000;

export const openMediaLink: OpenMediaLink = async ({ access, ...options }) => {
  const device = await createEagerDevice(asClientParameters(access.session.routerRtpCapabilities));
  return new MediasoupLink({ ...options, device, access });
};

class MediasoupLink implements MediaLink {
  readonly sending: Producers;
  readonly receiving: Consumers;
  readonly #request: Request;
  readonly #listener: MediaLinkListener;
  readonly #device: Device;
  readonly #transports: Readonly<Record<Direction, types.Transport>>;
  readonly #watches: Readonly<Record<Direction, TransportWatch>>;
  readonly #reports: Readonly<Record<Direction, StateReport<boolean>>>;
  readonly #arrivals: ArrivalWatch;
  readonly #decoding: DecodeWatch;
  readonly #turn: TurnRenewal;
  /** What a dropped connection may have swallowed; sent again after a restart. */
  readonly #unconfirmed = new Map<string, types.DtlsParameters>();
  /** The server's halves of ICE, as they were told last. */
  readonly #iceParameters: Record<Direction, IceParameters>;
  /** Since when a way is cut; null while none is. */
  #cutSince: number | null = null;
  #started = false;
  #undecoded: readonly ScreenCodec[];
  #closed = false;

  constructor(options: Parameters<OpenMediaLink>[0] & { readonly device: Device }) {
    const { device } = options;
    const { session, turn } = options.access;
    this.#device = device;
    this.#undecoded = options.undecoded;
    this.#iceParameters = { send: session.send.iceParameters, receive: session.receive.iceParameters };
    this.#request = options.request;
    this.#listener = options.listener;
    this.#transports = {
      send: device.createSendTransport(asTransportOptions(session.send, turn)),
      receive: device.createRecvTransport(asTransportOptions(session.receive, turn)),
    };
    this.sending = new Producers({
      device,
      transport: this.#transports.send,
      commands: options.commands,
      uploadRead: (reading) => this.#listener.uploadRead(reading),
    });
    this.receiving = new Consumers({
      transport: this.#transports.receive,
      request: this.#request,
      tracksChanged: (tracks) => this.#listener.tracksChanged(tracks),
    });
    const reportOf = (direction: Direction) =>
      new StateReport({
        first: false,
        send: (isCut) => this.#request('transport:report', { transportId: this.#transports[direction].id, isCut }),
      });
    this.#reports = { send: reportOf('send'), receive: reportOf('receive') };
    this.#arrivals = new ArrivalWatch({ transport: this.#transports.receive, changed: () => this.#reportCuts() });
    this.#decoding = new DecodeWatch({
      transport: this.#transports.receive,
      read: (reading) => this.#listener.decodeRead(reading),
    });
    this.#turn = new TurnRenewal({ request: this.#request, transports: Object.values(this.#transports) });
    this.#turn.keep(turn);
    this.#start();
    this.#watches = { send: this.#watch('send'), receive: this.#watch('receive') };
  }

  async restart({ session, turn }: MediaAccess): Promise<void> {
    await this.#turn.use(turn);
    if (!this.#started) this.#start();
    for (const [transportId, dtlsParameters] of this.#unconfirmed) this.#connect(transportId, dtlsParameters);
    for (const report of Object.values(this.#reports)) report.forgotten();
    await Promise.all([
      this.#restartIce('send', session.send.iceParameters),
      this.#restartIce('receive', session.receive.iceParameters),
    ]);
  }

  doWithout(codecs: readonly ScreenCodec[]): void {
    this.#undecoded = codecs;
    this.#start();
  }

  seekWay(): void {
    for (const watch of Object.values(this.#watches)) watch.seekWay();
  }

  async ways(): Promise<readonly MediaWay[]> {
    const ways = await Promise.all(Object.values(this.#transports).map(waysOf));
    return ways.flat();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const watch of Object.values(this.#watches)) watch.close();
    for (const report of Object.values(this.#reports)) report.close();
    this.#arrivals.close();
    this.#decoding.close();
    this.sending.close();
    this.receiving.close();
    this.#turn.close();
    for (const transport of Object.values(this.#transports)) transport.close();
  }

  /** Not awaited: the server takes commands in order, so everything after this may follow at once. */
  #start(): void {
    this.#started = false;
    const undecoded = this.#undecoded;
    const rtpCapabilities = without(this.#device.recvRtpCapabilities, undecoded);
    this.#request('session:start', { rtpCapabilities: asWireParameters(rtpCapabilities) })
      .then(() => {
        // The answer to what was said before says nothing of what was said since.
        this.#started = undecoded === this.#undecoded;
      })
      // Offline: sent again by restart().
      .catch(() => {});
  }

  #watch(direction: Direction): TransportWatch {
    const transport = this.#transports[direction];
    const watch = new TransportWatch({
      transport,
      restart: () => this.#seek(direction),
      tell: () => this.#tellHealth(),
      heardAgain: () => this.#listener.heardAgain(),
    });
    transport.on('connect', ({ dtlsParameters }, done) => {
      // Answered at once, which saves a round trip; what follows is taken in order by the server.
      this.#connect(transport.id, dtlsParameters);
      watch.connecting();
      done();
    });
    return watch;
  }

  async #seek(direction: Direction): Promise<void> {
    const { id } = this.#transports[direction];
    const answer = await this.#request('transport:restart', { transportId: id }).catch((error) => {
      if (failureOf(error).code !== 'OFFLINE') throw error;
      return null;
    });
    if (answer === null) return this.#seekAlone(direction);
    await this.#turn.use(answer.turn);
    await this.#restartIce(direction, answer.iceParameters);
  }

  /**
   * While the server cannot be asked, one's own half of a restart looks for it many times a second, and media comes and
   * goes again as soon as the network is back. The server takes whatever half a client has, as long as its own is meant
   * (ICE lite; RFC 8445, 2.5 and 7.3).
   */
  async #seekAlone(direction: Direction): Promise<void> {
    const cutMs = performance.now() - (this.#cutSince ?? performance.now());
    if (cutMs > SEEKS_ALONE_MS) return;
    // Who answers offers begins anew only when the other end does (RFC 8839, 4.4.1.1): it seems to, and takes it back.
    if (direction === 'receive') await this.#renegotiate('receive', seeminglyNew(this.#iceParameters.receive));
    await this.#renegotiate(direction, this.#iceParameters[direction]);
  }

  #connect(transportId: string, dtlsParameters: types.DtlsParameters): void {
    this.#unconfirmed.set(transportId, dtlsParameters);
    this.#request('transport:connect', { transportId, dtlsParameters })
      .then(() => this.#unconfirmed.delete(transportId))
      // Offline: sent again by restart(). Refused: the watch finds the transport dead and says so.
      .catch(() => {});
  }

  async #restartIce(direction: Direction, iceParameters: IceParameters): Promise<void> {
    this.#iceParameters[direction] = iceParameters;
    await this.#renegotiate(direction, iceParameters);
  }

  async #renegotiate(direction: Direction, iceParameters: IceParameters): Promise<void> {
    if (!this.#closed) await this.#transports[direction].restartIce({ iceParameters });
  }

  /** The server sees by itself what it no longer gets; what no longer comes from there it must be told. */
  #reportCuts(): void {
    this.#reports.send.set(CUT.includes(this.#watches.send.health));
    this.#reports.receive.set(CUT.includes(this.#watches.receive.health) || this.#arrivals.isCut);
  }

  #tellHealth(): void {
    if (this.#watches.receive.health === 'connected') {
      this.#arrivals.begin();
      this.#decoding.begin();
    }
    const both = Object.values(this.#watches).map(({ health }) => health);
    this.#cutSince = both.some((health) => CUT.includes(health)) ? (this.#cutSince ?? performance.now()) : null;
    this.#reportCuts();
    this.#listener.healthChanged(WORST_FIRST.find((health) => both.includes(health)) ?? 'idle');
  }
}

function seeminglyNew(iceParameters: IceParameters): IceParameters {
  return { ...iceParameters, password: `${iceParameters.password}0` };
}
