import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';

/** Of Debian's libjemalloc2: where an architecture has its libraries, and where other systems have all of them. */
const PLACES = ['/usr/lib/*/libjemalloc.so.2', '/usr/lib64/libjemalloc.so.2', '/usr/lib/libjemalloc.so.2'];

/**
 * Starts a media worker with jemalloc in place of the C library's malloc, which takes less CPU per packet where many see
 * each other (`npm run bench -- cpu`); as it is where this machine has none. `start` makes its process before it returns, and it alone: mediasoup gives workers
 * this process's environment, and others that are started from here have no use for it.
 */
export function withAllocator<T>(start: () => T, library = findAllocator()): T {
  if (library === null) return start();
  const before = process.env.LD_PRELOAD;
  process.env.LD_PRELOAD = [library, before].filter(Boolean).join(' ');
  try {
    return start();
  } finally {
    if (before === undefined) delete process.env.LD_PRELOAD;
    else process.env.LD_PRELOAD = before;
  }
}

/** Null: there is none here, or somebody has chosen one for everything that runs here. */
export function findAllocator(): string | null {
  if (process.env.LD_PRELOAD?.includes('malloc')) return null;
  const found = PLACES.flatMap((place) => globSync(place)).find((file) => existsSync(file));
  // By its name alone, so that the loader takes the one for the worker's own architecture.
  return found === undefined ? null : basename(found);
}
