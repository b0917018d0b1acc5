import type { CallState, Connection } from './call-state.ts';

/** As long as the server keeps a place: after that it is not true any more that it is kept. */
export const PLACE_KEPT_MS = 120_000;

interface Cut {
  readonly call: { getSnapshot(): CallState; subscribe(listener: () => void): () => void };
  readonly local: { start(): Promise<void>; stop(): void };
}

/**
 * Nobody is filmed or listened to by a page that has lost its meeting: after the time for which a place is kept the devices
 * rest until one is back. The answer ends it.
 */
export function restWhileCutOff({ call, local }: Cut): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isResting = false;
  const clear = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const rest = () => {
    timer = null;
    isResting = true;
    local.stop();
  };
  const look = () => {
    if (connectionOf(call.getSnapshot()) === 'reconnecting') {
      if (!isResting) timer ??= setTimeout(rest, PLACE_KEPT_MS);
      return;
    }
    clear();
    const wasResting = isResting;
    isResting = false;
    // Who has left has no use for them.
    if (wasResting && call.getSnapshot().place !== 'left') void local.start();
  };
  const unsubscribe = call.subscribe(look);
  return () => {
    clear();
    unsubscribe();
  };
}

function connectionOf(state: CallState): Connection | null {
  return 'connection' in state ? state.connection : null;
}
