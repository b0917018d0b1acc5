import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import * as mediasoup from 'mediasoup';
import type { Worker } from 'mediasoup/types';
import { answered } from '../answers.ts';
import { withAllocator } from './allocator.ts';

/** As mediasoup's own. */
export type CreateWorker = typeof mediasoup.createWorker;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** It takes some 50 ms, or seconds from a cold disk on a machine that has other work. */
const START_WITHIN_MS = 10_000;
/** A worker that was asked to end does so within milliseconds, unless it hangs. */
const END_WITHIN_MS = 1_000;

/**
 * Starts a worker's process. One that does not come up in time, or is given up meanwhile, is killed.
 * mediasoup ends a worker as soon as this process gets SIGTERM or SIGINT. Here meetings are drained first, so its
 * listeners go again; a worker ends by itself when this process does.
 */
export async function startWorkerProcess(
  workerBin: string | undefined,
  givenUp: AbortSignal,
  createWorker: CreateWorker = mediasoup.createWorker,
): Promise<Worker> {
  const before = SIGNALS.map((signal) => new Set(process.listeners(signal)));
  const { result: created, child } = withChild(() =>
    withAllocator(() => createWorker({ logLevel: 'error', ...(workerBin === undefined ? {} : { workerBin }) })),
  );
  SIGNALS.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (!before[index]?.has(listener)) process.removeListener(signal, listener);
    }
  });
  const kill = () => void child?.kill('SIGKILL');
  givenUp.addEventListener('abort', kill);
  try {
    return await answered(created, { withinMs: START_WITHIN_MS, late: (worker) => worker.close() });
  } catch (error) {
    kill();
    throw error;
  } finally {
    givenUp.removeEventListener('abort', kill);
  }
}

/** Ends a worker that hangs; nothing else reaches a stopped process. */
export function killWorker(worker: Worker): void {
  // Its number may be another process's by now.
  if (worker.subprocessClosed) return;
  try {
    process.kill(worker.pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}

/** Asks a worker to end, and kills it when it does not. Resolves when its process is gone, or cannot be helped. */
export function endWorker(worker: Worker): Promise<void> {
  if (worker.subprocessClosed) return Promise.resolve();
  return new Promise((resolve) => {
    const impatience = setTimeout(() => killWorker(worker), END_WITHIN_MS);
    const despair = setTimeout(resolve, 2 * END_WITHIN_MS);
    worker.once('subprocessclose', () => {
      clearTimeout(impatience);
      clearTimeout(despair);
      resolve();
    });
    worker.close();
  });
}

/** mediasoup tells of a process only once it is up. Node tells in the moment in which it is made. */
function withChild<T>(spawn: () => T): { result: T; child: ChildProcess | null } {
  const children: ChildProcess[] = [];
  const made = (message: unknown) => children.push((message as { process: ChildProcess }).process);
  subscribe('child_process', made);
  try {
    return { result: spawn(), child: children[0] ?? null };
  } finally {
    unsubscribe('child_process', made);
  }
}
