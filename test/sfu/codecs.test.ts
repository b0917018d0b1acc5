import { describe, expect, it } from 'vitest';
import type { RtpParameters, Source } from '../../src/protocol/index.ts';
import { ROUTER_CODECS, toProducerParameters } from '../../src/sfu/codecs.ts';

const OPUS: RtpParameters = {
  codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc: 1 }],
};
const VP8: RtpParameters = {
  codecs: [
    { mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 },
    { mimeType: 'video/rtx', payloadType: 102, clockRate: 90_000, parameters: { apt: 101 } },
  ],
  encodings: [1, 2, 3].map((ssrc) => ({ ssrc, scalabilityMode: 'L1T3' })),
};
const VP9: RtpParameters = {
  codecs: [{ mimeType: 'video/VP9', payloadType: 103, clockRate: 90_000 }],
  encodings: [{ ssrc: 1, scalabilityMode: 'L3T3_KEY' }],
};
const AV1: RtpParameters = {
  codecs: [{ mimeType: 'video/AV1', payloadType: 105, clockRate: 90_000 }],
  encodings: [{ ssrc: 1, scalabilityMode: 'L1T3' }],
};
const refused = expect.objectContaining({ code: 'BAD_REQUEST' });

describe('what a client may send', () => {
  it.each([
    ['microphone', OPUS],
    ['screenAudio', OPUS],
    ['camera', VP8],
    ['camera', VP9],
    ['screen', VP9],
    ['screen', AV1],
    ['camera', { codecs: VP8.codecs }],
  ] as const)('%s', (source, parameters) => {
    expect(toProducerParameters(source, parameters).codecs).toEqual(parameters.codecs);
  });

  it.each<[string, Source, RtpParameters]>([
    ['a picture as a microphone', 'microphone', VP8],
    ['sound as a camera', 'camera', OPUS],
    ['no media codec', 'camera', { ...VP8, codecs: VP8.codecs.slice(1) }],
    ['two media codecs', 'camera', { ...VP8, codecs: [...VP8.codecs, ...VP9.codecs] }],
    ['retransmission of the other kind', 'microphone', { ...OPUS, codecs: [...OPUS.codecs, ...VP8.codecs.slice(1)] }],
    ['four layers', 'camera', { ...VP8, encodings: [1, 2, 3, 4].map((ssrc) => ({ ssrc })) }],
    ['sound in layers', 'microphone', { ...OPUS, encodings: [{ ssrc: 1 }, { ssrc: 2 }] }],
    ['simulcast of a codec without it', 'camera', { ...VP9, encodings: [{ ssrc: 1 }, { ssrc: 2 }] }],
    ['more layers than a codec can tell', 'camera', { ...VP8, encodings: [{ ssrc: 1, scalabilityMode: 'L2T1' }] }],
    ['a camera in what those who come later may not decode', 'camera', AV1],
    ['layers that nobody could tell apart', 'screen', { ...AV1, encodings: [{ ssrc: 1, scalabilityMode: 'L2T3' }] }],
    ['endless layers', 'camera', { ...VP9, encodings: [{ ssrc: 1, scalabilityMode: 'L9T9' }] }],
  ])('not %s', (_, source, parameters) => {
    expect(() => toProducerParameters(source, parameters)).toThrowError(refused);
  });

  it('a screen is not taken for dead while nothing moves on it', () => {
    expect(toProducerParameters('screen', VP8).encodings).toEqual(
      VP8.encodings?.map((encoding) => ({ ...encoding, dtx: true })),
    );
    expect(toProducerParameters('camera', VP8).encodings).toEqual(VP8.encodings);
  });

  it('is copied, since mediasoup changes what it is given', () => {
    expect(toProducerParameters('camera', VP8)).not.toBe(VP8);
  });
});

it('Opus is taken with in-band FEC and DTX, and VP8 before the other video codecs', () => {
  expect(ROUTER_CODECS[0]).toMatchObject({ mimeType: 'audio/opus', parameters: { useinbandfec: 1, usedtx: 1 } });
  const codecs = ['audio/opus', 'video/VP8', 'video/VP9', 'video/H264', 'video/AV1'];
  expect(ROUTER_CODECS.map(({ mimeType }) => mimeType)).toEqual(codecs);
});
