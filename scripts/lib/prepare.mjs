import path from 'node:path';
import { releasingOnSignals } from './base/cleanup.mjs';
import { ensureAllocator } from './debian/allocator.mjs';
import { ensureBrowser } from './debian/browser.mjs';
import { ensureImageTools } from './debian/image-tools.mjs';
import { ensureJanus } from './debian/janus.mjs';
import { ensureMonitoring } from './debian/monitoring.mjs';
import { nodeBinary } from './npm/node.mjs';
import { ensurePackages } from './npm/packages.mjs';
import { cacheFolder, ROOT } from './paths.mjs';
import { ensureWebClient } from './web.mjs';
import { ensureWorker } from './worker.mjs';

/** @typedef {'worker' | 'web' | 'browser' | 'monitoring' | 'image' | 'janus'} Part */

/**
 * Makes sure that the packages and the named parts are there. Quick when they are.
 * @param {Part[]} parts
 * @param {{rebuildWorker?: boolean}} [options]
 * @returns {Promise<{root: string, node: string, env: NodeJS.ProcessEnv}>} what the program is then run with
 */
export function prepare(parts, { rebuildWorker = false } = {}) {
  return releasingOnSignals(async () => {
    const cache = cacheFolder();
    await ensurePackages(ROOT, cache);
    const node = nodeBinary(ROOT);
    // Half of what starting a Node takes is compiling, and a test run starts many.
    const env = { NODE_COMPILE_CACHE: path.join(cache, 'compiled'), ...process.env };
    if (parts.includes('worker')) {
      env.MEDIASOUP_WORKER_BIN = await ensureWorker(ROOT, cache, { rebuild: rebuildWorker });
      await ensureAllocator();
    }
    if (parts.includes('web')) await ensureWebClient(ROOT, cache, node);
    if (parts.includes('monitoring')) await ensureMonitoring();
    if (parts.includes('image')) await ensureImageTools();
    if (parts.includes('janus')) await ensureJanus();
    if (parts.includes('browser')) Object.assign(env, await ensureBrowser());
    return { root: ROOT, node, env };
  });
}
