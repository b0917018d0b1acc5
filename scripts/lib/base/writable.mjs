import fs from 'node:fs';
import { Stop } from './say.mjs';

/**
 * Makes sure that a folder is there and can be written, with a sentence instead of an error code when it cannot.
 * @param {string} folder
 * @param {{holds: string, command: string}} about holds: what is kept in it
 */
export function requireWritable(folder, { holds, command }) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch {
    throw new Stop(`${folder} cannot be written by this user, and ${holds} there.`, { command });
  }
}

/** @param {string} cache */
export function requireCache(cache) {
  requireWritable(cache, {
    holds: 'the media worker is kept',
    command: 'XDG_CACHE_HOME=/a/folder/that/can npm start',
  });
}

/** @param {string} root @param {string} holds */
export function requireClone(root, holds) {
  requireWritable(root, { holds, command: `sudo chown -R "$(id -un)" ${root}` });
}
