import Table from 'cli-table3';
import { type Budget, type Figure, verdictOf } from './figure.ts';

/** All figures, each with its budget beside it. */
export function figureTable(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['', 'figure', 'budget', '', 'spread'],
    colAligns: ['left', 'right', 'right', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const figure of figures) {
    const { name, value, budget, spread } = figure;
    const verdict = verdictOf(figure);
    table.push([
      name,
      write(figure, value),
      budget ? writeBudget(figure, budget) : '',
      verdict === 'over' ? 'OVER' : verdict === 'within' ? 'within' : '',
      spread ? `${number(figure, spread.low)} to ${number(figure, spread.high)}` : '',
    ]);
  }
  return table.toString();
}

function writeBudget(figure: Figure, budget: Budget): string {
  return 'atMost' in budget ? `<= ${write(figure, budget.atMost)}` : `>= ${write(figure, budget.atLeast)}`;
}

function write(figure: Figure, value: number): string {
  return figure.unit === '' ? number(figure, value) : `${number(figure, value)} ${figure.unit}`;
}

function number({ digits }: Figure, value: number): string {
  return value.toFixed(digits);
}
