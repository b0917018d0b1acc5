import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { expect, OFTEN } from '../expect.ts';

const MAX_SAID = 1024 * 1024;

/** It has started and listens. */
export interface RunningProgram {
  /** Of haproxy the first process, under which the others are. */
  readonly pid: number;
  /** All that it has said until now. */
  readonly said: string;
  signal(signal: NodeJS.Signals): void;
  /** As a container is stopped; resolves when it is gone. */
  stop(): Promise<void>;
}

interface Program {
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it listens when it is ready, as `address:port`. */
  readonly listens?: readonly string[];
}

/** Starts a program in a network namespace and waits until it listens; it and what it starts end with the test. */
export async function startIn(namespace: string, program: Program): Promise<RunningProgram> {
  return start(['ip', 'netns', 'exec', namespace], program);
}

/** The same in this machine's own network. */
export async function startHere(program: Program): Promise<RunningProgram> {
  return start([], program);
}

async function start(inside: readonly string[], { command, env = {}, listens = [] }: Program): Promise<RunningProgram> {
  const [file = '', ...args] = [...inside, ...command];
  const child = spawn(file, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, since haproxy has a process beside the first.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      said = (said + part).slice(-MAX_SAID);
    });
  }
  child.on('error', () => {});
  const end = async (how: (pid: number) => void) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    how(child.pid);
    await once(child, 'exit');
  };
  onTestFinished(() => end((pid) => process.kill(-pid, 'SIGKILL')));
  const [look = '', ...looking] = [...inside, 'ss', '-Hlntu'];
  const listening = () => {
    if (child.exitCode !== null) throw new Error(`${command.join(' ')} has ended: ${said}`);
    return execFileSync(look, looking).toString();
  };
  for (const where of listens) {
    await expect.poll(listening, { ...OFTEN, message: command.join(' ') }).toContain(` ${where} `);
  }
  return {
    pid: child.pid ?? 0,
    get said() {
      return said;
    },
    signal: (signal) => void child.kill(signal),
    stop: () => end(() => child.kill('SIGTERM')),
  };
}
