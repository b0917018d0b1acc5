import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

// Network namespaces that a test makes for itself and takes away again. It takes root and iproute2.

/** Before the id of the process that made it. */
const PREFIX = 'tafel';
const NAMESPACES_DIR = '/run/netns';

/** A name for a namespace or an end of a cable (15 characters at most) that is this process's own. */
export function ownName(suffix: string): string {
  return `${PREFIX}${process.pid}${suffix}`;
}

/** Among the tests that run at the same time; other runs on this machine seldom have the same. */
const OWN = ((process.pid % 16) << 1) | (Number(process.env.VITEST_POOL_ID ?? 0) & 1);

/** A network of 4,096 addresses of those for tests (RFC 2544): it meets no real one, and no other test's. */
export function ownAddress(network: number, end: number): string {
  const first = (OWN << 12) + (network << 4) + end;
  return `198.${18 + (first >> 16)}.${(first >> 8) & 255}.${first & 255}`;
}

/** A killed test leaves its networks behind, and two that claim the same addresses reach nobody. */
export function removeNamespacesOfTheDead(): void {
  if (!existsSync(NAMESPACES_DIR)) return;
  for (const name of readdirSync(NAMESPACES_DIR)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)`).exec(name)?.[1] ?? process.pid);
    if (!isAlive(pid)) quietly('ip', 'netns', 'del', name);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}

/** What is not there need not be taken away. */
export function quietly(command: string, ...args: readonly string[]): void {
  try {
    run(command, ...args);
  } catch {
    // It is not there.
  }
}
