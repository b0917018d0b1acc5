/** What must not stay behind when set-up ends early: temporary folders, locks, child processes. */

const SIGNALS = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 });

/** @type {Set<() => void>} */
const pending = new Set();

function releaseAll() {
  for (const release of [...pending].reverse()) {
    pending.delete(release);
    try {
      release();
    } catch {
      // The process is ending; the next set-up removes what is left.
    }
  }
}

process.on('exit', releaseAll);

/**
 * Registers a synchronous release for the case that the process ends first. Returns how to take it back.
 * @param {() => void} release
 */
export function atExit(release) {
  pending.add(release);
  return () => void pending.delete(release);
}

/**
 * While work runs, a signal ends the process only after everything was released.
 * @template T
 * @param {() => Promise<T>} work
 */
export async function releasingOnSignals(work) {
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const listener = () => process.exit(code);
    process.on(signal, listener);
    return { signal, listener };
  });
  try {
    return await work();
  } finally {
    for (const { signal, listener } of listeners) process.off(signal, listener);
  }
}
