import type { types } from 'mediasoup';
import mediasoup from 'mediasoup';
import { expect, onTestFinished, vi } from 'vitest';
import type {
  ConsumerOptions,
  ConsumerState,
  RtpCapabilities,
  Source,
  SpeakerLevel,
  ViewItem,
  WantedLayer,
} from '../../../src/protocol/index.ts';
import type { MediaRoom, MediaSession } from '../../../src/rooms/ports/media-plane.ts';
import { createMediaPlane, type Sfu } from '../../../src/sfu/index.ts';
import { type ReceivedStats, WebRtcClient } from '../webrtc-client/index.ts';

export const SOON = { timeout: 10_000, interval: 20 };
/** Sizes of tiles. */
export const LARGE = { width: 1280, height: 720 };
export const SMALL = { width: 160, height: 90 };

export const SILENT_LOG = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * Real workers on free ports of the loopback, closed with the test, and what mediasoup has made meanwhile. The binary
 * is MEDIASOUP_WORKER_BIN's.
 */
export async function startSfu({ workers: count = 1 } = {}) {
  const workers: types.Worker[] = [];
  const transports: types.Transport[] = [];
  const consumers: types.Consumer[] = [];
  const collect = (worker: types.Worker) => {
    workers.push(worker);
    worker.observer.on('newrouter', (router) => {
      router.observer.on('newtransport', (transport) => {
        transports.push(transport);
        transport.observer.on('newconsumer', (consumer) => consumers.push(consumer));
      });
    });
  };
  mediasoup.observer.on('newworker', collect);
  const options = { workers: count, listenAddress: '127.0.0.1', port: 0, log: SILENT_LOG };
  const sfu = await createMediaPlane({ ...options, workerBin: process.env.MEDIASOUP_WORKER_BIN });
  onTestFinished(() => {
    mediasoup.observer.removeListener('newworker', collect);
    sfu.close();
  });
  return { sfu, workers, transports, consumers };
}

/** A room with what its listener was told. */
export async function openTestRoom(sfu: Sfu) {
  const told = {
    lost: 0,
    /** Participants that are to be heard always. */
    heardAlways: new Set<string>(),
    signers: new Set<string>(),
    speakers: [] as { active: string | null; levels: readonly SpeakerLevel[] }[],
  };
  const room = await sfu.openRoom('room', {
    speakersChanged: (event) => told.speakers.push(event),
    mustBeHeard: (participantId) => told.heardAlways.has(participantId),
    signs: (participantId) => told.signers.has(participantId),
    lost: () => {
      told.lost += 1;
    },
  });
  return { room, told };
}

/** One participant: a session and a client that is connected to it. */
export class Guest {
  readonly session: MediaSession;
  readonly client: WebRtcClient;
  readonly layers: ConsumerState[];
  readonly closedConsumers: string[];
  /** Whether it was broken, at each change. */
  readonly line: boolean[];
  /** What all there decode beside VP8, at each change. */
  readonly screenCodecs: string[];
  /** As this sender was told, at each change. */
  readonly wantedLayers: WantedLayer[];
  /** By producer; each sends what is wanted of it. */
  readonly cameras: Map<string, ReturnType<WebRtcClient['sendVideo']>>;
  /** By producer. */
  readonly consumers = new Map<string, ConsumerOptions>();

  private constructor(options: {
    session: MediaSession;
    client: WebRtcClient;
    layers: ConsumerState[];
    closedConsumers: string[];
    line: boolean[];
    screenCodecs: string[];
    wantedLayers: WantedLayer[];
    cameras: Guest['cameras'];
  }) {
    this.session = options.session;
    this.client = options.client;
    this.layers = options.layers;
    this.closedConsumers = options.closedConsumers;
    this.line = options.line;
    this.screenCodecs = options.screenCodecs;
    this.wantedLayers = options.wantedLayers;
    this.cameras = options.cameras;
  }

  static async join(
    room: MediaRoom,
    participantId: string,
    decodes = (capabilities: RtpCapabilities): RtpCapabilities => capabilities,
  ): Promise<Guest> {
    const layers: ConsumerState[] = [];
    const closedConsumers: string[] = [];
    const line: boolean[] = [];
    const screenCodecs: string[] = [];
    const wantedLayers: WantedLayer[] = [];
    const cameras: Guest['cameras'] = new Map();
    const session = await room.openSession(participantId, {
      consumerChanged: (state) => layers.push(state),
      consumerClosed: (consumerId) => closedConsumers.push(consumerId),
      lineChanged: (isBroken) => line.push(isBroken),
      screenCodecsChanged: (codecs) => screenCodecs.push(codecs.join()),
      layersWanted: (wanted) => {
        wantedLayers.push(wanted);
        cameras.get(wanted.producerId)?.sendUpTo(wanted.spatialLayer);
      },
    });
    const client = await WebRtcClient.connect({
      ...session.options,
      decryptEvery: 1,
      connectTransport: (transportId, dtlsParameters) => session.connectTransport(transportId, dtlsParameters),
    });
    session.start(decodes(client.rtpCapabilities));
    const guest = new Guest({ session, client, layers, closedConsumers, line, screenCodecs, wantedLayers, cameras });
    onTestFinished(() => guest.leave());
    return guest;
  }

  /** Sends from now on. */
  async speak(level?: number) {
    const source = this.client.sendAudio(level === undefined ? {} : { level });
    const producerId = await this.#produce('microphone', source.rtpParameters);
    source.start();
    return { producerId, source };
  }

  /** Sends from now on. */
  async showCamera(options: Parameters<WebRtcClient['sendVideo']>[0] = {}) {
    const source = this.client.sendVideo(options);
    const producerId = await this.#produce('camera', source.rtpParameters);
    this.cameras.set(producerId, source);
    source.start();
    return { producerId, source };
  }

  /** Shows this and nothing else, and is ready at once for what is new. */
  async view(...items: ViewItem[]): Promise<void> {
    const made = await this.session.view(items);
    for (const consumer of made) this.expect(consumer);
    await this.session.resumeConsumers(made.map(({ id }) => id));
  }

  expect(consumer: ConsumerOptions): void {
    this.consumers.set(consumer.producerId, consumer);
    this.client.expectConsumer(consumer);
  }

  received(producerId: string): ReceivedStats {
    const consumer = this.consumers.get(producerId);
    const stats = consumer && this.client.stats().received.get(consumer.id);
    if (!stats) throw new Error(`nothing is expected of producer ${producerId}`);
    return stats;
  }

  leave(): void {
    this.client.close();
    this.session.close();
  }

  #produce(source: Source, rtpParameters: Parameters<MediaSession['produce']>[0]['rtpParameters']): Promise<string> {
    return this.session.produce({ source, rtpParameters, paused: false });
  }
}

export async function meet(...names: string[]) {
  const { sfu, ...made } = await startSfu();
  const { room, told } = await openTestRoom(sfu);
  const guests = await Promise.all(names.map((name) => Guest.join(room, name)));
  const [anna, bert, cem] = guests;
  if (!anna || !bert) throw new Error('two are needed to meet');
  return { sfu, ...made, room, told, guests, anna, bert, cem: cem ?? bert };
}

/** This many more packets of it arrive. */
export async function flows(guest: Guest, producerId: string, packets = 20): Promise<void> {
  const before = guest.received(producerId).packets;
  await vi.waitFor(() => expect(guest.received(producerId).packets).toBeGreaterThan(before + packets), SOON);
}

/** Nothing of it arrives while fifty packets of another do; what was on its way may. */
export async function isStill(guest: Guest, producerId: string, other: string): Promise<void> {
  await flows(guest, other, 5);
  const before = guest.received(producerId).packets;
  await flows(guest, other, 50);
  expect(guest.received(producerId).packets).toBe(before);
}
