import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Starts a program in a network namespace; it and what it starts end with the test. */
export function startIn(
  namespace: string,
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): void {
  const child = spawn('ip', ['netns', 'exec', namespace, ...command], {
    env: { PATH: process.env.PATH, ...env },
    stdio: 'ignore',
    // A group of its own, since haproxy has a process beside the first.
    detached: true,
  });
  child.on('error', () => {});
  onTestFinished(async () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, 'SIGKILL');
    await once(child, 'exit');
  });
}
