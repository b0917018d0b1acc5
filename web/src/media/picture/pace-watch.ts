import type { PicturePace } from './messages.ts';

/** Below this a face jerks. */
const LEAST_PER_SECOND = 15;
/** One moment in which the machine has something else to do is not worth a word. */
const SUSTAINED_MS = 5_000;

/** Whether a machine has the time for what is asked of it. A camera that gives few pictures is not a slow machine. */
export class PaceWatch {
  #slowMs = 0;

  /** True: it has been too slow for a while. */
  read({ pictures, busyMs }: PicturePace): boolean {
    const isSlow = busyMs * LEAST_PER_SECOND > pictures * 1_000;
    this.#slowMs = isSlow ? this.#slowMs + busyMs : 0;
    return this.#slowMs >= SUSTAINED_MS;
  }

  /** Something else is asked of it from now on. */
  begin(): void {
    this.#slowMs = 0;
  }
}
