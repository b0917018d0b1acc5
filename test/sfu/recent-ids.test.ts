import { expect, it } from 'vitest';
import { RecentIds } from '../../src/sfu/recent-ids.ts';

it('remembers what was there lately, and not without end', () => {
  const ids = new RecentIds();
  for (let id = 0; id < 5000; id += 1) ids.add(`${id}`);
  expect(ids.has('4999')).toBe(true);
  expect(ids.has('3000')).toBe(true);
  expect(ids.has('0')).toBe(false);
  expect(ids.has('5000')).toBe(false);
});
