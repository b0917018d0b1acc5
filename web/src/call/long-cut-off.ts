import type { Connection } from '../session/entry.ts';
import type { CallState } from './call-state.ts';
import type { LocalTrack } from './media/ports.ts';

/** As long as the server keeps a place: after that it is not true any more that it is kept. */
export const PLACE_KEPT_MS = 120_000;

const SOURCES = ['microphone', 'camera'] as const;
type CaptureSource = (typeof SOURCES)[number];

interface Cut {
  readonly call: { getSnapshot(): CallState; subscribe(listener: () => void): () => void };
  readonly local: {
    local(source: CaptureSource): Pick<LocalTrack, 'wanted'>;
    switchOn(source: CaptureSource): void;
    stop(): void;
  };
}

/**
 * Nobody is filmed or listened to by a page that has lost its meeting: after the time for which a place is kept the devices
 * rest until one is back. Then those are on that were on before: whom the chair had muted nobody hears unawares. The
 * answer ends it.
 */
export function restWhileCutOff({ call, local }: Cut): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** While they rest: what was on before. */
  let resting: readonly CaptureSource[] | null = null;
  const clear = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const rest = () => {
    timer = null;
    resting = SOURCES.filter((source) => local.local(source).wanted);
    local.stop();
  };
  const look = () => {
    if (connectionOf(call.getSnapshot()) === 'reconnecting') {
      if (resting === null) timer ??= setTimeout(rest, PLACE_KEPT_MS);
      return;
    }
    clear();
    const wereOn = resting ?? [];
    resting = null;
    // Who has left has no use for them.
    if (call.getSnapshot().place !== 'left') for (const source of wereOn) local.switchOn(source);
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
