import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { expect, PATIENCE_MS } from './expect.ts';

interface Program {
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it listens when it is ready, as `address:port`. */
  readonly listens: readonly string[];
}

/** Starts a program in a network namespace and waits until it listens; it and what it starts end with the test. */
export async function startIn(namespace: string, { command, env = {}, listens }: Program): Promise<void> {
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
  const listening = () => execFileSync('ip', ['netns', 'exec', namespace, 'ss', '-Hlntu']).toString();
  for (const where of listens) {
    await expect.poll(listening, { timeout: PATIENCE_MS, message: command.join(' ') }).toContain(` ${where} `);
  }
}
