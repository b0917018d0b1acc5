import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { hashTree } from './base/fingerprint.mjs';
import { withLock } from './base/lock.mjs';
import { Stop, say } from './base/say.mjs';
import { requireCache } from './base/writable.mjs';
import { nodeBinary } from './npm/node.mjs';
import { buildWorker } from './worker-build.mjs';
import { findWorker, inStagingFolder, isDamaged, removeLeftovers, starts, storeWorker } from './worker-cache.mjs';
import { fetchPrebuiltWorker } from './worker-prebuilt.mjs';

const RECIPE = path.join('scripts', 'worker');
const PLATFORM = `${process.platform}-${process.arch}`;

/** Linked dynamically; the names of their pkg-config files. */
const LIBRARIES = { openssl: 'openssl', uv: 'libuv', absl: 'absl_base' };
const MULTIARCH = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/**
 * The media worker's binary: the cached one, else mediasoup's official one, else one that is built here.
 * @param {string} root
 * @param {string} cache
 * @param {{rebuild?: boolean}} [options] rebuild: even when there is one
 * @returns {Promise<string>} its path
 */
export async function ensureWorker(root, cache, { rebuild = false } = {}) {
  const given = process.env.MEDIASOUP_WORKER_BIN;
  if (given) return checkGiven(given);
  const folder = path.join(cache, 'worker');
  const wanted = describeWanted(root);
  const found = rebuild ? null : findWorker(folder, (manifest) => fits(manifest, wanted));
  if (found) return found.binary;
  requireCache(cache);
  const onWait = (/** @type {number} */ pid) => say(`Waiting for process ${pid}, which sets the media worker up.`);
  return withLock(path.join(folder, 'setup.lock'), { onWait }, async () => {
    const meanwhile = rebuild ? null : findWorker(folder, (manifest) => fits(manifest, wanted));
    if (meanwhile) return meanwhile.binary;
    removeLeftovers(folder);
    return inStagingFolder(folder, (staging) => makeWorker(root, folder, staging, wanted));
  });
}

/**
 * @typedef {object} Wanted
 * @property {string} mediasoup
 * @property {string} recipe
 * @property {Record<string, string>} libraries those that are installed, by name
 */

/**
 * @param {string} root
 * @param {string} folder
 * @param {string} staging
 * @param {Wanted} wanted
 */
async function makeWorker(root, folder, staging, wanted) {
  const { mediasoup, recipe } = wanted;
  const prebuiltKey = `${mediasoup}-prebuilt-${PLATFORM}`;
  if (isDamaged(folder, prebuiltKey) || isDamaged(folder, builtKey(wanted))) {
    say('The media worker in the cache is damaged: replacing it.');
  }
  say(`Getting mediasoup ${mediasoup}'s media worker.`);
  const download = path.join(staging, 'download');
  fs.mkdirSync(download);
  const prebuilt = await fetchPrebuiltWorker(root, nodeBinary(root), download);
  if (prebuilt)
    return storeWorker(folder, prebuiltKey, prebuilt, { mediasoup, platform: PLATFORM, origin: 'prebuilt' });
  say('The official binary cannot be downloaded here.');
  const { binary, srtp } = await buildWorker({ root, recipe: path.join(root, RECIPE), folder: staging });
  if (!starts(binary)) throw new Stop('The media worker was built and does not start.', { command: binary });
  // Only now the libraries are sure to be installed.
  const built = { ...wanted, libraries: installedLibraries() };
  const facts = { mediasoup, platform: PLATFORM, recipe, libraries: built.libraries, srtp };
  return storeWorker(folder, builtKey(built), binary, { ...facts, origin: 'built' });
}

/** @param {Wanted} wanted */
function builtKey({ mediasoup, recipe, libraries }) {
  const inputs = createHash('sha256')
    .update(JSON.stringify([recipe, libraries]))
    .digest('hex')
    .slice(0, 12);
  return `${mediasoup}-built-${PLATFORM}-${inputs}`;
}

/**
 * @param {string} root
 * @returns {Wanted}
 */
function describeWanted(root) {
  const packageFile = path.join(root, 'node_modules', 'mediasoup', 'package.json');
  return {
    mediasoup: JSON.parse(fs.readFileSync(packageFile, 'utf8')).version,
    recipe: hashTree(root, [RECIPE]),
    libraries: installedLibraries(),
  };
}

/**
 * A library that is not installed for building may be there for running: starting the binary tells.
 * @param {import('./worker-cache.mjs').Manifest} manifest
 * @param {Wanted} wanted
 */
function fits(manifest, wanted) {
  if (manifest.mediasoup !== wanted.mediasoup || manifest.platform !== PLATFORM) return false;
  if (manifest.origin === 'prebuilt') return true;
  if (manifest.recipe !== wanted.recipe) return false;
  return Object.entries(wanted.libraries).every(([name, version]) => manifest.libraries?.[name] === version);
}

/**
 * By major and minor version: a security update by apt replaces the shared library under the worker, which needs no
 * new build, and must not cost one at the next start.
 * @returns {Record<string, string>}
 */
function installedLibraries() {
  const multiarch = MULTIARCH[/** @type {keyof typeof MULTIARCH} */ (process.arch)] ?? '';
  const folders = [`/usr/lib/${multiarch}/pkgconfig`, '/usr/lib/pkgconfig', '/usr/share/pkgconfig'];
  /** @type {Record<string, string>} */
  const versions = {};
  for (const [name, file] of Object.entries(LIBRARIES)) {
    const found = folders
      .map((folder) => path.join(folder, `${file}.pc`))
      .find((candidate) => fs.existsSync(candidate));
    const version = found && /^Version:\s*(\d+(\.\d+)?)/m.exec(fs.readFileSync(found, 'utf8'))?.[1];
    if (version) versions[name] = version;
  }
  return versions;
}

/** @param {string} binary */
function checkGiven(binary) {
  if (starts(binary)) return binary;
  throw new Stop(`MEDIASOUP_WORKER_BIN names ${binary}, which is no media worker that starts on this machine.`, {
    command: 'unset MEDIASOUP_WORKER_BIN',
  });
}
