import type { types } from 'mediasoup-client';
import type { TransportOptions, TurnAccess } from '../../../src/protocol/index.ts';
import type { PlannedWay } from '../features/check/planned-ways.ts';
import { type Request, RequestError } from '../session/signaling.ts';
import { createDevice } from './link/prepared-device.ts';
import { asClientParameters, asTransportOptions, asWireParameters } from './link/wire.ts';

export type Sent = Pick<types.ProducerOptions, 'track' | 'encodings' | 'codecOptions'> & {
  readonly source: 'microphone' | 'camera' | 'thumbnail';
};

/** Media that goes to the server and comes back by one way and no other. */
export class EchoLine {
  readonly #request: Request;
  readonly #lineId: string;
  readonly #device: types.Device;
  /** Of the server's, or of its TURN server's, the one that it goes to; null: it has no such way. */
  readonly port: number | null;
  #refusal: RequestError | null = null;
  readonly send: types.Transport;
  readonly receive: types.Transport;

  private constructor(options: {
    request: Request;
    lineId: string;
    port: number | null;
    device: types.Device;
    send: types.Transport;
    receive: types.Transport;
  }) {
    this.#request = options.request;
    this.#lineId = options.lineId;
    this.port = options.port;
    this.#device = options.device;
    this.send = options.send;
    this.receive = options.receive;
    this.#connect('send', this.send);
    this.#connect('receive', this.receive);
    this.send.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const { source } = appData as Pick<Sent, 'source'>;
      this.#request('check:send', { lineId: this.#lineId, source, rtpParameters: asWireParameters(rtpParameters) })
        .then(({ producerId }) => done({ id: producerId }))
        .catch(failed);
    });
  }

  /** Errors: RequestError; UnsupportedError of mediasoup-client in a browser without WebRTC. */
  static async open(request: Request, way: PlannedWay): Promise<EchoLine> {
    const device = await createDevice();
    const { lineId, session, turn } = await request('check:line', {});
    await device.load({ routerRtpCapabilities: asClientParameters(session.routerRtpCapabilities) });
    const send = device.createSendTransport(onlyBy(way, session.send, turn));
    const receive = device.createRecvTransport(onlyBy(way, session.receive, turn));
    const port = way.url === null ? (straightBy(way, session.send)[0]?.port ?? null) : way.port;
    return new EchoLine({ request, lineId, port, device, send, receive });
  }

  /** That the server did not connect it; nobody else is told. */
  get refusal(): RequestError | null {
    return this.#refusal;
  }

  /** Sends, and has it come back so many times. Errors: RequestError, and what the browser says. */
  async echo({ source, ...sent }: Sent, echoes: number): Promise<void> {
    const codec = this.#device.sendRtpCapabilities.codecs?.find(
      ({ mimeType }) => mimeType.toLowerCase() === (source === 'microphone' ? 'audio/opus' : 'video/vp8'),
    );
    await this.send.produce({ ...sent, ...(codec && { codec }), appData: { source }, stopTracks: false });
    const { consumers } = await this.#request('check:receive', {
      lineId: this.#lineId,
      rtpCapabilities: asWireParameters(this.#device.recvRtpCapabilities),
      echoes,
    });
    // At once: what is agreed upon again while Firefox still seeks a way may end its search too early.
    await Promise.all(
      consumers.map(({ rtpParameters, ...consumer }) =>
        this.receive.consume({ ...consumer, rtpParameters: asClientParameters(rtpParameters) }),
      ),
    );
  }

  close(): void {
    this.send.close();
    this.receive.close();
    // Gone anyway when the server cannot be told.
    this.#request('check:hang-up', { lineId: this.#lineId }).catch(() => {});
  }

  #connect(side: 'send' | 'receive', transport: types.Transport): void {
    transport.on('connect', ({ dtlsParameters }, done) => {
      // Answered at once, as in a meeting: what follows is taken in order by the server.
      this.#request('check:connect', { lineId: this.#lineId, side, dtlsParameters }).catch((error) => {
        if (error instanceof RequestError) this.#refusal = error;
      });
      done();
    });
  }
}

function straightBy({ kind }: PlannedWay, { iceCandidates }: TransportOptions): TransportOptions['iceCandidates'] {
  return iceCandidates.filter(({ protocol }) => protocol === kind);
}

/** Of all candidates and servers those of this way. */
function onlyBy(way: PlannedWay, options: TransportOptions, turn: TurnAccess | null): types.TransportOptions {
  const { url } = way;
  if (url === null) return asTransportOptions({ ...options, iceCandidates: straightBy(way, options) }, null);
  const iceServers = (turn?.iceServers ?? []).map((server) => ({ ...server, urls: [url] }));
  // Relays send datagrams.
  const iceCandidates = options.iceCandidates.filter(({ protocol }) => protocol === 'udp');
  const access = turn && { ...turn, iceServers };
  return { ...asTransportOptions({ ...options, iceCandidates }, access), iceTransportPolicy: 'relay' };
}
