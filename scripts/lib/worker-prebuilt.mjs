import fs from 'node:fs';
import path from 'node:path';
import { run } from './base/run.mjs';

/** A machine that can download it needs a few seconds; a network that swallows packets must not hold set-up up. */
const LIMIT_MS = 60_000;

/**
 * mediasoup's official binary for this platform, by mediasoup's own script, which also checks that it starts.
 * @param {string} root
 * @param {string} node
 * @param {string} folder an empty folder to work in
 * @returns {Promise<string | null>} null: it cannot be had here
 */
export async function fetchPrebuiltWorker(root, node, folder) {
  if (process.env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) return null;
  // The script works in the current folder, so that node_modules stays as it was installed.
  fs.mkdirSync(path.join(folder, 'worker'));
  const script = path.join(root, 'node_modules', 'mediasoup', 'npm-scripts.mjs');
  const result = await run(node, [script, 'postinstall'], {
    cwd: folder,
    // Without Python, mediasoup's script ends where it would go on to build with downloaded tools and sources.
    env: { ...process.env, PYTHON: 'false', MEDIASOUP_WORKER_BIN: '' },
    timeoutMs: LIMIT_MS,
  });
  const binary = path.join(folder, 'worker', 'out', 'Release', 'mediasoup-worker');
  return result.ok && fs.existsSync(binary) ? binary : null;
}
