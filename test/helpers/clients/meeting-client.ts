import type { ConsumerOptions, JoinedReply, SessionOptions, Source } from '../../../src/protocol/index.ts';
import { WebRtcClient } from '../webrtc-client/index.ts';
import type { TestClient } from './test-client.ts';

/** How large everything is shown, unless said otherwise: device pixels of a half-screen tile. */
const TILE = { width: 640, height: 360 };

/** Somebody at the table without a browser: signaling by hand, media by a real WebRTC stack. */
export class MeetingClient {
  readonly signaling: TestClient;
  readonly joined: JoinedReply;
  #media: WebRtcClient;
  readonly #consumers = new Map<string, ConsumerOptions>();

  private constructor(signaling: TestClient, joined: JoinedReply, media: WebRtcClient) {
    this.signaling = signaling;
    this.joined = joined;
    this.#media = media;
  }

  /** From the answer of a join to connected transports. */
  static async enter(signaling: TestClient, joined: JoinedReply): Promise<MeetingClient> {
    return new MeetingClient(signaling, joined, await connectMedia(signaling, joined.session));
  }

  get id(): string {
    return this.joined.self.participantId;
  }

  get media(): WebRtcClient {
    return this.#media;
  }

  async publish(source: Extract<Source, 'microphone' | 'camera'>): Promise<string> {
    const track = source === 'microphone' ? this.#media.sendAudio() : this.#media.sendVideo();
    const { rtpParameters } = track;
    const { producerId } = await this.signaling.send('producer:create', { source, rtpParameters });
    track.start();
    return producerId;
  }

  /** Shows exactly these, all at one size. */
  async show(producerIds: readonly string[], size: object = TILE): Promise<void> {
    const items = producerIds.map((producerId) => ({ producerId, ...size }));
    const { consumers } = await this.signaling.send('media:view', { items });
    for (const consumer of consumers) {
      this.#consumers.set(consumer.producerId, consumer);
      this.#media.expectConsumer(consumer);
    }
    await this.signaling.send('consumer:resume', { consumerIds: consumers.map(({ id }) => id) });
  }

  /** Packets that arrived of a producer so far. */
  received(producerId: string): number {
    const consumer = this.#consumers.get(producerId);
    return (consumer && this.#media.stats().received.get(consumer.id)?.packets) ?? 0;
  }

  /** After `session:replaced`: begins again with nothing published and nothing shown. */
  async rebuild(session: SessionOptions): Promise<void> {
    this.#media.close();
    this.#consumers.clear();
    this.#media = await connectMedia(this.signaling, session);
  }

  close(): void {
    this.#media.close();
    this.signaling.disconnect();
  }
}

async function connectMedia(signaling: TestClient, session: SessionOptions): Promise<WebRtcClient> {
  const { routerRtpCapabilities, send, receive } = session;
  const [media] = await Promise.all([
    WebRtcClient.connect({
      routerRtpCapabilities,
      send,
      receive,
      connectTransport: async (transportId, dtlsParameters) => {
        await signaling.send('transport:connect', { transportId, dtlsParameters });
      },
    }),
    signaling.send('session:start', { rtpCapabilities: routerRtpCapabilities }),
  ]);
  return media;
}
