import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** @param {string} file */
export function hashFile(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

/**
 * One hash over the names and contents of files and folders. What is absent counts as absent, without an error.
 * @param {string} root
 * @param {string[]} entries relative to root
 * @param {{skip?: string[]}} [options] skip: relative paths of folders to leave out
 */
export function hashTree(root, entries, { skip = [] } = {}) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ relative) => {
    if (skip.includes(relative)) return;
    const full = path.join(root, relative);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of fs.readdirSync(full).sort()) visit(path.posix.join(relative, name));
    } else if (stat) {
      const content = fs.readFileSync(full);
      hash.update(`${relative}\0${content.length}\0`).update(content);
    }
  };
  for (const entry of [...entries].sort()) visit(entry);
  return hash.digest('hex');
}

/**
 * The first line of a stamp file, or nothing.
 * @param {string} file
 */
export function readStamp(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
