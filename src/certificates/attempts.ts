import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const MINUTE_MS = 60_000;
/**
 * After the first, the second, ... failure. Let's Encrypt takes five failures of one name in an hour, then it answers
 * nobody for that long; and whoever has set a wrong name right wants to be served soon.
 */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS] as const;

const stored = z.object({ failures: z.number().int().min(0), lastAt: z.number() });

/** How often one name was ordered since it was last given; kept, so that restarts do not ask more often. */
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

  /**
   * Before an order goes out: it counts as failed until it has succeeded. What cannot be noted, on a full disk say, must not
   * go out: nobody would know of it a minute later. Errors: those of the file system.
   */
  begin(now: number): void {
    // Whole or not at all: what was noted before stays.
    const half = `${this.#file}.half`;
    try {
      writeFileSync(half, JSON.stringify({ failures: this.#read().failures + 1, lastAt: now }));
      renameSync(half, this.#file);
    } catch (error) {
      rmSync(half, { force: true });
      throw error;
    }
  }

  succeeded(): void {
    rmSync(this.#file, { force: true });
  }

  #read(): z.output<typeof stored> {
    try {
      return stored.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // There were none, or the file is damaged.
      return { failures: 0, lastAt: 0 };
    }
  }
}
