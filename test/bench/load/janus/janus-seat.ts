import {
  type ConsumerOptions,
  KIND_OF_SOURCE,
  type RtpParameters,
  type Source,
  type ViewItem,
} from '../../../../src/protocol/index.ts';
import { sharedCertificate } from '../../../helpers/webrtc-client/wire/dtls.ts';
import { OWN_CREDENTIALS } from '../../../helpers/webrtc-client/wire/stun.ts';
import type { JanusRoom } from '../../processes/janus-server.ts';
import type { PersonPlan } from '../plan.ts';
import type { Seat } from '../seat.ts';
import { type JanusHandle, JanusSession } from './janus-session.ts';
import { answerTo, CAPABILITIES, type OwnEnd, offerOf, type SentTrack, tracksIn, transportIn } from './sdp.ts';

interface SeatParts {
  readonly session: Seat['session'];
  readonly own: OwnEnd;
  readonly publisher: JanusHandle;
  readonly subscriber: JanusHandle;
  /** Which all that this participant sends belongs to. */
  readonly feed: number;
  readonly sent: readonly SentTrack[];
}

/**
 * A seat in Janus' video room: one transport to send on and one to receive on, as browsers have there. Both are there
 * from the beginning: what is sent gets its streams, and what is received its content, by negotiating again.
 */
export class JanusSeat implements Seat {
  readonly session: Seat['session'];
  readonly #parts: SeatParts;
  #sent: readonly SentTrack[];
  #offers = 1;
  /** What Janus would send as soon as it is answered. */
  #offer: string | null = null;

  private constructor(parts: SeatParts) {
    this.session = parts.session;
    this.#parts = parts;
    this.#sent = parts.sent;
  }

  static async take({ url, room }: JanusRoom, { microphone, cameraLayers, tile }: PersonPlan): Promise<JanusSeat> {
    if (cameraLayers > 1) throw new Error('a seat at Janus sends one layer');
    const { fingerprint } = await sharedCertificate();
    const own = { ice: OWN_CREDENTIALS, fingerprint };
    const line = await JanusSession.open(url);
    const [publisher, subscriber] = [await line.attach(), await line.attach()];
    const { data } = await publisher.ask({ request: 'join', ptype: 'publisher', room });
    const sent: readonly SentTrack[] = [
      ...(microphone ? [{ kind: 'audio', ssrc: null } as const] : []),
      ...(cameraLayers > 0 ? [{ kind: 'video', ssrc: null } as const] : []),
    ];
    const send = sent.length > 0 ? await openSending(publisher, offerOf(sent, own, 1)) : null;
    const placeholder = data.publishers.find(({ dummy }) => dummy);
    if (data.id === undefined || !placeholder) throw new Error('Janus: a room without a placeholder');
    const receive = tile ? await openReceiving(subscriber, { room, feed: placeholder.id, own }) : null;
    const session = { routerRtpCapabilities: CAPABILITIES, ...(send && { send }), ...(receive && { receive }) };
    return new JanusSeat({ session, own, publisher, subscriber, feed: data.id, sent });
  }

  /** It stands in the descriptions. */
  async connectTransport(): Promise<void> {}

  async produce(source: Source, { encodings }: RtpParameters): Promise<string> {
    const { publisher, own, feed } = this.#parts;
    const mid = this.#sent.findIndex(({ kind }) => kind === KIND_OF_SOURCE[source]);
    const ssrc = encodings?.[0]?.ssrc ?? null;
    this.#sent = this.#sent.map((track, index) => (index === mid ? { ...track, ssrc } : track));
    this.#offers += 1;
    await publisher.ask({ request: 'configure' }, { type: 'offer', sdp: offerOf(this.#sent, own, this.#offers) });
    return producerOf(feed, `${mid}`);
  }

  async view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]> {
    const wanted = new Set(items.map(({ producerId }) => producerId));
    const streams = [...wanted].map((producerId) => {
      const [feed, mid] = producerId.split('/');
      return { feed: Number(feed), mid };
    });
    const { data, sdp } = await this.#parts.subscriber.ask({ request: 'subscribe', streams });
    if (data.videoroom !== 'updated') throw new Error(`Janus: ${data.videoroom} when asked to subscribe`);
    this.#offer = sdp;
    const tracks = tracksIn(sdp);
    return data.streams.flatMap(({ mid, feed_id: feed = 0, feed_mid: feedMid = '' }) => {
      const [producerId, track] = [producerOf(feed, feedMid), tracks.get(mid)];
      return track && wanted.has(producerId) ? [{ id: mid, producerId, ...track }] : [];
    });
  }

  async resume(): Promise<void> {
    const { subscriber, own } = this.#parts;
    if (this.#offer !== null) await subscriber.ask({ request: 'start' }, answer(this.#offer, own));
    this.#offer = null;
  }
}

async function openSending(publisher: JanusHandle, sdp: string) {
  const { sdp: answered } = await publisher.ask({ request: 'publish' }, { type: 'offer', sdp });
  return transportIn(answered, 'send');
}

/** A transport that nothing comes on yet: a placeholder never sends. */
async function openReceiving(
  subscriber: JanusHandle,
  { room, feed, own }: { readonly room: number; readonly feed: number; readonly own: OwnEnd },
) {
  const { sdp } = await subscriber.ask({ request: 'join', ptype: 'subscriber', room, streams: [{ feed }] });
  await subscriber.ask({ request: 'start' }, answer(sdp, own));
  return transportIn(sdp, 'receive');
}

function answer(offer: string, own: OwnEnd) {
  return { type: 'answer', sdp: answerTo(offer, own) } as const;
}

function producerOf(feed: number, mid: string): string {
  return `${feed}/${mid}`;
}
