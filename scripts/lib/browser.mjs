import fs from 'node:fs';
import path from 'node:path';
import { ensureDebianPackages } from './apt.mjs';

/**
 * What the browser tests need beyond the packages: a Chromium, and ffmpeg for the pictures and sounds it is fed.
 * @returns {Promise<string>} Chromium's path
 */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_BIN;
  const missing = [...(given || onPath('chromium') ? [] : ['chromium']), ...(onPath('ffmpeg') ? [] : ['ffmpeg'])];
  if (missing.length > 0) await ensureDebianPackages(missing, 'test in a real browser');
  return given || onPath('chromium') || '/usr/bin/chromium';
}

/**
 * @param {string} program
 * @returns {string} its path, or nothing
 */
function onPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file)) ?? '';
}
