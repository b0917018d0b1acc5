import { createWorker } from 'mediasoup';
import type { WebRtcTransport } from 'mediasoup/types';
import type {
  ConsumerOptions,
  DtlsParameters,
  MediaKind,
  RtpParameters,
  SessionOptions,
  TransportOptions,
} from '../../../src/protocol/index.ts';
import { ROUTER_CODECS } from '../../../src/sfu/codecs.ts';
import {
  fromRtpCapabilities,
  fromRtpParameters,
  toDtlsParameters,
  toRtpParameters,
} from '../../../src/sfu/protocol-types.ts';
import { withAllocator } from '../../../src/sfu/worker/allocator.ts';
import { serve } from './rpc.ts';

// What remains of an SFU when only mediasoup is left: one worker, one router, no rooms, no rights, no signaling but
// this process's IPC channel. The floor that the server's CPU is compared with, so it has the same codecs, worker
// binary, allocator (but for ALLOCATOR=none), buffers and transport settings as src/sfu.

const SOCKET_BUFFER_BYTES = 1024 * 1024;
const INITIAL_OUTGOING_BITRATE = 1_000_000;
const LISTEN_ADDRESS = '127.0.0.1';

const workerBin = process.env.MEDIASOUP_WORKER_BIN;
const start = () => createWorker({ logLevel: 'error', ...(workerBin === undefined ? {} : { workerBin }) });
const worker = await (process.env.ALLOCATOR === 'none' ? start() : withAllocator(start));
const buffers = { sendBufferSize: SOCKET_BUFFER_BYTES, recvBufferSize: SOCKET_BUFFER_BYTES };
const webRtcServer = await worker.createWebRtcServer({
  listenInfos: [{ protocol: 'udp', ip: LISTEN_ADDRESS, ...buffers }],
});
const router = await worker.createRouter({ mediaCodecs: ROUTER_CODECS });
const transports = new Map<string, WebRtcTransport>();
const resumeByConsumer = new Map<string, () => Promise<void>>();

async function createTransport(): Promise<TransportOptions> {
  const transport = await router.createWebRtcTransport({
    webRtcServer,
    preferUdp: true,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
  });
  transports.set(transport.id, transport);
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

function getTransportOrThrow(transportId: string): WebRtcTransport {
  const transport = transports.get(transportId);
  if (!transport) throw new Error(`no transport ${transportId}`);
  return transport;
}

const methods = {
  async openSession(): Promise<SessionOptions> {
    const [send, receive] = await Promise.all([createTransport(), createTransport()]);
    return { routerRtpCapabilities: fromRtpCapabilities(router.rtpCapabilities), send, receive };
  },

  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    await getTransportOrThrow(transportId).connect({ dtlsParameters: toDtlsParameters(dtlsParameters) });
  },

  async produce(transportId: string, kind: MediaKind, rtpParameters: RtpParameters): Promise<string> {
    const transport = getTransportOrThrow(transportId);
    const { id } = await transport.produce({ kind, rtpParameters: toRtpParameters(rtpParameters) });
    return id;
  },

  async consume(transportId: string, producerIds: readonly string[]): Promise<readonly ConsumerOptions[]> {
    const transport = getTransportOrThrow(transportId);
    const { rtpCapabilities } = router;
    const consumers = await Promise.all(
      producerIds.map((producerId) => transport.consume({ producerId, rtpCapabilities, paused: true })),
    );
    for (const consumer of consumers) resumeByConsumer.set(consumer.id, () => consumer.resume());
    return consumers.map(({ id, producerId, kind, rtpParameters }) => ({
      id,
      producerId,
      kind,
      rtpParameters: fromRtpParameters(rtpParameters),
    }));
  },

  async resume(consumerIds: readonly string[]): Promise<void> {
    await Promise.all(consumerIds.map((consumerId) => resumeByConsumer.get(consumerId)?.()));
  },
};

export type BareMethods = typeof methods;

serve(process, methods);
process.once('disconnect', () => process.exit());
process.stdout.write('bare server is ready: ipc\n');
