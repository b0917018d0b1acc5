import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { atExit } from './base/cleanup.mjs';
import { hashTree, readStamp } from './base/fingerprint.mjs';
import { withLock } from './base/lock.mjs';
import { run } from './base/run.mjs';
import { Stop, say, seconds } from './base/say.mjs';
import { removeFolder, swapIn } from './base/swap.mjs';
import { requireCache, requireClone } from './base/writable.mjs';

const INPUTS = ['web', 'src/protocol', 'package-lock.json', 'tsconfig.json', 'LICENSE'];
const OUTPUT = 'web/dist';
const STAMP = '.inputs';

/**
 * Builds the browser client into web/dist, unless it is built from exactly these inputs.
 * @param {string} root
 * @param {string} cache
 * @param {string} node
 */
export async function ensureWebClient(root, cache, node) {
  if (webClientIsCurrent(root)) return;
  requireClone(path.join(root, 'web'), 'the web client is built');
  requireCache(cache);
  const lock = path.join(cache, 'locks', `web-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  await withLock(
    lock,
    { onWait: (pid) => say(`Waiting for process ${pid}, which builds the web client.`) },
    async () => {
      if (!webClientIsCurrent(root)) await build(root, node);
    },
  );
}

/** @param {string} root */
export function webClientIsCurrent(root) {
  const output = path.join(root, OUTPUT);
  return fs.existsSync(path.join(output, 'index.html')) && readStamp(path.join(output, STAMP)) === inputsHash(root);
}

/** @param {string} root */
export function inputsHash(root) {
  return hashTree(root, INPUTS, { skip: [OUTPUT, 'web/node_modules'] });
}

/**
 * @param {string} root
 * @param {string} node
 */
async function build(root, node) {
  say('Building the web client.');
  const begun = Date.now();
  const inputs = inputsHash(root);
  // Inside node_modules: git does not see it, and it is on the same file system, as renaming needs.
  const staging = path.join(root, 'node_modules', '.tafelrunde-web');
  removeFolder(staging);
  const forget = atExit(() => removeFolder(staging));
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  try {
    const result = await run(node, [vite, 'build', 'web', '--outDir', staging, '--emptyOutDir'], { cwd: root });
    if (!result.ok) {
      throw new Stop('The web client could not be built.', {
        command: `${path.relative(root, node)} node_modules/vite/bin/vite.js build web`,
        details: result.lines.filter((line) => line.trim()).slice(-15),
      });
    }
    fs.writeFileSync(path.join(staging, STAMP), `${inputs}\n`);
    swapIn(staging, path.join(root, OUTPUT));
  } finally {
    forget();
    removeFolder(staging);
  }
  say(`Web client built in ${seconds(Date.now() - begun)}.`);
}
