import { expect, test } from 'vitest';
import { type CardSize, cardSize } from '../../../../../web/src/ui/console/seats/use-card-size.ts';

const sizes = (...counts: readonly number[]) => {
  let last: CardSize | null = null;
  return counts.map((count) => {
    last = cardSize(count, last);
    return last;
  });
};

test('the more places there are, the smaller the cards', () => {
  expect([0, 9, 10, 16, 17, 25].map((count) => cardSize(count, null))).toEqual([
    'few',
    'few',
    'some',
    'some',
    'many',
    'many',
  ]);
});

test('one who leaves and comes back does not make all cards grow and shrink again', () => {
  expect(sizes(17, 16, 17, 14, 13)).toEqual(['many', 'many', 'many', 'many', 'some']);
  expect(sizes(10, 9, 10, 7, 6)).toEqual(['some', 'some', 'some', 'some', 'few']);
  expect(sizes(25, 3)).toEqual(['many', 'few']);
});
