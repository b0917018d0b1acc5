import { expect, it } from 'vitest';
import { PaceWatch } from '../../../../web/src/media/picture/pace-watch.ts';

/** A second's worth, at so many milliseconds for each picture. */
const second = (eachMs: number) => ({ pictures: 1_000 / eachMs, busyMs: 1_000 });

it('a machine that manages less than 15 pictures a second is told of after five seconds, not for a moment', () => {
  const watch = new PaceWatch();
  const slow = second(100);
  expect([slow, slow, slow, slow].map((pace) => watch.read(pace))).toEqual([false, false, false, false]);
  expect(watch.read(second(60))).toBe(false);
  expect([slow, slow, slow, slow].map((pace) => watch.read(pace))).toEqual([false, false, false, false]);
  expect(watch.read(slow)).toBe(true);
});

it('a camera that gives five pictures a second is no slow machine', () => {
  const watch = new PaceWatch();
  for (let second = 0; second < 60; second += 1) expect(watch.read({ pictures: 5, busyMs: 200 })).toBe(false);
});

it('what is asked of it anew is judged anew', () => {
  const watch = new PaceWatch();
  for (let count = 0; count < 4; count += 1) watch.read(second(100));
  watch.begin();
  expect(watch.read(second(100))).toBe(false);
});
