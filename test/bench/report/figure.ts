import type { Spread } from '../measure/statistics.ts';

/** A limit of the design's table of budgets. */
export type Budget = { readonly atMost: number } | { readonly atLeast: number };

/** One line of the report. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** Written behind the value; empty for ratios. */
  readonly unit: string;
  /** Digits behind the point. */
  readonly digits: number;
  /** Null: told for what it explains. */
  readonly budget: Budget | null;
  /** Smallest and largest of what the value is the median of. */
  readonly spread: Spread | null;
}

export interface PartReport {
  readonly figures: readonly Figure[];
  /** How it was measured and what one must know to read it, a sentence each. */
  readonly notes: readonly string[];
  /** A line for the settings of a server on this machine; null: it is said in the notes why there is none. */
  readonly setting?: string | null;
  /** For the file. */
  readonly samples: unknown;
}

export type Verdict = 'within' | 'over' | 'no budget';

export function verdictOf({ value, budget }: Pick<Figure, 'value' | 'budget'>): Verdict {
  if (budget === null) return 'no budget';
  const kept = 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;
  return kept ? 'within' : 'over';
}
