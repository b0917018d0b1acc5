import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const MINUTE_MS = 60_000;
/**
 * After the first, the second, ... failure. Let's Encrypt takes five failures of one name in an hour, then it answers
 * nobody for that long; and whoever has set a wrong name right wants to be served soon.
 */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS] as const;

const stored = z.object({ failures: z.number().int().min(0), lastAt: z.number() });

/** How often one name's order has failed since it last did not; kept, so that restarts do not ask more often. */
export class Attempts {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** When the next order may go out, in milliseconds since the epoch. */
  nextAt(now: number): number {
    const { failures, lastAt } = this.#read();
    // A clock that was set back must not keep a certificate from being renewed.
    if (failures === 0 || lastAt > now) return now;
    return lastAt + (WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? 0);
  }

  failed(now: number): void {
    writeFileSync(this.#file, JSON.stringify({ failures: this.#read().failures + 1, lastAt: now }));
  }

  succeeded(): void {
    rmSync(this.#file, { force: true });
  }

  #read(): z.output<typeof stored> {
    try {
      return stored.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // There were none, or the file was cut off by a full disk.
      return { failures: 0, lastAt: 0 };
    }
  }
}
