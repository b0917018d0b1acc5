import fs from 'node:fs';
import path from 'node:path';
import { ensureDebianPackages } from './apt.mjs';

/**
 * Installs Debian's packages of the programs that are missing.
 * @param {Record<string, string>} packages by program, as onPath finds it
 * @param {string} purpose what they are for, in a sentence: `... to <purpose>.`
 */
export async function ensurePrograms(packages, purpose) {
  const missing = Object.entries(packages).flatMap(([program, name]) => (onPath(program) ? [] : [name]));
  if (missing.length > 0) await ensureDebianPackages(missing, purpose);
}

/**
 * @param {string} program by its name; or a file by its whole path, which is looked for there alone
 * @returns {string} its path, or nothing
 */
export function onPath(program) {
  // Where programs for root are found, which are not on everybody's path.
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.resolve(folder, program)).find((file) => fs.existsSync(file)) ?? '';
}
