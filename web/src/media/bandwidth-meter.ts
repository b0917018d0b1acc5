import { MAX_KBPS } from '../../../src/protocol/media/check-report.ts';
import type { Bandwidth } from '../features/check/ports.ts';

/** What of a line has been counted until then. */
export interface Count {
  readonly atMs: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Of what was sent of late, from 0 to 1. */
  readonly lost: number;
}

/** Long enough that neither a burst nor a breath is taken for the line. */
const WINDOW_MS = 3_000;

/** What a line has borne of late: a browser begins with little and adds to it, the faster the better it knows the line. */
export class BandwidthMeter {
  readonly #counts: Count[] = [];

  add(count: Count): void {
    this.#counts.push(count);
    while (count.atMs - (this.#counts[1]?.atMs ?? count.atMs) >= WINDOW_MS) this.#counts.shift();
  }

  /** In kbit/s; null: it was not counted for long enough. */
  get bandwidth(): Bandwidth | null {
    const [first, last] = [this.#counts[0], this.#counts.at(-1)];
    if (!first || !last || last.atMs - first.atMs < WINDOW_MS) return null;
    const seconds = (last.atMs - first.atMs) / 1_000;
    return {
      up: kbps((last.sentBytes - first.sentBytes) * (1 - last.lost), seconds),
      down: kbps(last.receivedBytes - first.receivedBytes, seconds),
    };
  }
}

function kbps(bytes: number, seconds: number): number {
  return Math.min(MAX_KBPS, Math.max(0, Math.round((bytes * 8) / seconds / 1_000)));
}
