import { setTimeout as pause } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { PATIENCE_MS } from './patience.ts';

// Test files share a process: what one of them still closes, or reads out of a flood that it has sent, would set timers
// within the next one's clock.

const stillOpen = () =>
  process.getActiveResourcesInfo().filter((resource) => /^(TCP|Process|SimpleShutdown|Immediate)/.test(resource))
    .length;

const before = stillOpen();

afterAll(async () => {
  for (let waitedMs = 0; stillOpen() > before; waitedMs += 5) {
    if (waitedMs >= PATIENCE_MS) throw new Error('What this file has opened or started never ends');
    await pause(5);
  }
});
