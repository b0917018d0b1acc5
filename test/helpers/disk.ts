import { spawnSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of so many megabytes in memory at this folder. False: this process may not mount one; in most containers. */
export function mountDisk(dir: string, megabytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir]).status === 0;
}

/** Lazily, should something still hold a file of it. */
export function unmountDisk(dir: string): void {
  spawnSync('umount', ['--lazy', dir]);
}

/** To the last byte of the disk that this folder is on. */
export function fillDisk(dir: string): void {
  for (const size of [65_536, 4_096, 1]) while (append(ballastIn(dir), size));
}

export function makeRoom(dir: string): void {
  rmSync(ballastIn(dir));
}

function ballastIn(dir: string): string {
  return join(dir, 'ballast');
}

function append(file: string, size: number): boolean {
  try {
    appendFileSync(file, Buffer.alloc(size, 1));
    return true;
  } catch {
    return false;
  }
}
