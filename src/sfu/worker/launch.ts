import type { TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types';
import { answered } from '../answers.ts';
import { type CreateWorker, endWorker, startWorkerProcess } from './worker-process.ts';

export interface RunningWorker {
  readonly worker: Worker;
  readonly server: WebRtcServer;
}

interface LaunchOptions {
  readonly listenAddress: string;
  readonly announcedAddress: string;
  readonly port: number;
  readonly workerBin: string | undefined;
  readonly createWorker?: CreateWorker;
}

/** Key frames of all cameras of a room arrive in one burst; Debian's default of 208 KiB holds about 150 packets. */
const SOCKET_BUFFER_BYTES = 1024 * 1024;

/** A worker with its ports for UDP and TCP. Errors: those of mediasoup, DeadlineError; then nothing of it runs any more. */
export async function launchWorker(options: LaunchOptions, givenUp: AbortSignal): Promise<RunningWorker> {
  const { listenAddress: ip, announcedAddress, port, workerBin, createWorker } = options;
  const worker = await startWorkerProcess(workerBin, givenUp, createWorker);
  const tcp: TransportListenInfo = { protocol: 'tcp', ip, announcedAddress, port };
  const buffers = { sendBufferSize: SOCKET_BUFFER_BYTES, recvBufferSize: SOCKET_BUFFER_BYTES };
  try {
    const listenInfos = [{ ...tcp, ...buffers, protocol: 'udp' as const }, tcp];
    return { worker, server: await answered(worker.createWebRtcServer({ listenInfos })) };
  } catch (error) {
    void endWorker(worker);
    throw error;
  }
}
