import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** Where and on what it was measured, so that two results can be compared. */
export function describeMachine() {
  const cores = cpus();
  return {
    commit: git('rev-parse', '--short', 'HEAD'),
    changed: git('status', '--porcelain', '--', 'src', 'web', 'test/bench', 'test/helpers') !== '',
    node: process.version,
    workerBin: process.env.MEDIASOUP_WORKER_BIN ?? null,
    processor: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    memoryGb: Math.round(totalmem() / 1e9),
    kernel: release(),
  };
}

/** Processes that ran or wanted to, averaged over a minute: before a run it should be near 0. */
export function machineLoad(): number {
  return loadavg()[0] ?? 0;
}

function git(...args: readonly string[]): string | null {
  try {
    return execFileSync('git', [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
