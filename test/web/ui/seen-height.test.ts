import { expect, test } from 'vitest';
import { leftByKeyboard } from '../../../web/src/ui/layout/use-seen-height.ts';

test.each([
  ['a keyboard over the page', { height: 400, scale: 1 }, 400],
  ['no keyboard', { height: 740, scale: 1 }, null],
  ['a bar of the browser that comes and goes', { height: 680, scale: 1 }, null],
  ['somebody who looks closer', { height: 370, scale: 2 }, null],
])('of %s: %o', (_what, seen, left) => {
  expect(leftByKeyboard(seen, 740)).toBe(left);
});
