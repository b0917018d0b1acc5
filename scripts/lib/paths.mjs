import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's folder. */
export const ROOT = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Outside the clone, so that a second clone on the machine finds the media worker ready. */
export function cacheFolder(env = process.env) {
  // The XDG specification: a relative path there is invalid and to be ignored.
  const base = path.isAbsolute(env.XDG_CACHE_HOME ?? '') ? env.XDG_CACHE_HOME : path.join(os.homedir(), '.cache');
  return path.join(/** @type {string} */ (base), 'tafelrunde');
}
