import { expect, test } from 'vitest';
import { PaceWatch } from '../../../../web/src/media/picture/pace-watch.ts';
import { blurBehind, coverOf, shapeMask, sizeWithin } from '../../../../web/src/media/picture/worker/pixels.ts';

const SIZE = 64;
const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;
const WHITE = [255, 255, 255] as const;

/** A square of pixels, as a model sees it. */
function pixelsOf(colour: (x: number, y: number) => readonly [number, number, number]): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let at = 0; at < SIZE * SIZE; at++) pixels.set([...colour(at % SIZE, Math.floor(at / SIZE)), 255], at * 4);
  return pixels;
}

const at = (pixels: Uint8ClampedArray, x: number, y: number) => [
  ...pixels.slice(4 * (y * SIZE + x), 4 * (y * SIZE + x) + 3),
];
const inMiddle = (x: number, y: number) => x >= 24 && x < 40 && y >= 24 && y < 40;
const BLUR = { width: SIZE, height: SIZE, across: 6, along: 6 };

test('what is behind somebody is blurred without their colours around them, and an even wall stays as it is', () => {
  const person = Float32Array.from({ length: SIZE * SIZE }, (_, index) =>
    inMiddle(index % SIZE, Math.floor(index / SIZE)) ? 1 : 0,
  );
  const wall = pixelsOf((x, y) => (inMiddle(x, y) ? RED : BLUE));
  blurBehind(wall, person, BLUR);
  for (const [x, y] of [
    [0, 0],
    [23, 32],
    [40, 40],
    [63, 63],
  ] as const) {
    const [red = 0, , blue = 0] = at(wall, x, y);
    expect([red < 12, blue > 243], `${x}, ${y}`).toEqual([true, true]);
  }
  // Stripes that are narrower than the blur become one grey, as far as the edge.
  const stripes = pixelsOf((x) => (x % 4 < 2 ? WHITE : [0, 0, 0]));
  blurBehind(stripes, new Float32Array(SIZE * SIZE), BLUR);
  for (const x of [8, 20, 32, 50]) expect(Math.abs((at(stripes, x, 32)[0] ?? 0) - 127), `at ${x}`).toBeLessThan(25);
});

test('whom the model is sure of stays whole, what it is sure not to be goes, and between them the edge is soft', () => {
  const pixels = new Uint8ClampedArray(5 * 4);
  shapeMask(Float32Array.of(0, 0.45, 0.7, 0.95, 1), pixels);
  const opaque = [3, 7, 11, 15, 19].map((index) => pixels[index] ?? 0);
  expect([opaque[0], opaque[1], opaque[3], opaque[4]]).toEqual([0, 0, 255, 255]);
  expect(opaque[2]).toBeGreaterThan(60);
  expect(opaque[2]).toBeLessThan(195);
});

test('a picture fills a frame of another shape without being pressed, and nothing that goes out is pressed either', () => {
  expect(coverOf({ width: 1_280, height: 720 }, { width: 480, height: 640 })).toEqual({
    x: 370,
    y: 0,
    width: 540,
    height: 720,
  });
  expect(coverOf({ width: 100, height: 400 }, { width: 200, height: 100 })).toEqual({
    x: 0,
    y: 175,
    width: 100,
    height: 50,
  });
  expect(sizeWithin({ width: 480, height: 640 }, 1_000_000)).toEqual({ width: 480, height: 640 });
  for (const size of [
    { width: 1_280, height: 720 },
    { width: 720, height: 1_280 },
    { width: 641, height: 479 },
  ]) {
    const { width, height } = sizeWithin(size, 640 * 360);
    expect([width % 2, height % 2]).toEqual([0, 0]);
    expect(Math.abs(width / height - size.width / size.height)).toBeLessThan(0.01);
    expect(width * height).toBeLessThan(640 * 360 * 1.01);
  }
});

test('a machine is too slow when it has not made 15 pictures a second for a while, and a camera that gives few is no slow machine', () => {
  const pace = new PaceWatch();
  const slow = { pictures: 10, busyMs: 1_000 };
  const isSlow = (times: number, reading = slow) => Array.from({ length: times }, () => pace.read(reading)).at(-1);
  expect(isSlow(4)).toBe(false);
  expect(pace.read(slow)).toBe(true);
  // One quick moment, and it counts anew; so it does when less is asked of it.
  expect(isSlow(1, { pictures: 15, busyMs: 900 })).toBe(false);
  expect(isSlow(4)).toBe(false);
  pace.begin();
  expect(isSlow(4)).toBe(false);
  // Five pictures a second that take it little time each.
  expect(isSlow(60, { pictures: 5, busyMs: 150 })).toBe(false);
});
