import { expect, it } from 'vitest';
import { mean, median, percentile, spreadOf } from './statistics.ts';

it('a percentile is a value that was measured: the smallest that so many do not exceed', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(percentile(values, 0.5)).toBe(10);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile(values, 1)).toBe(20);
  expect(percentile([7], 0.5)).toBe(7);
});

it('the median of an even number is between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
});

it('mean and spread are of all values', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(spreadOf([2, 1, 6])).toEqual({ low: 1, high: 6 });
});

it('of nothing there is no figure', () => {
  expect(() => median([])).toThrow('nothing was measured');
  expect(() => mean([])).toThrow('nothing was measured');
});
