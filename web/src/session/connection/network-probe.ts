/** From one question to the next, however long the ones before wait for their answer. */
const PACE_MS = 350;
/** Longer than most lines need, and not so long that many wait at once: a browser asks one server six things at a time. */
const PATIENCE_MS = 1_500;

/** Asks until it is told to stop, or has an answer. `heard`: when that was asked, by `performance.now()`. */
export type Probe = (heard: (askedAt: number) => void) => () => void;

/**
 * Whether the server can be reached again, where a network swallows everything. TCP sends the first packet of an attempt
 * to connect again after 1, 3 and 7 s only, so that one which is under way learns late that the network is back; small
 * questions that overlap learn it at once.
 */
export const probeNetwork: Probe = (heard) => {
  let isOver = false;
  const stop = () => {
    isOver = true;
    clearInterval(timer);
  };
  const ask = async () => {
    const askedAt = performance.now();
    const { ok } = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (isOver || !ok) return;
    stop();
    heard(askedAt);
  };
  const timer = setInterval(() => void ask().catch(() => {}), PACE_MS);
  return stop;
};
