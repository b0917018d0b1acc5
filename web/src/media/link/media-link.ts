import type { Device, types } from 'mediasoup-client';
import type {
  ConsumerOptions,
  ConsumerState,
  MediaAccess,
  PictureSize,
  Source,
  TransportOptions,
  ViewItem,
} from '../../../../src/protocol/index.ts';
import type { CameraStep } from '../../call/line/upload-guard.ts';
import type {
  LinkHealth,
  MediaLink,
  MediaLinkListener,
  OpenMediaLink,
  Published,
  RemoteTrack,
} from '../../call/ports.ts';
import { StateReport } from '../../call/state-report.ts';
import type { Commands } from '../../session/commands.ts';
import type { Request } from '../../session/signaling.ts';
import { ArrivalWatch } from './arrival-watch.ts';
import { limitedTo, publishOptions } from './encodings.ts';
import { createDevice } from './prepared-device.ts';
import { TransportWatch } from './transport-watch.ts';
import { TurnRenewal } from './turn-renewal.ts';
import { UploadWatch } from './upload-watch.ts';
import { inParts } from './view-parts.ts';
import { asClientParameters, asTransportOptions, asWireParameters } from './wire.ts';

export { prepareDevice } from './prepared-device.ts';

const WORST_FIRST: readonly LinkHealth[] = ['blocked', 'interrupted', 'connecting', 'connected', 'idle'];

const CUT: readonly LinkHealth[] = ['blocked', 'interrupted'];

/** Opening a consumer in the browser: it may fail at a bad moment, and does so always where it cannot be decoded. */
const MAX_TRIES = 3;

type Direction = 'send' | 'receive';
type SourceData = { source: Source; size: PictureSize | null; pausedByRoom?: boolean };

interface Sent {
  readonly producer: types.Producer;
  /** What its streams were made for, and by which the server chooses among them. */
  readonly size: PictureSize | null;
  /** As the server has confirmed it, so that what a dropped connection swallowed is sent again. */
  paused: boolean;
}

export const openMediaLink: OpenMediaLink = async ({ access, ...options }) => {
  const device = await createDevice();
  await device.load({ routerRtpCapabilities: asClientParameters(access.session.routerRtpCapabilities) });
  return new MediasoupLink({ ...options, device, access });
};

class MediasoupLink implements MediaLink {
  readonly #request: Request;
  readonly #commands: Pick<Commands, 'send'>;
  readonly #listener: MediaLinkListener;
  readonly #device: Device;
  readonly #transports: Readonly<Record<Direction, types.Transport>>;
  readonly #watches: Readonly<Record<Direction, TransportWatch>>;
  readonly #reports: Readonly<Record<Direction, StateReport<boolean>>>;
  readonly #arrivals: ArrivalWatch;
  readonly #turn: TurnRenewal;
  readonly #upload: UploadWatch;
  readonly #sent = new Map<Source, Sent>();
  readonly #consumers = new Map<string, types.Consumer>();
  /** Closed by the server while the browser was still opening them. */
  readonly #closedEarly = new Set<string>();
  readonly #layers = new Map<string, number | null>();
  /** By consumer: how often it could not be opened. */
  readonly #failures = new Map<string, number>();
  /** What a dropped connection may have swallowed; sent again after a restart. */
  readonly #unconfirmed = new Map<string, types.DtlsParameters>();
  #cameraStep: CameraStep = 'full';
  #limiting: Promise<void> = Promise.resolve();
  #started = false;
  #closed = false;

  constructor(options: Parameters<OpenMediaLink>[0] & { readonly device: Device }) {
    const { device } = options;
    const { session, turn } = options.access;
    this.#device = device;
    this.#request = options.request;
    this.#commands = options.commands;
    this.#listener = options.listener;
    this.#transports = {
      send: device.createSendTransport(asTransportOptions(session.send, turn)),
      receive: device.createRecvTransport(asTransportOptions(session.receive, turn)),
    };
    const reportOf = (direction: Direction) =>
      new StateReport({
        first: false,
        send: (isCut) => this.#request('transport:report', { transportId: this.#transports[direction].id, isCut }),
      });
    this.#reports = { send: reportOf('send'), receive: reportOf('receive') };
    this.#arrivals = new ArrivalWatch({ transport: this.#transports.receive, changed: () => this.#reportCuts() });
    this.#upload = new UploadWatch({
      transport: this.#transports.send,
      read: (reading) => this.#listener.uploadRead(reading),
    });
    this.#turn = new TurnRenewal({ request: this.#request, transports: Object.values(this.#transports) });
    this.#turn.keep(turn);
    this.#start();
    this.#watches = { send: this.#watch('send'), receive: this.#watch('receive') };
    this.#transports.send.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const data = appData as SourceData;
      const { source, size } = data;
      const picture = size ? { size } : {};
      this.#commands
        .send('producer:create', { source, rtpParameters: asWireParameters(rtpParameters), ...picture })
        .then(({ producerId, paused }) => {
          data.pausedByRoom = paused;
          done({ id: producerId });
        })
        .catch(failed);
    });
  }

  published(source: Source): Published | null {
    const sent = this.#sent.get(source);
    return sent ? { producerId: sent.producer.id, track: sent.producer.track, paused: sent.paused } : null;
  }

  async publish(source: Source, track: MediaStreamTrack): Promise<Published> {
    const size = pictureSizeOf(track);
    const appData: SourceData = { source, size };
    const producer = await this.#transports.send.produce({
      track,
      appData,
      ...publishOptions(source, size),
      ...this.#codecFor(source),
      // The track belongs to LocalMedia, which shows it in one's own picture and switches it off.
      stopTracks: false,
      disableTrackOnPause: false,
    });
    const paused = appData.pausedByRoom ?? false;
    this.#sent.set(source, { producer, size, paused });
    this.#upload.begin();
    if (source === 'camera' && this.#cameraStep !== 'full') void this.limitCamera(this.#cameraStep).catch(() => {});
    return { producerId: producer.id, track, paused };
  }

  fits(source: Source, track: MediaStreamTrack): boolean {
    const made = this.#sent.get(source)?.size ?? null;
    const size = pictureSizeOf(track);
    return made?.width === size?.width && made?.height === size?.height;
  }

  async replaceTrack(source: Source, track: MediaStreamTrack): Promise<void> {
    await this.#sent.get(source)?.producer.replaceTrack({ track });
  }

  async pause(source: Source): Promise<void> {
    const sent = this.#sent.get(source);
    if (!sent) return;
    await this.#commands.send('producer:pause', { producerId: sent.producer.id });
    sent.paused = true;
  }

  async resume(source: Source): Promise<void> {
    const sent = this.#sent.get(source);
    if (!sent) return;
    await this.#commands.send('producer:resume', { producerId: sent.producer.id });
    sent.paused = false;
  }

  async unpublish(source: Source): Promise<void> {
    const sent = this.#sent.get(source);
    if (!sent) return;
    await this.#commands.send('producer:close', { producerId: sent.producer.id });
    this.#sent.delete(source);
    sent.producer.close();
  }

  limitCamera(step: CameraStep): Promise<void> {
    this.#cameraStep = step;
    // One after the other: a browser refuses what was read before another change.
    const limiting = this.#limiting.then(() => this.#limit());
    this.#limiting = limiting.catch(() => {});
    return limiting;
  }

  async #limit(): Promise<void> {
    const sent = this.#sent.get('camera');
    const sender = sent?.producer.rtpSender;
    if (!sent || !sender) return;
    const parameters = sender.getParameters();
    const { encodings } = publishOptions('camera', sent.size);
    await sender.setParameters({
      ...parameters,
      encodings: limitedTo(this.#cameraStep, parameters.encodings, encodings),
    });
  }

  confirmPaused(producerId: string, paused: boolean): void {
    for (const sent of this.#sent.values()) if (sent.producer.id === producerId) sent.paused = paused;
  }

  closedByServer(source: Source): void {
    const sent = this.#sent.get(source);
    this.#sent.delete(source);
    sent?.producer.close();
  }

  async view(items: readonly ViewItem[]): Promise<void> {
    const consumers = await this.#ask(items);
    if (this.#closed) return;
    const opened = await Promise.allSettled(consumers.map((options) => this.#consume(options)));
    if (this.#closed) return;
    const consumerIds = opened.flatMap((result) =>
      result.status === 'fulfilled' && result.value ? [result.value.id] : [],
    );
    this.#tellTracks();
    if (consumerIds.length > 0) {
      for (const part of inParts(consumerIds)) await this.#request('consumer:resume', { consumerIds: [...part] });
    }
    const failed = consumers.filter((_, index) => opened[index]?.status === 'rejected');
    // Whoever asked asks again, and the server offers again what was not resumed.
    if (failed.filter(({ id }) => this.#mayTryAgain(id)).length > 0) throw new Error('a consumer did not open');
  }

  consumerChanged({ consumerId, spatialLayer }: ConsumerState): void {
    this.#layers.set(consumerId, spatialLayer);
    this.#tellTracks();
  }

  consumerClosed(consumerId: string): void {
    const consumer = [...this.#consumers.values()].find(({ id }) => id === consumerId);
    this.#layers.delete(consumerId);
    this.#failures.delete(consumerId);
    if (!consumer) {
      this.#closedEarly.add(consumerId);
      return;
    }
    this.#consumers.delete(consumer.producerId);
    consumer.close();
    this.#tellTracks();
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

  seekWay(): void {
    for (const watch of Object.values(this.#watches)) watch.seekWay();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const watch of Object.values(this.#watches)) watch.close();
    for (const report of Object.values(this.#reports)) report.close();
    this.#arrivals.close();
    this.#upload.close();
    this.#turn.close();
    for (const transport of Object.values(this.#transports)) transport.close();
    this.#sent.clear();
    this.#consumers.clear();
  }

  async #ask(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]> {
    const parts = inParts(items);
    let consumers: readonly ConsumerOptions[] = [];
    for (const [index, part] of parts.entries()) {
      const place = parts.length > 1 ? { part: { index, of: parts.length } } : {};
      ({ consumers } = await this.#request('media:view', { items: [...part], ...place }));
    }
    return consumers;
  }

  #mayTryAgain(consumerId: string): boolean {
    const tries = (this.#failures.get(consumerId) ?? 0) + 1;
    this.#failures.set(consumerId, tries);
    return tries < MAX_TRIES;
  }

  /** Not awaited: the server takes commands in order, so everything after this may follow at once. */
  #start(): void {
    this.#request('session:start', { rtpCapabilities: asWireParameters(this.#device.recvRtpCapabilities) })
      .then(() => {
        this.#started = true;
      })
      // Offline: sent again by restart().
      .catch(() => {});
  }

  async #consume({ id, producerId, kind, rtpParameters }: ConsumerOptions): Promise<types.Consumer | null> {
    const held = this.#consumers.get(producerId);
    // Offered again because the server has not heard that it is ready.
    if (held?.id === id) return held;
    held?.close();
    const consumer = await this.#transports.receive.consume({
      id,
      producerId,
      kind,
      rtpParameters: asClientParameters(rtpParameters),
    });
    if (this.#closed || this.#closedEarly.delete(id)) {
      consumer.close();
      return null;
    }
    this.#consumers.set(producerId, consumer);
    return consumer;
  }

  #watch(direction: Direction): TransportWatch {
    const transport = this.#transports[direction];
    const watch = new TransportWatch({
      transport,
      restart: async () => {
        const { iceParameters, turn } = await this.#request('transport:restart', { transportId: transport.id });
        await this.#turn.use(turn);
        await this.#restartIce(direction, iceParameters);
      },
      tell: () => this.#tellHealth(),
    });
    transport.on('connect', ({ dtlsParameters }, done) => {
      // Answered at once, which saves a round trip; what follows is taken in order by the server.
      this.#connect(transport.id, dtlsParameters);
      watch.connecting();
      done();
    });
    return watch;
  }

  #connect(transportId: string, dtlsParameters: types.DtlsParameters): void {
    this.#unconfirmed.set(transportId, dtlsParameters);
    this.#request('transport:connect', { transportId, dtlsParameters })
      .then(() => this.#unconfirmed.delete(transportId))
      // Offline: sent again by restart(). Refused: the watch finds the transport dead and says so.
      .catch(() => {});
  }

  async #restartIce(direction: Direction, iceParameters: TransportOptions['iceParameters']): Promise<void> {
    if (!this.#closed) await this.#transports[direction].restartIce({ iceParameters });
  }

  #codecFor(source: Source): { codec?: types.RtpCodecCapability } {
    if (source !== 'camera' && source !== 'screen') return {};
    const codec = this.#device.sendRtpCapabilities.codecs?.find(
      ({ mimeType }) => mimeType.toLowerCase() === 'video/vp8',
    );
    return codec ? { codec } : {};
  }

  #tellTracks(): void {
    const tracks = new Map<string, RemoteTrack>();
    for (const [producerId, { id, track, kind }] of this.#consumers) {
      tracks.set(producerId, { track, kind, layer: this.#layers.get(id) });
    }
    this.#listener.tracksChanged(tracks);
  }

  /** The server sees by itself what it no longer gets; what no longer comes from there it must be told. */
  #reportCuts(): void {
    this.#reports.send.set(CUT.includes(this.#watches.send.health));
    this.#reports.receive.set(CUT.includes(this.#watches.receive.health) || this.#arrivals.isCut);
  }

  #tellHealth(): void {
    if (this.#watches.receive.health === 'connected') this.#arrivals.begin();
    this.#reportCuts();
    const both = Object.values(this.#watches).map(({ health }) => health);
    this.#listener.healthChanged(WORST_FIRST.find((health) => both.includes(health)) ?? 'idle');
  }
}

/** As captured; the server chooses layers by it. Null for sound, or when the browser does not say. */
function pictureSizeOf(track: MediaStreamTrack): PictureSize | null {
  const { width = 0, height = 0 } = track.getSettings();
  return width > 0 && height > 0 ? { width, height } : null;
}
