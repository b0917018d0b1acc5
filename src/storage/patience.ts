import { setTimeout as delay } from 'node:timers/promises';
import { isBusy } from './storage-error.ts';

/** Other programs write for a few milliseconds; the longest is a little more than their fsync takes. */
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 64;

/**
 * Tries again while another program holds the database, for at most `patienceMs`; once, when there is none left. SQLite's own time-out would hold
 * this process's only thread meanwhile, and with it everybody's meeting. Errors: as `work`.
 */
export async function patiently<T>(work: () => T | Promise<T>, patienceMs: number): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() + pauseMs > deadline) throw error;
    }
    await delay(pauseMs);
  }
}
