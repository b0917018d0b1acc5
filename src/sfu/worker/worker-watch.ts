import type { Worker, WorkerResourceUsage } from 'mediasoup/types';

const PING_INTERVAL_MS = 1_000;
/** Nobody new is placed on a worker from here on: it may be busy for a moment, and another is better. */
const MAX_UNANSWERED_WHEN_CHOSEN = 1;
/** From here on it hangs. A worker that is only busy answers between two packets. */
const MAX_UNANSWERED = 4;
/** Killed, and still there: it waits in the kernel, for a disk say, and may do so for ever. */
const MAX_UNANSWERED_DEAD = 6;

interface WorkerWatchOptions {
  readonly worker: Worker;
  /** It does not answer; it is to be killed. */
  readonly hung: () => void;
  /** It did not even die of that. */
  readonly stuck: () => void;
}

/**
 * Asks a worker once a second how it is. What is counted are questions without an answer, not time: when this process
 * itself was stopped (a sleeping machine, a debugger), one timer fires on waking, and the answers are read after it.
 */
export class WorkerWatch {
  readonly #options: WorkerWatchOptions;
  readonly #timer: NodeJS.Timeout;
  #isAsking = false;
  #unanswered = 0;
  #usage: WorkerResourceUsage | null = null;

  constructor(options: WorkerWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#tick(), PING_INTERVAL_MS);
    void this.#ask();
  }

  get isAnswering(): boolean {
    return this.#unanswered <= MAX_UNANSWERED_WHEN_CHOSEN;
  }

  /** As it said last; null before it has. */
  get usage(): WorkerResourceUsage | null {
    return this.#usage;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (!this.#isAsking) {
      void this.#ask();
      return;
    }
    this.#unanswered += 1;
    if (this.#unanswered === MAX_UNANSWERED) this.#options.hung();
    if (this.#unanswered === MAX_UNANSWERED_DEAD) this.#options.stuck();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      this.#usage = await this.#options.worker.getResourceUsage();
      this.#unanswered = 0;
    } catch {
      // It has died, which its owner is told by itself.
    } finally {
      this.#isAsking = false;
    }
  }
}
