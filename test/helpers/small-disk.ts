import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fillDisk, makeRoom, mountDisk, unmountDisk } from './disk.ts';

const MEGABYTES = 2;

/** Whether this process may mount a file system; in most containers it may not. */
export const MAY_MOUNT = (() => {
  const dir = mkdtempSync(join(tmpdir(), 'tafelrunde-mount-'));
  const isMounted = mountDisk(dir, MEGABYTES);
  if (isMounted) unmountDisk(dir);
  rmSync(dir, { recursive: true });
  return isMounted;
})();

/** A disk of two megabytes in memory, to be filled up; gone with the test. */
export function smallDisk() {
  const dir = mkdtempSync(join(tmpdir(), 'tafelrunde-disk-'));
  if (!mountDisk(dir, MEGABYTES)) throw new Error('this process may not mount a disk');
  onTestFinished(() => {
    unmountDisk(dir);
    rmSync(dir, { recursive: true });
  });
  return {
    dataDir: join(dir, 'data'),
    /** To the last byte. */
    fill: () => fillDisk(dir),
    makeRoom: () => makeRoom(dir),
  };
}
