import { randomBytes } from 'node:crypto';
import type {
  ConsumerOptions,
  RtpCapabilities,
  RtpParameters,
  SessionOptions,
  TransportOptions,
} from '../../../src/protocol/index.ts';
import { type Film, FilmSource, MAX_FILM_PAYLOAD_BYTES } from './film-source.ts';
import type { Link } from './link.ts';
import { MediaSocket, type MediaSocketOptions } from './media-socket.ts';
import { AUDIO_LEVEL, OutgoingStream, TRANSPORT_CC, TransportSequence } from './outgoing-stream.ts';
import { type ReceivedStats, Receiver } from './receiver.ts';
import { AudioSource, LAYER_TRACES, MAX_AUDIO_PAYLOAD_BYTES, VideoSource } from './sources.ts';
import { isNack, keyFrameRequests, splitCompound } from './wire/rtcp.ts';

interface WebRtcClientOptions {
  readonly routerRtpCapabilities: RtpCapabilities;
  /** Left out, this client sends nothing. */
  readonly send?: TransportOptions;
  /** Left out, this client receives nothing. */
  readonly receive?: TransportOptions;
  readonly connectTransport: MediaSocketOptions['connectTransport'];
  /** Every how many packets of a stream one is decrypted, as proof that it is genuine. */
  readonly decryptEvery?: number;
}

export interface ClientStats {
  readonly sent: { readonly packets: number; readonly bytes: number; readonly keyFrames: number };
  /** By consumer. */
  readonly received: ReadonlyMap<string, ReceivedStats>;
  /** Of no expected consumer. */
  readonly unexpectedPackets: number;
  readonly probationPackets: number;
  /** Times the server has asked for lost packets. */
  readonly nacks: number;
}

type Side = 'audio' | 'video';
type Codec = RtpParameters['codecs'][number];

const DEFAULT_DECRYPT_EVERY = 100;
const DEFAULT_LEVEL = -30;

/**
 * A participant's WebRTC without a browser: ICE, DTLS and SRTP with AES-256-GCM on sockets of its own, packets that
 * look like Opus and VP8, and a receiver that answers. Signaling is the caller's. About 8 us of CPU per packet.
 */
export class WebRtcClient {
  /** Whether it misses that somebody asks for a key frame. */
  isDeaf = false;
  readonly #capabilities: RtpCapabilities;
  readonly #receiver: Receiver;
  readonly #cname = randomBytes(6).toString('hex');
  readonly #transportSequence = new TransportSequence();
  readonly #streams: OutgoingStream[] = [];
  readonly #audio: AudioSource[] = [];
  readonly #video: (VideoSource | FilmSource)[] = [];
  #send: MediaSocket | null = null;
  #receive: MediaSocket | null = null;
  #nacks = 0;

  private constructor({ routerRtpCapabilities, decryptEvery = DEFAULT_DECRYPT_EVERY }: WebRtcClientOptions) {
    this.#capabilities = routerRtpCapabilities;
    this.#receiver = new Receiver({ decryptEvery });
  }

  /** Resolves when both transports are connected and encrypted. */
  static async connect(options: WebRtcClientOptions): Promise<WebRtcClient> {
    const client = new WebRtcClient(options);
    const { send, receive, connectTransport } = options;
    try {
      await Promise.all([
        send && client.#connectSend({ transport: send, connectTransport }),
        receive && client.#connectReceive({ transport: receive, connectTransport }),
      ]);
    } catch (error) {
      client.close();
      throw error;
    }
    return client;
  }

  /** For the server's `start`: it can receive whatever the router can. */
  get rtpCapabilities(): RtpCapabilities {
    return this.#capabilities;
  }

  /** The way from the server to this client; its `rate` can be limited. */
  get downlink(): Link {
    return this.#receiver.link;
  }

  /** Whether anything of this client reaches the server. */
  cutUplink(isCut: boolean): void {
    for (const socket of [this.#send, this.#receive]) if (socket) socket.isCut = isCut;
  }

  /** A microphone: give its `rtpParameters` to the server's `produce`, then `start()`. Level in dBov. */
  sendAudio({ level = DEFAULT_LEVEL }: { level?: number } = {}): AudioSource {
    const codec = this.#codec('audio/opus');
    const stream = this.#openStream('audio', codec, MAX_AUDIO_PAYLOAD_BYTES);
    const rtpParameters = this.#rtpParameters('audio', codec, [{ ssrc: stream.ssrc }]);
    const source = new AudioSource({ rtpParameters, stream, level });
    this.#audio.push(source);
    return source;
  }

  /** A camera of one or more simulcast layers, smallest first; one alone is the largest. */
  sendVideo({ layers = 3, codec: name = 'VP8' }: { layers?: 1 | 2 | 3; codec?: 'VP8' | 'H264' } = {}): VideoSource {
    const codec = this.#codec(`video/${name}`);
    const opened = LAYER_TRACES.slice(-layers).map((trace) => ({
      trace,
      stream: this.#openStream('video', codec, trace.payloadBytes),
    }));
    const encodings = opened.map(({ stream: { ssrc }, trace }) =>
      layers === 1 ? { ssrc } : { ssrc, scalabilityMode: 'L1T3', scaleResolutionDownBy: trace.scaleResolutionDownBy },
    );
    const rtpParameters = this.#rtpParameters('video', codec, encodings);
    const source = new VideoSource({ rtpParameters, layers: opened, codec: name });
    this.#video.push(source);
    return source;
  }

  /** A camera of three simulcast layers, smallest first, that a browser shows. */
  sendFilm(films: readonly Film[]): FilmSource {
    const codec = this.#codec('video/VP8');
    const opened = films.map((film) => ({ film, stream: this.#openStream('video', codec, MAX_FILM_PAYLOAD_BYTES) }));
    const encodings = opened.map(({ stream: { ssrc } }, layer) => ({
      ssrc,
      scalabilityMode: 'L1T3',
      scaleResolutionDownBy: 2 ** (films.length - 1 - layer),
    }));
    const source = new FilmSource({ rtpParameters: this.#rtpParameters('video', codec, encodings), layers: opened });
    this.#video.push(source);
    return source;
  }

  /** What arrives of this consumer is counted from now on. */
  expectConsumer(consumer: ConsumerOptions): void {
    this.#receiver.expect(consumer);
  }

  requestKeyFrame(consumerId: string): void {
    this.#receiver.requestKeyFrame(consumerId);
  }

  /** ICE restart with the server's new credentials; the keys stay. */
  async restart({ send, receive }: Pick<SessionOptions, 'send' | 'receive'>): Promise<void> {
    await Promise.all([this.#send?.restartIce(send.iceParameters), this.#receive?.restartIce(receive.iceParameters)]);
  }

  stats(): ClientStats {
    const total = (key: 'packets' | 'bytes') => this.#streams.reduce((sum, stream) => sum + stream[key], 0);
    const keyFrames = this.#video.reduce((sum, source) => sum + source.keyFrames, 0);
    const { unexpectedPackets, probationPackets } = this.#receiver;
    return {
      sent: { packets: total('packets'), bytes: total('bytes'), keyFrames },
      received: this.#receiver.stats(),
      unexpectedPackets,
      probationPackets,
      nacks: this.#nacks,
    };
  }

  /** Idempotent. */
  close(): void {
    for (const source of [...this.#audio, ...this.#video]) source.stop();
    this.#receiver.stop();
    this.#send?.close();
    this.#receive?.close();
  }

  async #connectSend(options: Pick<MediaSocketOptions, 'transport' | 'connectTransport'>): Promise<void> {
    this.#send = await MediaSocket.connect({ ...options, onRtcp: (compound) => this.#feedback(compound) });
  }

  async #connectReceive(options: Pick<MediaSocketOptions, 'transport' | 'connectTransport'>): Promise<void> {
    const receiver = this.#receiver;
    this.#receive = await MediaSocket.connect({
      ...options,
      onRtp: (packet) => receiver.rtp(packet),
      onRtcp: (compound) => receiver.rtcp(compound),
    });
    receiver.start(this.#receive);
  }

  #feedback(compound: Buffer): void {
    for (const packet of splitCompound(compound)) {
      if (isNack(packet)) this.#nacks += 1;
      if (this.isDeaf) continue;
      for (const ssrc of keyFrameRequests(packet)) {
        for (const source of this.#video) source.requestKeyFrame(ssrc);
      }
    }
  }

  #codec(mimeType: string): Codec {
    const codec = this.#capabilities.codecs?.find((each) => each.mimeType.toLowerCase() === mimeType.toLowerCase());
    if (codec?.preferredPayloadType === undefined) throw new Error(`the router does not take ${mimeType}`);
    const { kind: _, preferredPayloadType: payloadType, ...rest } = codec;
    return { ...rest, payloadType };
  }

  #extensionId(side: Side, uri: string): number {
    const extension = this.#capabilities.headerExtensions?.find((each) => each.kind === side && each.uri === uri);
    return extension?.preferredId ?? 0;
  }

  #openStream(side: Side, { payloadType, clockRate }: Codec, maxPayloadBytes: number): OutgoingStream {
    if (!this.#send) throw new Error('this client has no transport to send on');
    const stream = new OutgoingStream({
      socket: this.#send,
      payloadType,
      clockRate,
      maxPayloadBytes,
      cname: this.#cname,
      transportSequence: this.#transportSequence,
      transportCcId: this.#extensionId(side, TRANSPORT_CC),
      audioLevelId: this.#extensionId(side, AUDIO_LEVEL),
    });
    this.#streams.push(stream);
    return stream;
  }

  #rtpParameters(side: Side, codec: Codec, encodings: NonNullable<RtpParameters['encodings']>): RtpParameters {
    const headerExtensions = [AUDIO_LEVEL, TRANSPORT_CC]
      .map((uri) => ({ uri, id: this.#extensionId(side, uri) }))
      .filter(({ id }) => id > 0);
    return { codecs: [codec], headerExtensions, encodings, rtcp: { cname: this.#cname } };
  }
}
