import { isDeepStrictEqual } from 'node:util';
import { ortc } from 'mediasoup';
import type { Producer, Router, WebRtcTransport } from 'mediasoup/types';
import type { EchoLine, EchoSource } from '../../checks/echo-plane.ts';
import { AppError } from '../../platform/errors.ts';
import {
  type ConsumerOptions,
  type DtlsParameters,
  KIND_OF_SOURCE,
  type RtpCapabilities,
  type RtpParameters,
  type SessionOptions,
} from '../../protocol/index.ts';
import { answered } from '../answers.ts';
import { toProducerParameters } from '../codecs.ts';
import { fromRtpCapabilities, fromRtpParameters, toDtlsParameters, toRtpCapabilities } from '../protocol-types.ts';
import { transportOptionsOf } from '../session/transport-options.ts';
import { toAppError, toUnavailable } from '../worker/mediasoup-errors.ts';

/** A tone, what stands for one, and a picture as large as one's own is in a meeting of some people; told to the sender by REMB. */
const MAX_BITRATE: Readonly<Record<EchoSource, number>> = {
  microphone: 150_000,
  thumbnail: 150_000,
  camera: 1_500_000,
};
const AS_IN_MEETINGS = { microphone: 'microphone', thumbnail: 'camera', camera: 'camera' } as const;
/** Nobody who heeds what they are told comes near; what a browser sends at first it takes back within a second or two. */
const TOLERATED = 2;
const MAX_EXCESSES = 3;

interface EchoLineOptions {
  readonly router: Router;
  readonly send: WebRtcTransport;
  readonly receive: WebRtcTransport;
  readonly announcedAddresses: readonly string[];
  readonly closed: () => void;
}

type Side = 'send' | 'receive';

/** Two transports of one check, and one stream that goes in by the first and out by the second. */
export class SfuEchoLine implements EchoLine {
  readonly options: SessionOptions;
  readonly #router: Router;
  readonly #transports: Readonly<Record<Side, WebRtcTransport>>;
  readonly #closed: () => void;
  readonly #connected = new Map<Side, { readonly by: DtlsParameters; readonly done: Promise<void> }>();
  #source: EchoSource | null = null;
  #producer: Producer | null = null;
  #echoes = 0;
  #excesses = 0;
  #isClosed = false;

  constructor({ router, send, receive, announcedAddresses, closed }: EchoLineOptions) {
    this.#router = router;
    this.#transports = { send, receive };
    this.#closed = closed;
    this.options = {
      routerRtpCapabilities: fromRtpCapabilities(router.rtpCapabilities),
      send: transportOptionsOf(send, announcedAddresses),
      receive: transportOptionsOf(receive, announcedAddresses),
    };
  }

  get counts(): { producers: number; consumers: number } {
    return { producers: this.#producer === null ? 0 : 1, consumers: this.#echoes };
  }

  async connect(side: Side, dtlsParameters: DtlsParameters): Promise<void> {
    this.#assertOpen();
    const known = this.#connected.get(side);
    if (known && !isDeepStrictEqual(known.by, dtlsParameters)) throw new AppError('INVALID_STATE');
    const transport = this.#transports[side];
    const done = known?.done ?? answered(transport.connect({ dtlsParameters: toDtlsParameters(dtlsParameters) }));
    this.#connected.set(side, { by: dtlsParameters, done });
    await this.#asked(done);
  }

  async send(source: EchoSource, parameters: RtpParameters): Promise<string> {
    this.#assertOpen();
    if (this.#source !== null) throw new AppError('INVALID_STATE');
    this.#source = source;
    const rtpParameters = toProducerParameters(AS_IN_MEETINGS[source], parameters);
    const { send } = this.#transports;
    const request = send
      .setMaxIncomingBitrate(MAX_BITRATE[source])
      .then(() => send.produce({ kind: KIND_OF_SOURCE[AS_IN_MEETINGS[source]], rtpParameters }));
    const producer = await this.#asked(answered(request, { late: (late) => late.close() }));
    this.#producer = producer;
    return producer.id;
  }

  async receive(capabilities: RtpCapabilities, echoes: number): Promise<readonly ConsumerOptions[]> {
    this.#assertOpen();
    const producer = this.#producer;
    if (producer === null || this.#echoes > 0) throw new AppError('INVALID_STATE');
    const rtpCapabilities = toRtpCapabilities(structuredClone(capabilities));
    try {
      ortc.validateAndNormalizeRtpCapabilities(rtpCapabilities);
    } catch (error) {
      throw toAppError(error);
    }
    if (!this.#router.canConsume({ producerId: producer.id, rtpCapabilities })) throw new AppError('BAD_REQUEST');
    this.#echoes = echoes;
    const consume = () => this.#transports.receive.consume({ producerId: producer.id, rtpCapabilities });
    const consumers = await this.#asked(answered(Promise.all(Array.from({ length: echoes }, consume))));
    return consumers.map(({ id, producerId, kind, rtpParameters }) => ({
      id,
      producerId,
      kind,
      rtpParameters: fromRtpParameters(rtpParameters),
    }));
  }

  /**
   * Closes what goes on sending more than it was told to: REMB is a request, and what comes in goes out again.
   * In bit/s what comes in just now.
   */
  async guard(): Promise<number> {
    if (this.#isClosed) return 0;
    try {
      const [stats] = await answered(this.#transports.send.getStats());
      const bitrate = stats?.recvBitrate ?? 0;
      this.#excesses = bitrate > TOLERATED * MAX_BITRATE[this.#source ?? 'microphone'] ? this.#excesses + 1 : 0;
      if (this.#excesses >= MAX_EXCESSES) this.close();
      return bitrate;
    } catch {
      // Its worker is gone, or it was closed: whoever closed it has told.
    }
    return 0;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const transport of Object.values(this.#transports)) transport.close();
    this.#closed();
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new AppError('INVALID_STATE');
  }

  /** For requests that carry a client's parameters. */
  async #asked<T>(request: Promise<T>): Promise<T> {
    try {
      const answer = await request;
      this.#assertOpen();
      return answer;
    } catch (error) {
      throw this.#isClosed ? toUnavailable(error) : toAppError(error);
    }
  }
}
