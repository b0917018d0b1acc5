import { expect, test } from 'vitest';
import { publishOptions } from '../../web/src/media/encodings.ts';

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

test('where the browser does not say the size, all are asked for', () => {
  expect(publishOptions('camera', null).encodings).toHaveLength(3);
});
