import { serve } from './rpc.ts';

// Loaded into the server by `--import`, with `--expose-gc`: what only the process itself can say.

export interface HeapUse {
  /** Bytes that are reachable: the JavaScript heap, and buffers and native objects that belong to it. */
  readonly heap: number;
  readonly external: number;
}

/** A second collection takes what finalizers of the first have let go. */
const COLLECTIONS = 2;

const methods = {
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
