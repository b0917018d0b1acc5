import { setTimeout as delay } from 'node:timers/promises';
import type { LoadClient } from '../load/load-client.ts';
import type { Received } from '../load/load-meeting.ts';
import { cpuNs, machineCpuNs, processTree } from '../processes/process-tree.ts';

export interface LoadWindow {
  readonly seconds: number;
  /** What came to each person within the window. */
  readonly people: readonly Received[];
  readonly total: Received;
  /** CPU of the server's first process, which is Node of those who have media workers, and of these. */
  readonly nodeNs: number;
  readonly workerNs: number;
  /** Cores that were busy with something else than server, load and this process. */
  readonly otherCores: number;
  /** Longest pause of the load client, which must not be the bottleneck. */
  readonly clientPauseMs: number;
}

/** Looks at clients and server, waits, and looks again. */
export async function measureWindow(load: LoadClient, serverPid: number, windowMs: number): Promise<LoadWindow> {
  const workers = processTree(serverPid).slice(1);
  const cpu = () => ({
    node: cpuNs(serverPid),
    workers: workers.reduce((sum, pid) => sum + cpuNs(pid), 0),
    clients: cpuNs(load.pid) + cpuNs(process.pid),
    machine: machineCpuNs(),
  });
  const before = await load.call('look');
  const cpuBefore = cpu();
  const begunMs = performance.now();
  await delay(windowMs);
  const after = await load.call('look');
  const cpuAfter = cpu();
  const seconds = (performance.now() - begunMs) / 1000;
  const spent = (who: keyof typeof cpuBefore) => cpuAfter[who] - cpuBefore[who];
  if (spent('node') + spent('workers') === 0) throw new Error('no CPU time was seen: does /proc have schedstat?');
  const others = spent('machine') - spent('node') - spent('workers') - spent('clients');
  const people = after.people.map((person, index) => difference(person, before.people[index]));
  return {
    seconds,
    people,
    total: sumOf(people),
    nodeNs: spent('node'),
    workerNs: spent('workers'),
    otherCores: others / 1e9 / seconds,
    clientPauseMs: after.longestPauseMs,
  };
}

const COUNTS = [
  'packets',
  'bytes',
  'lost',
  'sounds',
  'soundsLost',
  'decrypted',
  'forged',
  'probes',
] as const satisfies (keyof Received)[];

function combine(counts: (key: keyof Received) => number): Received {
  return Object.fromEntries(COUNTS.map((key) => [key, counts(key)])) as Record<keyof Received, number>;
}

function difference(after: Received, before: Received | undefined): Received {
  return combine((key) => after[key] - (before?.[key] ?? 0));
}

function sumOf(people: readonly Received[]): Received {
  return combine((key) => people.reduce((total, person) => total + person[key], 0));
}
