import { parse } from 'sdp-transform';
import { expect, it } from 'vitest';
import { answerTo, offerOf, tracksIn, transportIn } from './sdp.ts';

const OWN = { ice: { usernameFragment: 'load', password: '0123456789abcdef01234567' }, fingerprint: 'AB:CD' };

/** What Janus offers who subscribes to one camera, beside a section of somebody who has gone. */
const OFFER = [
  'v=0',
  'o=- 1732690000000000 2 IN IP4 192.0.2.2',
  's=VideoRoom 1',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'a=fingerprint:sha-256 12:34',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 192.0.2.2',
  'a=inactive',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  'a=ice-ufrag:jnus',
  'a=ice-pwd:theirsecrettheirsecret',
  'a=setup:actpass',
  'a=candidate:1 1 udp 2015363327 192.0.2.2 41000 typ host',
  'a=candidate:2 1 tcp 1015022079 192.0.2.2 41001 typ host tcptype passive',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
  'c=IN IP4 192.0.2.2',
  'a=sendonly',
  'a=mid:1',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 nack pli',
  'a=rtcp-fb:96 transport-cc',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'a=ssrc:4123456789 cname:janus',
  'a=ice-ufrag:jnus',
  'a=ice-pwd:theirsecrettheirsecret',
  'a=setup:actpass',
  '',
].join('\r\n');

it("an offer's far end, and what it would send, are read from it", () => {
  expect(transportIn(OFFER, 'receive')).toEqual({
    id: 'receive',
    iceParameters: { usernameFragment: 'jnus', password: 'theirsecrettheirsecret', iceLite: true },
    iceCandidates: [
      {
        foundation: '1',
        priority: 2_015_363_327,
        ip: '192.0.2.2',
        address: '192.0.2.2',
        port: 41_000,
        protocol: 'udp',
        type: 'host',
      },
    ],
    dtlsParameters: { role: 'auto', fingerprints: [{ algorithm: 'sha-256', value: '12:34' }] },
  });
  expect(tracksIn(OFFER).get('1')).toMatchObject({
    kind: 'video',
    rtpParameters: { headerExtensions: [{ id: 3 }], encodings: [{ ssrc: 4_123_456_789 }] },
  });
});

it('the answer takes every section as it was offered, with our end, and sends nothing', () => {
  const { media, groups } = parse(answerTo(OFFER, OWN));
  expect(groups).toEqual([{ type: 'BUNDLE', mids: '0 1' }]);
  expect(media.map(({ type, direction, payloads }) => ({ type, direction, payloads: `${payloads}` }))).toEqual([
    { type: 'audio', direction: 'inactive', payloads: '111' },
    { type: 'video', direction: 'recvonly', payloads: '96 97' },
  ]);
  for (const { iceUfrag, fingerprint, setup, ssrcs } of media) {
    expect({ iceUfrag, hash: fingerprint?.hash, setup, ssrcs }).toEqual({
      iceUfrag: 'load',
      hash: 'AB:CD',
      setup: 'active',
      ssrcs: undefined,
    });
  }
});

it('a stream is offered once it is known, on the section that waited for it', () => {
  const sections = (ssrc: number | null) =>
    parse(
      offerOf(
        [
          { kind: 'audio', ssrc: null },
          { kind: 'video', ssrc },
        ],
        OWN,
        1,
      ),
    ).media;
  expect(sections(null).map(({ ssrcs }) => ssrcs)).toEqual([undefined, undefined]);
  expect(sections(77).map(({ ssrcs }) => ssrcs?.map(({ id }) => Number(id)))).toEqual([undefined, [77]]);
  expect(sections(77).map(({ mid, direction }) => [`${mid}`, direction])).toEqual([
    ['0', 'sendonly'],
    ['1', 'sendonly'],
  ]);
});
