/** How often is looked. */
const LOOK_MS = 200;

/** True as soon as it holds, false as soon as it cannot any more. */
export async function until(
  holds: () => Promise<boolean>,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted && !isOver()) {
    if (await holds()) return true;
    await pause(LOOK_MS, signal);
  }
  return false;
}

/** Null: it took too long, or nobody wants it any more. */
export function within<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      end();
    };
    const giveUp = () => settle(() => resolve(null));
    const timer = setTimeout(giveUp, ms);
    signal.addEventListener('abort', giveUp);
    work.then(
      (result) => settle(() => resolve(result)),
      (error) => settle(() => reject(error)),
    );
    if (signal.aborted) giveUp();
  });
}

/** Shorter when nobody wants it any more. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
