import type { PartReport } from '../report/figure.ts';

export interface PartOptions {
  /** A short run: enough to see that all works, too little to judge by. */
  readonly quick: boolean;
  /** Of a part that has several, only what has this in its name; empty: all. */
  readonly only: string;
  /** Of a part that does one thing again and again, how often. */
  readonly times: number;
  /** Tells somebody who waits what goes on. */
  readonly say: (line: string) => void;
}

export interface Part {
  /** For `--help`. */
  readonly about: string;
  run(options: PartOptions): Promise<PartReport>;
}
