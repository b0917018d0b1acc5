import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Whether this process may mount a file system; in most containers it may not. */
export const MAY_MOUNT = (() => {
  const dir = mkdtempSync(join(tmpdir(), 'tafelrunde-mount-'));
  const isMounted = mount(dir);
  if (isMounted) spawnSync('umount', [dir]);
  rmSync(dir, { recursive: true });
  return isMounted;
})();

/** A disk of two megabytes in memory, to be filled up; gone with the test. */
export function smallDisk() {
  const dir = mkdtempSync(join(tmpdir(), 'tafelrunde-disk-'));
  if (!mount(dir)) throw new Error('this process may not mount a disk');
  onTestFinished(() => {
    // Lazily, should something of the test still hold a file.
    spawnSync('umount', ['--lazy', dir]);
    rmSync(dir, { recursive: true });
  });
  const ballast = join(dir, 'ballast');
  return {
    dataDir: join(dir, 'data'),
    /** To the last byte. */
    fill() {
      for (const size of [65_536, 4_096, 1]) while (append(ballast, size));
    },
    makeRoom: () => rmSync(ballast),
  };
}

function mount(dir: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dir]).status === 0;
}

function append(file: string, size: number): boolean {
  try {
    appendFileSync(file, Buffer.alloc(size, 1));
    return true;
  } catch {
    return false;
  }
}
