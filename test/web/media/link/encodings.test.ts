import { expect, test } from 'vitest';
import { limitedTo, publishOptions, sentUpTo, soundLimitedTo } from '../../../../web/src/media/link/encodings.ts';

const scales = (source: 'camera' | 'screen', width: number, height: number) =>
  publishOptions(source, { width, height }).encodings?.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy);

test.each([
  [1280, 720, [4, 2, 1]],
  [960, 540, [4, 2, 1]],
  // Held upright.
  [720, 1280, [4, 2, 1]],
  [640, 480, [2, 1]],
  [640, 360, [2, 1]],
  [480, 270, [2, 1]],
  [320, 240, [1]],
  [160, 120, [1]],
])(
  'a camera of %i x %i is sent in as many streams as browsers make of it, the full picture among them',
  (width, height, expected) => {
    expect(scales('camera', width, height)).toEqual(expected);
  },
);

test('a small window that is shared arrives as large as it is', () => {
  expect(scales('screen', 1920, 1080)).toEqual([2, 1]);
  expect(scales('screen', 300, 200)).toEqual([1]);
});

test('in a codec that is made for screens one is a single stream, the whole of it, that weak ways get less often', () => {
  const { encodings } = publishOptions('screen', { width: 1920, height: 1080 }, { codec: 'AV1' });
  expect(encodings).toEqual([expect.objectContaining({ scalabilityMode: 'L1T3' })]);
  expect(encodings?.[0]).not.toHaveProperty('scaleResolutionDownBy');
});

test('where the browser does not say the size, all are asked for', () => {
  expect(publishOptions('camera', null).encodings).toHaveLength(3);
});

test('a weak way up is spared the large streams, then frames, then the picture; and gets all of it back as it was', () => {
  const { encodings: made = [] } = publishOptions('camera', { width: 1280, height: 720 });
  const whole = made.map((encoding) => ({ ...encoding, active: true }));
  const small = limitedTo('small', whole, made);
  expect(small.map(({ active }) => active)).toEqual([true, false, false]);
  const slow = limitedTo('slow', small, made);
  expect(slow.map(({ active }) => active)).toEqual([true, false, false]);
  expect(slow[0]?.maxFramerate).toBeLessThan(10);
  expect(slow[0]?.maxBitrate).toBeLessThan(small[0]?.maxBitrate ?? 0);
  const none = limitedTo('none', slow, made);
  expect(none.map(({ active }) => active)).toEqual([false, false, false]);
  expect(limitedTo('full', none, made)).toEqual(whole);
});

test.each([
  [1280, 720, 3],
  // Held upright.
  [720, 1280, 3],
  [640, 480, 2],
  [640, 360, 1.5],
  [320, 240, 1],
  [160, 120, 1],
])(
  'of a signer with %i x %i a weak way up takes size, to 320 x 240, and never frames below 20',
  (width, height, scale) => {
    const size = { width, height };
    const { encodings: made = [] } = publishOptions('camera', size);
    const whole = made.map((encoding) => ({ ...encoding, active: true }));
    for (const step of ['small', 'slow'] as const) {
      const limited = limitedTo(step, whole, made, { size, signs: true });
      expect(limited.filter(({ active }) => active)).toEqual([limited[0]]);
      expect(limited[0]?.scaleResolutionDownBy).toBe(scale);
      expect(limited[0]?.maxFramerate ?? 30).toBeGreaterThan(20);
      expect(limited[0]?.maxBitrate).toBeLessThanOrEqual(120_000);
      // Hands that rest again are spared as everybody's.
      expect(limitedTo(step, limited, made, { size })).toEqual(limitedTo(step, whole, made, { size }));
      expect(limitedTo('full', limited, made, { size, signs: true })).toEqual(whole);
    }
  },
);

test('streams that nobody is shown are not sent, nor those that the way up does not bear; and they come back as they were', () => {
  const { encodings: made = [] } = publishOptions('camera', { width: 1280, height: 720 });
  const whole = made.map((encoding) => ({ ...encoding, active: true }));
  const sent = (now: readonly RTCRtpEncodingParameters[]) => now.map(({ active }) => active);
  const middle = limitedTo('full', whole, made, { wanted: 1 });
  expect(sent(middle)).toEqual([true, true, false]);
  expect(limitedTo('full', middle, made)).toEqual(whole);
  expect(sent(limitedTo('small', middle, made, { wanted: 2 }))).toEqual([true, false, false]);
  expect(sent(limitedTo('full', whole, made, { wanted: 0 }))).toEqual([true, false, false]);
  expect(sent(limitedTo('none', whole, made, { wanted: 2 }))).toEqual([false, false, false]);
  const half = sentUpTo(0, whole.slice(1));
  expect(sent(half)).toEqual([true, false]);
  expect(sentUpTo(1, half)).toEqual(whole.slice(1));
});

test('an old camera with a single stream is spared bits instead', () => {
  const { encodings: made = [] } = publishOptions('camera', { width: 320, height: 240 });
  const [only] = limitedTo('small', made, made);
  expect(only?.active).toBe(true);
  expect(only?.maxBitrate).toBeLessThan(200_000);
});

test('a voice is sent in one channel and pauses with it; music in two, without pauses', () => {
  expect(publishOptions('microphone', null).codecOptions).toMatchObject({ opusStereo: false, opusDtx: true });
  expect(publishOptions('microphone', null, { isMusic: true }).codecOptions).toMatchObject({
    opusStereo: true,
    opusDtx: false,
  });
});

test('what is lost of a voice comes once more with what follows it, and its bits are left to the browser', () => {
  const { codecOptions } = publishOptions('microphone', null);
  expect(codecOptions?.opusFec).toBe(true);
  expect(codecOptions).not.toHaveProperty('opusMaxAverageBitrate');
});

test('on a weak way up music takes no more than a voice, and all it had when that is over', () => {
  const music = [{ active: true, maxBitrate: 128_000 }];
  expect(soundLimitedTo('small', music)).toEqual([{ active: true, maxBitrate: 40_000 }]);
  expect(soundLimitedTo('none', [{ active: true }])).toEqual([{ active: true, maxBitrate: 40_000 }]);
  expect(soundLimitedTo('full', [{ active: true, maxBitrate: 40_000 }])).toEqual([{ active: true }]);
});
