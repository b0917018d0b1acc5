/** How much more `growthOf` gives the second time. */
const FACTOR = 8;

/** Between what is linear (8) and what is quadratic (64). */
export const LINEAR = 24;

/** What is quicker than this is measured badly, and harms nobody. */
const LEAST_MS = 0.5;

const ATTEMPTS = 5;

/**
 * How many times as long `work` takes for eight times as much: about 8 when its time grows with its input, 64 when with
 * the input's square. Compared within one run, in processor time of this thread, so it is the same on a slow or busy
 * machine; what looks like more than linear is measured again, and the least counts.
 */
export async function growthOf(work: (size: number) => unknown, size: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least > LINEAR; attempt += 1) {
    const small = await cpuTimeOf(() => work(size));
    const large = await cpuTimeOf(() => work(size * FACTOR));
    least = Math.min(least, large / Math.max(small, LEAST_MS));
  }
  return least;
}

/** In milliseconds. */
async function cpuTimeOf(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
