import { setTimeout as delay } from 'node:timers/promises';
import type { LoadClient } from '../load/load-client.ts';
import type { Received } from '../load/load-meeting.ts';
import { cpuNs, processTree } from '../processes/process-tree.ts';

/** What came to one person within a window. */
export interface Arrived {
  readonly packets: number;
  readonly bytes: number;
  readonly lost: number;
  readonly forged: number;
  readonly decrypted: number;
  readonly probes: number;
  /** At the window's end. */
  readonly layers: readonly (number | null)[];
}

export interface LoadWindow {
  readonly seconds: number;
  readonly people: readonly Arrived[];
  readonly total: Omit<Arrived, 'layers'>;
  /** CPU of the Node process and of its media workers. */
  readonly nodeNs: number;
  readonly workerNs: number;
  /** Longest pause of the load client, which must not be the bottleneck. */
  readonly clientPauseMs: number;
}

/** Looks at clients and server, waits, and looks again. */
export async function measureWindow(load: LoadClient, serverPid: number, windowMs: number): Promise<LoadWindow> {
  const [node, ...workers] = processTree(serverPid);
  const cpu = () => ({
    node: node === undefined ? 0 : cpuNs(node),
    workers: workers.reduce((sum, pid) => sum + cpuNs(pid), 0),
  });
  const before = await load.call('look');
  const cpuBefore = cpu();
  const begunMs = performance.now();
  await delay(windowMs);
  const after = await load.call('look');
  const cpuAfter = cpu();
  const seconds = (performance.now() - begunMs) / 1000;
  if (cpuAfter.workers === cpuBefore.workers) throw new Error('no CPU time was seen: does /proc have schedstat?');
  const people = after.people.map((person, index) => difference(person, before.people[index]));
  return {
    seconds,
    people,
    total: totalOf(people),
    nodeNs: cpuAfter.node - cpuBefore.node,
    workerNs: cpuAfter.workers - cpuBefore.workers,
    clientPauseMs: after.longestPauseMs,
  };
}

const COUNTS = ['packets', 'bytes', 'lost', 'forged', 'decrypted', 'probes'] as const;
type Counts = Record<(typeof COUNTS)[number], number>;

function difference(after: Received, before: Received | undefined): Arrived {
  const counts = Object.fromEntries(COUNTS.map((key) => [key, after[key] - (before?.[key] ?? 0)])) as Counts;
  return { ...counts, layers: after.layers };
}

function totalOf(people: readonly Arrived[]): Counts {
  const sum = (key: keyof Counts) => people.reduce((total, person) => total + person[key], 0);
  return Object.fromEntries(COUNTS.map((key) => [key, sum(key)])) as Counts;
}
