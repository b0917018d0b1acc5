import fs from 'node:fs';
import path from 'node:path';
import { Stop } from '../base/say.mjs';

/** The first release that runs the server's TypeScript as it stands, without a flag or a build. */
const NODE_MAJOR = 24;

/**
 * The Node that runs the server and its tools: the one the packages bring along, else the machine's own.
 * @param {string} root
 */
export function nodeBinary(root, running = { version: process.versions.node, path: process.execPath }) {
  const packaged = path.join(root, 'node_modules', '.bin', 'node');
  if (fs.existsSync(packaged)) return packaged;
  if (Number(running.version.split('.')[0]) >= NODE_MAJOR) return running.path;
  throw new Stop(
    `Node ${NODE_MAJOR} is needed and this is Node ${running.version}; the packages bring Node ${NODE_MAJOR} along for ` +
      `Linux on x64 and arm64 only, so on this machine it must be installed first.`,
    { command: `install Node ${NODE_MAJOR} or later, then repeat the command` },
  );
}
