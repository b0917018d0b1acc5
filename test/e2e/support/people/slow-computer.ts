import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { processTree } from '../../../bench/processes/process-tree.ts';
import { tempDir } from '../../../helpers/temp-dir.ts';
import { CHROMIUM_SHELL } from './browser.ts';

/** A computer that can be made slow. */
export interface SlowComputer {
  /** Starts a Chromium on it. */
  readonly chromium: string;
  /** So much of the time its browser stands still; null: none. */
  hold(part: number | null): void;
}

/** Longer than a timer is late, shorter than a frame is shown. */
const PERIOD_MS = 20;
/** Processes come and go. */
const PERIODS_PER_LOOK = 50;

/** Fast until it is told otherwise, and when the test is over. */
export function slowComputer(): SlowComputer {
  const folder = tempDir();
  const [chromium, pidFile] = [join(folder, 'chromium'), join(folder, 'pid')];
  writeFileSync(chromium, `#!/bin/sh\necho $$ > ${pidFile}\nexec ${CHROMIUM_SHELL} "$@"\n`);
  chmodSync(chromium, 0o755);
  let timer: NodeJS.Timeout | undefined;
  let pids: readonly number[] = [];
  const send = (signal: 'SIGSTOP' | 'SIGCONT') => {
    for (const pid of pids) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended.
      }
    }
  };
  const hold = (part: number | null) => {
    clearInterval(timer);
    send('SIGCONT');
    if (part === null) return;
    let periods = 0;
    timer = setInterval(() => {
      if (periods % PERIODS_PER_LOOK === 0) pids = processTree(Number(readFileSync(pidFile, 'utf8')));
      periods += 1;
      send('SIGSTOP');
      setTimeout(() => send('SIGCONT'), part * PERIOD_MS);
    }, PERIOD_MS);
  };
  onTestFinished(() => hold(null));
  return { chromium, hold };
}
