import { AppError } from '../../platform/errors.ts';
import type { SfuLog } from '../log.ts';
import type { RunningWorker } from './launch.ts';
import { isWorkerGone, toUnavailable } from './mediasoup-errors.ts';
import type { Tenant } from './tenants.ts';
import { type WorkerMetrics, WorkerSlot } from './worker-slot.ts';

export interface WorkerPoolOptions {
  /** How many; one per core is what a worker can use. */
  readonly workers: number;
  readonly listenAddress: string;
  readonly announcedAddress: string;
  /** Worker n listens on `port + n`, UDP and TCP; 0 lets each find a free one. */
  readonly port: number;
  readonly workerBin: string | undefined;
  readonly log: SfuLog;
}

/** How often a room is placed because its worker died or gave no answer just then. */
const MAX_PLACEMENTS = 2;

/** All workers; a worker that dies or hangs is replaced on the same ports. */
export class WorkerPool {
  readonly #slots: readonly WorkerSlot[];

  private constructor(slots: readonly WorkerSlot[]) {
    this.#slots = slots;
  }

  /** Rejects, with nothing left behind, when one does not start. */
  static async open({ workers, port, ...options }: WorkerPoolOptions): Promise<WorkerPool> {
    const slots = Array.from(
      { length: workers },
      (_, index) => new WorkerSlot({ ...options, index, port: port === 0 ? 0 : port + index }),
    );
    const pool = new WorkerPool(slots);
    try {
      await Promise.all(slots.map((slot) => slot.open()));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  get ports(): readonly number[] {
    return this.#slots.map(({ port }) => port);
  }

  get isUsable(): boolean {
    return this.#slots.some(({ isUsable }) => isUsable);
  }

  /** Builds a room on the least loaded worker. Errors: MEDIA_UNAVAILABLE. */
  async place<T extends Tenant>(
    build: (running: RunningWorker, release: (tenant: Tenant) => void) => Promise<T>,
  ): Promise<T> {
    for (let placement = 1; ; placement += 1) {
      const slot = this.#leastLoaded();
      try {
        return await slot.house((running) => build(running, (tenant) => slot.release(tenant)));
      } catch (error) {
        if (placement === MAX_PLACEMENTS || !isWorkerGone(error)) throw toUnavailable(error);
      }
    }
  }

  /** As the workers said last: nobody who asks has to wait for a worker. */
  metrics(): readonly WorkerMetrics[] {
    return this.#slots.map((slot) => slot.metrics());
  }

  /** Idempotent. Closes rooms and workers; resolves when their processes are gone. */
  async close(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.close()));
  }

  #leastLoaded(): WorkerSlot {
    const running = this.#slots.filter(({ isRunning }) => isRunning);
    // All may have died at once; then the first that is being replaced is waited for.
    const candidates = running.length > 0 ? running : this.#slots.filter(({ isUsable }) => isUsable);
    const [first, ...others] = candidates;
    if (!first) throw new AppError('MEDIA_UNAVAILABLE');
    return others.reduce((least, slot) => (slot.load < least.load ? slot : least), first);
  }
}
