import type { CommandInput, CommandName } from '../../src/signaling/protocol/index.ts';

const OPUS = {
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  parameters: { useinbandfec: 1 },
  rtcpFeedback: [{ type: 'transport-cc', parameter: '' }],
};
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const RTP_PARAMETERS = {
  mid: '0',
  codecs: [{ payloadType: 111, ...OPUS }],
  headerExtensions: [{ uri: AUDIO_LEVEL, id: 10, parameters: { vad: 'on' } }],
  encodings: [{ ssrc: 1234, dtx: true }],
  rtcp: { cname: 'gast', reducedSize: true },
};
const RTP_CAPABILITIES = {
  codecs: [{ kind: 'audio' as const, preferredPayloadType: 111, ...OPUS }],
  headerExtensions: [{ kind: 'audio' as const, uri: AUDIO_LEVEL, preferredId: 10 }],
};
const SOMEBODY = { participantId: '00000000-0000-4000-8000-000000000000' };
const SOMETHING = { producerId: '00000000-0000-4000-8000-000000000001' };

/** A well-formed example of every command; a new command does not compile without one. */
export const SAMPLES: { readonly [N in CommandName]: CommandInput<N> } = {
  'room:join': { roomId: 'runde-aaaaaaaaaaaaaaaaaaaaaaaaaa', displayName: 'Gast' },
  'room:leave': {},
  'room:lock': { locked: true },
  'room:end': {},
  'lobby:admit': SOMEBODY,
  'lobby:admit-all': {},
  'lobby:deny': SOMEBODY,
  'participant:mute': SOMEBODY,
  'participant:mute-all': {},
  'participant:remove': SOMEBODY,
  'session:start': { rtpCapabilities: RTP_CAPABILITIES },
  'transport:connect': {
    transportId: 'transport-1',
    dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AA:BB:CC:DD:EE:FF:00:11' }] },
  },
  'transport:restart': { transportId: 'transport-1' },
  'producer:create': { source: 'microphone', rtpParameters: RTP_PARAMETERS, size: { width: 640, height: 480 } },
  'producer:pause': SOMETHING,
  'producer:resume': SOMETHING,
  'producer:close': SOMETHING,
  'media:view': { items: [{ producerId: SOMETHING.producerId, width: 640, height: 360 }] },
  'consumer:resume': { consumerIds: ['consumer-1'] },
};
