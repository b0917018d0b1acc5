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
  'stay:end': {},
  'room:lock': { locked: true },
  'room:end': {},
  'room:close': { afterMs: 60_000 },
  'room:keep-open': {},
  'room:configure': { lobby: 'on', trustedPass: true, lobbyReplies: true, chat: true, muteOnEntry: true },
  'lobby:admit': { participantIds: [SOMEBODY.participantId] },
  'lobby:admit-all': {},
  'lobby:deny': { ...SOMEBODY, note: 'Heute nur der Vorstand' },
  'lobby:message': { ...SOMEBODY, text: 'Gleich geht es los' },
  'lobby:reply': { text: 'Danke' },
  'lobby:prove': { password: 'Tulpen im April' },
  'participant:switch-off': { ...SOMEBODY, source: 'microphone' },
  'participant:mute-all': { except: [SOMEBODY.participantId] },
  'participant:ask': { ...SOMEBODY, source: 'microphone' },
  'participant:switch-on': { ...SOMEBODY, source: 'camera' },
  'participant:restrict': { ...SOMEBODY, microphone: true, camera: false },
  'participant:set-role': { ...SOMEBODY, role: 'moderator' },
  'participant:return-to-lobby': SOMEBODY,
  'participant:remove': SOMEBODY,
  'floor:restrict': { microphone: true, camera: false },
  'floor:give': SOMEBODY,
  'floor:take': SOMEBODY,
  'floor:next': {},
  'consent:set': { microphone: true, camera: true },
  'hand:raise': {},
  'hand:lower': {},
  'hands:lower': SOMEBODY,
  'hands:lower-all': {},
  'reaction:send': { reaction: 'applause' },
  'spotlight:set': SOMEBODY,
  'plan:set': { seats: [{ name: 'Musterstadt' }], quorum: 1, version: 'none' },
  'plan:invite': { seatId: 'seat-1' },
  'console:pair': {},
  'console:join': { roomId: 'runde-aaaaaaaaaaaaaaaaaaaaaaaaaa', code: 'A'.repeat(43) },
  'console:attend': {},
  'console:cut': { consoleId: 'console-1' },
  'chat:send': { text: 'Guten Morgen', to: 'all' },
  'text:type': { text: 'Guten M' },
  'poll:open': { question: 'Vertagen wir?', options: ['Ja', 'Nein', 'Enthaltung'], secret: true },
  'poll:vote': { pollId: 'poll-1', option: 0 },
  'poll:close': { pollId: 'poll-1' },
  'attendance:list': {},
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
