import { readdirSync, readFileSync } from 'node:fs';

// /proc, see proc(5). A process or thread that ends between two looks is passed over.

const TICK_NS = 10_000_000;

/** A process and its descendants now, itself first. */
export function processTree(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // Behind the name, which is in brackets and may hold anything: state and parent.
    const parent = Number(read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const descend = (each: number): number[] => [each, ...(children.get(each) ?? []).flatMap(descend)];
  return descend(pid);
}

/** CPU time that all threads of a process have had, in nanoseconds. */
export function cpuNs(pid: number): number {
  const threads = list(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]), 0);
}

/** CPU time that all processes together have had, in nanoseconds; counted in ticks of 10 ms. */
export function machineCpuNs(): number {
  // user, nice and system, then idle and iowait, then irq and softirq.
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
    /^cpu +(.*)$/m.exec(read('/proc/stat'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq) * TICK_NS;
}

/** Memory that belongs to this process alone, in bytes: what it would give back if it ended. */
export function privateBytes(pid: number): number {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const kib = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
  return (kib('Private_Clean') + kib('Private_Dirty')) * 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
