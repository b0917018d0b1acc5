import { type MediaDescription, parse, type SessionDescription, write } from 'sdp-transform';
import type { ConsumerOptions, MediaKind, RtpCapabilities, TransportOptions } from '../../../../src/protocol/index.ts';
import { AUDIO_LEVEL, TRANSPORT_CC } from '../../../helpers/webrtc-client/outgoing-stream.ts';
import type { IceCredentials } from '../../../helpers/webrtc-client/wire/stun.ts';

// What mediasoup is told in parameters, Janus is told in SDP (RFC 8829).

/** Our end of a transport. */
export interface OwnEnd {
  readonly ice: IceCredentials;
  /** SHA-256. */
  readonly fingerprint: string;
}

/** What is sent in one media section. */
export interface SentTrack {
  readonly kind: MediaKind;
  /** Null: not known yet. */
  readonly ssrc: number | null;
}

type ReceivedTrack = Pick<ConsumerOptions, 'kind' | 'rtpParameters'>;

/** As mediasoup's router has them for the same load, so that each packet is the same. */
export const CAPABILITIES = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
      parameters: { useinbandfec: 1, usedtx: 1, minptime: 10 },
      rtcpFeedback: [{ type: 'nack' }, { type: 'transport-cc' }],
    },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      rtcpFeedback: [
        { type: 'nack' },
        { type: 'nack', parameter: 'pli' },
        { type: 'ccm', parameter: 'fir' },
        { type: 'transport-cc' },
      ],
    },
  ],
  headerExtensions: [
    { kind: 'audio', uri: TRANSPORT_CC, preferredId: 5 },
    { kind: 'video', uri: TRANSPORT_CC, preferredId: 5 },
    { kind: 'audio', uri: AUDIO_LEVEL, preferredId: 10 },
  ],
} satisfies RtpCapabilities;

const DISCARD_PORT = 9;
const NOWHERE = { version: 4, ip: '0.0.0.0' };

/** `version`: one more with each offer on the same transport. */
export function offerOf(tracks: readonly SentTrack[], own: OwnEnd, version: number): string {
  const media = tracks.map((track, index) => ({ ...sectionOf(track), ...ends(own), mid: `${index}` }));
  return descriptionOf(media, version);
}

/** Takes all of an offer as it is, and sends nothing. */
export function answerTo(offer: string, own: OwnEnd): string {
  const { media, origin } = parse(offer);
  const sections = media.map(({ type, protocol, payloads, rtp, fmtp, rtcpFb, ext, mid, direction }) => ({
    ...ends(own),
    type,
    protocol,
    rtp,
    fmtp,
    ...(payloads === undefined ? {} : { payloads }),
    ...(rtcpFb === undefined ? {} : { rtcpFb }),
    ...(ext === undefined ? {} : { ext }),
    mid: `${mid}`,
    direction: direction === 'inactive' ? ('inactive' as const) : ('recvonly' as const),
  }));
  return descriptionOf(sections, origin.sessionVersion);
}

/** The other end of the one transport that a description speaks of. */
export function transportIn(description: string, id: string): TransportOptions {
  const { media, fingerprint } = parse(description);
  const { iceUfrag, icePwd, candidates = [] } = media[0] ?? {};
  if (iceUfrag === undefined || icePwd === undefined || !fingerprint) throw new Error('an SDP without a transport');
  return {
    id,
    iceParameters: { usernameFragment: iceUfrag, password: icePwd, iceLite: true },
    iceCandidates: candidates.flatMap(({ foundation, priority, ip, port, transport }) =>
      transport.toLowerCase() === 'udp'
        ? [
            {
              foundation: `${foundation}`,
              priority: Number(priority),
              ip,
              address: ip,
              port,
              protocol: 'udp',
              type: 'host',
            } as const,
          ]
        : [],
    ),
    dtlsParameters: { role: 'auto', fingerprints: [{ algorithm: 'sha-256', value: fingerprint.hash }] },
  };
}

/** By `mid`, what an offer would send. */
export function tracksIn(offer: string): ReadonlyMap<string, ReceivedTrack> {
  return new Map(parse(offer).media.map((section) => [`${section.mid}`, receivedIn(section)]));
}

function receivedIn({ type, rtp, rtcpFb = [], ext = [], ssrcs = [] }: MediaDescription): ReceivedTrack {
  const kind = type === 'audio' ? 'audio' : 'video';
  return {
    kind,
    rtpParameters: {
      codecs: rtp.map(({ payload, codec, rate = 0 }) => ({
        payloadType: payload,
        mimeType: `${kind}/${codec}`,
        clockRate: rate,
        rtcpFeedback: rtcpFb.filter((each) => `${each.payload}` === `${payload}`).map(({ type }) => ({ type })),
      })),
      headerExtensions: ext.map(({ value, uri }) => ({ id: value, uri })),
      encodings: [ssrcs[0] ? { ssrc: Number(ssrcs[0].id) } : {}],
    },
  };
}

function sectionOf({ kind, ssrc }: SentTrack) {
  const codecs = CAPABILITIES.codecs.filter((codec) => codec.kind === kind);
  return {
    type: kind,
    protocol: 'UDP/TLS/RTP/SAVPF',
    payloads: codecs.map(({ preferredPayloadType }) => preferredPayloadType).join(' '),
    direction: 'sendonly' as const,
    rtp: codecs.map(({ preferredPayloadType: payload, mimeType, clockRate: rate, ...codec }) => ({
      payload,
      codec: mimeType.replace(/^.*\//, ''),
      rate,
      ...('channels' in codec ? { encoding: codec.channels } : {}),
    })),
    fmtp: codecs.flatMap(({ preferredPayloadType: payload, ...codec }) => {
      const parameters = Object.entries('parameters' in codec ? codec.parameters : {});
      return parameters.length === 0 ? [] : [{ payload, config: parameters.map((each) => each.join('=')).join(';') }];
    }),
    rtcpFb: codecs.flatMap(({ preferredPayloadType: payload, rtcpFeedback }) =>
      rtcpFeedback.map(({ type, ...more }) => ({
        payload,
        type,
        ...('parameter' in more ? { subtype: more.parameter } : {}),
      })),
    ),
    ext: CAPABILITIES.headerExtensions
      .filter((extension) => extension.kind === kind)
      .map(({ preferredId: value, uri }) => ({ value, uri })),
    ssrcs: ssrc === null ? [] : [{ id: ssrc, attribute: 'cname', value: 'load' }],
  };
}

/** Whoever answers, we begin the handshake (RFC 8842, 5.3). */
function ends({ ice, fingerprint }: OwnEnd) {
  return {
    port: DISCARD_PORT,
    connection: NOWHERE,
    iceUfrag: ice.usernameFragment,
    icePwd: ice.password,
    fingerprint: { type: 'sha-256', hash: fingerprint },
    setup: 'active' as const,
    rtcpMux: 'rtcp-mux' as const,
  };
}

function descriptionOf(media: (MediaDescription & { readonly mid: string })[], sessionVersion: number): string {
  const session: SessionDescription = {
    version: 0,
    origin: { username: '-', sessionId: 1, sessionVersion, netType: 'IN', ipVer: 4, address: '127.0.0.1' },
    name: '-',
    timing: { start: 0, stop: 0 },
    groups: [{ type: 'BUNDLE', mids: media.map(({ mid }) => mid).join(' ') }],
    media,
  };
  return write(session);
}
