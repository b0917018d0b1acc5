import type { RtpCapabilities } from 'mediasoup/types';
import { expect, test } from 'vitest';
import { ScreenCodecs } from '../../src/sfu/screen-codecs.ts';

function decodes(...codecs: (string | [string, Record<string, unknown>])[]): RtpCapabilities {
  return {
    codecs: codecs.map((codec) => {
      const [mimeType, parameters] = typeof codec === 'string' ? ([codec, {}] as const) : codec;
      return { kind: 'video', mimeType, preferredPayloadType: 100, clockRate: 90_000, parameters };
    }),
  };
}

const ALL = decodes('video/VP8', 'video/VP9', 'video/AV1');

function aRoom() {
  const told: string[] = [];
  return { told, codecs: new ScreenCodecs<string>({ changed: (codecs) => told.push(codecs.join()) }) };
}

test('a screen is sent in the best that everybody there decodes, and in VP8 before anybody has said what that is', () => {
  const { told, codecs } = aRoom();
  expect(codecs.current).toEqual([]);
  codecs.receives('anna', ALL);
  expect(codecs.current).toEqual(['AV1', 'VP9']);
  codecs.receives('bernd', ALL);
  codecs.receives('cleo', decodes('video/vp8', 'video/vp9'));
  codecs.receives('dora', decodes('video/VP8', 'video/H264'));
  codecs.receives('emil', decodes('video/VP8'));
  expect(told).toEqual(['AV1,VP9', 'VP9', '']);
});

test('what somebody could not decode is there again when the last of them has gone', () => {
  const { told, codecs } = aRoom();
  codecs.receives('anna', ALL);
  for (const name of ['bernd', 'cleo']) codecs.receives(name, decodes('video/VP8'));
  codecs.left('bernd');
  codecs.left('bernd');
  codecs.left('who never said anything');
  expect(codecs.current).toEqual([]);
  codecs.left('cleo');
  codecs.left('anna');
  expect(told).toEqual(['AV1,VP9', '', 'AV1,VP9', '']);
});

test('whoever says it anew is taken at their last word, and who says nothing at all decodes VP8', () => {
  const { told, codecs } = aRoom();
  codecs.receives('anna', {});
  codecs.receives('anna', ALL);
  codecs.receives('anna', ALL);
  expect(told).toEqual(['AV1,VP9']);
});

test('a profile that browsers do not send is none', () => {
  const { codecs } = aRoom();
  codecs.receives('anna', decodes(['video/VP9', { 'profile-id': 2 }], ['video/AV1', { profile: 1 }]));
  expect(codecs.current).toEqual([]);
  codecs.receives('anna', decodes(['video/VP9', { 'profile-id': 0 }], ['video/AV1', { profile: '0', 'level-idx': 5 }]));
  expect(codecs.current).toEqual(['AV1', 'VP9']);
});
