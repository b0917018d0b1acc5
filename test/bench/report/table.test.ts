import { expect, it } from 'vitest';
import type { Figure } from './figure.ts';
import { verdictOf } from './figure.ts';
import { figureTable } from './table.ts';

const FIGURE: Figure = { name: 'Time', value: 600, unit: 'ms', digits: 0, budget: { atMost: 600 }, spread: null };

it('a budget that is just met is kept', () => {
  expect(verdictOf(FIGURE)).toBe('within');
  expect(verdictOf({ ...FIGURE, value: 600.1 })).toBe('over');
  expect(verdictOf({ value: 199, budget: { atLeast: 200 } })).toBe('over');
  expect(verdictOf({ ...FIGURE, budget: null })).toBe('no budget');
});

it('a figure that was not measured is over its budget', () => {
  expect(verdictOf({ ...FIGURE, value: Number.NaN })).toBe('over');
});

it('a line has figure, budget, verdict and spread', () => {
  const line = figureTable([{ ...FIGURE, value: 612.4, spread: { low: 500, high: 700.6 } }]);
  expect(line).toMatch(/Time.*612 ms.*<= 600 ms.*OVER.*500 to 701/);
});
