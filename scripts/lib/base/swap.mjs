import fs from 'node:fs';

/** A compiler that is being killed may still write for a moment. */
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

/** @param {string} folder */
export function removeFolder(folder) {
  fs.rmSync(folder, REMOVE);
}

/**
 * Puts a finished folder in the place of another one, which may exist: at every moment one of the two is there whole,
 * or none.
 * @param {string} finished
 * @param {string} place
 */
export function swapIn(finished, place) {
  const old = `${finished}.old`;
  removeFolder(old);
  try {
    fs.renameSync(place, old);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  fs.renameSync(finished, place);
  removeFolder(old);
}
