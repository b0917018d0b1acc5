import type { types } from 'mediasoup-client';
import { generateProbatorRtpParameters } from 'mediasoup-client/ortc';

/** As mediasoup-client names it. */
const PROBATOR = 'probator';

/**
 * A receiving connection that is made at once, while the server is still asked for the first sounds and pictures.
 * mediasoup-client connects with the first consumer, and negotiates once more after the first picture for the probator,
 * the stream by which mediasoup feels how wide the line is. Here the probator comes first, and brings the connection.
 *
 * `capabilities`: what the device receives of this router, known when a connection is made.
 */
export function connectingAtOnce(
  factory: types.HandlerFactory,
  capabilities: () => types.RtpCapabilities,
): types.HandlerFactory {
  const make: types.HandlerFactory['factory'] = (options) => {
    const handler = factory.factory(options);
    return options.direction === 'recv' ? withProbator(handler, capabilities()) : handler;
  };
  return { ...factory, factory: make };
}

function withProbator(handler: types.HandlerInterface, capabilities: types.RtpCapabilities): types.HandlerInterface {
  const rtpParameters = probatorFor(capabilities);
  if (rtpParameters === null) return handler;
  const receive = handler.receive.bind(handler);
  const restartIce = handler.restartIce.bind(handler);
  // By then the transport that is made of it is listened to.
  const first = Promise.resolve()
    .then(() => receive([{ trackId: PROBATOR, kind: 'video', rtpParameters }]))
    // Negotiated as ever then: with what is received first.
    .catch(() => null);
  handler.receive = async (wanted) => {
    const probator = await first;
    const isThere = probator !== null && wanted.every(({ trackId }) => trackId === PROBATOR);
    return isThere ? probator : receive(wanted);
  };
  // The transport lets its agreements wait for each other, and knows nothing of this one.
  handler.restartIce = async (iceParameters) => {
    await first;
    await restartIce(iceParameters);
  };
  return handler;
}

/** In the codec of cameras, as it would be of the first picture. Null: this browser receives no pictures. */
function probatorFor({ codecs = [], headerExtensions = [] }: types.RtpCapabilities): types.RtpParameters | null {
  const codec = codecs.find(({ kind }) => kind === 'video');
  if (codec?.preferredPayloadType === undefined) return null;
  const { mimeType, preferredPayloadType: payloadType, clockRate, parameters = {}, rtcpFeedback = [] } = codec;
  return generateProbatorRtpParameters({
    // As mediasoup makes consumers: arrivals are told packet by packet, not as a sum.
    codecs: [{ mimeType, payloadType, clockRate, parameters, rtcpFeedback: rtcpFeedback.filter(isNoSum) }],
    headerExtensions: headerExtensions
      .filter(({ kind }) => kind === 'video')
      .map(({ uri, preferredId: id }) => ({ uri, id })),
    encodings: [],
    rtcp: {},
  });
}

function isNoSum({ type }: types.RtcpFeedback): boolean {
  return type !== 'goog-remb';
}
