import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../config.ts';
import { about, codeOf, type Finding } from './finding.ts';

const { ok, wrong } = about('disk');

const MEGABYTE = 1024 * 1024;
/** The database of a large association has a few megabytes; the rest is for logs, updates and a second database. */
const MIN_FREE_BYTES = 200 * MEGABYTE;
const FULL_BYTES = MEGABYTE;

/** Room where the database lies, in bytes and in names for files. */
export async function examineDisk({ dataDir }: Config): Promise<Finding> {
  try {
    const { bavail, bsize, files, ffree } = await statfs(nearest(dataDir));
    const free = bavail * bsize;
    const todo = `Make room: 'du -xh ${dataDir}' and 'df -h ${dataDir}' show what takes it.`;
    if (free < FULL_BYTES) return wrong(`The disk of ${dataDir} is full: nothing can be kept.`, todo);
    if (free < MIN_FREE_BYTES) {
      return wrong(`The disk of ${dataDir} is nearly full: ${Math.floor(free / MEGABYTE)} MB are free.`, todo);
    }
    if (files > 0 && ffree === 0) return wrong(`The disk of ${dataDir} can hold no more files (inodes).`, todo);
    return ok(`${Math.floor(free / MEGABYTE)} MB are free for ${dataDir}.`);
  } catch (error) {
    return wrong(`The disk of ${dataDir} cannot be looked at (${codeOf(error)}).`, 'See DATA_DIR.');
  }
}

/** A first start makes the folder. */
function nearest(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearest(parent);
}
