import { expect, test } from 'vitest';
import { Latest } from '../../web/src/latest.ts';

test('whatever was overtaken knows it, and so does what was ended before anything else was begun', () => {
  const latest = new Latest();
  const first = latest.begin();
  expect(first()).toBe(true);
  const second = latest.begin();
  expect([first(), second()]).toEqual([false, true]);
  latest.end();
  expect(second()).toBe(false);
});
