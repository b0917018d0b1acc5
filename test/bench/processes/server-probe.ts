import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serve } from './rpc.ts';

// Loaded into the server by `--import`, with `--expose-gc`: what only the process itself can say.

export interface HeapUse {
  /** Bytes that are reachable: the JavaScript heap, and buffers and native objects that belong to it. */
  readonly heap: number;
  readonly external: number;
}

/** In milliseconds; both hold the interval of the timer that measures. */
export interface LoopDelay {
  readonly p99Ms: number;
  readonly maxMs: number;
}

const LOOP_SAMPLE_MS = 10;
/** A second collection takes what finalizers of the first have let go. */
const COLLECTIONS = 2;

const loopDelay = monitorEventLoopDelay({ resolution: LOOP_SAMPLE_MS });

const methods = {
  /** Costs some CPU until `loopDelay` is called. */
  async watchLoop(): Promise<void> {
    loopDelay.reset();
    loopDelay.enable();
  },

  async loopDelay(): Promise<LoopDelay> {
    loopDelay.disable();
    return { p99Ms: loopDelay.percentile(99) / 1e6, maxMs: loopDelay.max / 1e6 };
  },

  /** Of this process so far, without the media workers. */
  async cpuMs(): Promise<number> {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },

  async heapUse(): Promise<HeapUse> {
    for (let round = 0; round < COLLECTIONS; round += 1) globalThis.gc?.();
    // `external` holds `arrayBuffers`.
    const { heapUsed, external } = process.memoryUsage();
    return { heap: heapUsed, external };
  },
};

export type ProbeMethods = typeof methods;

serve(process, methods);
// The channel alone does not keep the server running, and a server does not outlive the benchmark.
process.channel?.unref();
process.once('disconnect', () => process.exit());
