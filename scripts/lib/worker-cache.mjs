import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { atExit } from './base/cleanup.mjs';
import { hashFile } from './base/fingerprint.mjs';
import { removeFolder, swapIn } from './base/swap.mjs';

/**
 * One entry of the cache: a folder `<key>` with the binary and its manifest.
 * @typedef {object} Manifest
 * @property {string} mediasoup its version
 * @property {string} platform such as linux-x64
 * @property {'prebuilt' | 'built'} origin
 * @property {string} [recipe] hash of scripts/worker, of what was built
 * @property {Record<string, string>} [libraries] what it was built against, by name
 * @property {string} [srtp] which libsrtp is in it
 * @property {string} sha256 of the binary
 */

const BINARY = 'mediasoup-worker';
const MANIFEST = 'manifest.json';
const STAGING = '.staging-';

/** The worker's main() ends with this code when it was not started by mediasoup: the binary is whole and loads. */
const NOT_STARTED_BY_MEDIASOUP = 41;
const START_TIMEOUT_MS = 10_000;

/**
 * Whether the binary starts on this machine: right format, all its libraries there.
 * @param {string} binary
 */
export function starts(binary) {
  return (
    spawnSync(binary, [], { env: {}, stdio: 'ignore', timeout: START_TIMEOUT_MS }).status === NOT_STARTED_BY_MEDIASOUP
  );
}

/**
 * @param {string} folder of the cache
 * @param {(manifest: Manifest) => boolean} wanted
 * @returns {{binary: string, manifest: Manifest} | null} null: none that is wanted, whole, and starts here
 */
export function findWorker(folder, wanted) {
  for (const key of entriesOf(folder)) {
    const manifest = readManifest(path.join(folder, key));
    if (!manifest || !wanted(manifest)) continue;
    const binary = path.join(folder, key, BINARY);
    if (isWhole(binary, manifest) && starts(binary)) return { binary, manifest };
  }
  return null;
}

/**
 * Whether there is an entry of this key that cannot be used.
 * @param {string} folder
 * @param {string} key
 */
export function isDamaged(folder, key) {
  const entry = path.join(folder, key);
  if (!fs.existsSync(entry)) return false;
  const manifest = readManifest(entry);
  const binary = path.join(entry, BINARY);
  return !(manifest && isWhole(binary, manifest) && starts(binary));
}

/**
 * Puts a binary into the cache, whole or not at all.
 * @param {string} folder
 * @param {string} key
 * @param {string} binary
 * @param {Omit<Manifest, 'sha256'>} facts
 * @returns {string} the binary's path there
 */
export function storeWorker(folder, key, binary, facts) {
  return inStagingFolder(folder, (staging) => {
    const copy = path.join(staging, BINARY);
    fs.copyFileSync(binary, copy);
    fs.chmodSync(copy, 0o755);
    fs.chmodSync(staging, 0o755);
    const manifest = { ...facts, sha256: hashFile(copy) };
    fs.writeFileSync(path.join(staging, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    swapIn(staging, path.join(folder, key));
    return path.join(folder, key, BINARY);
  });
}

/**
 * A temporary folder beside the entries (renaming works only within one file system), gone when work is done or the
 * process ends.
 * @template T
 * @param {string} folder
 * @param {(staging: string) => T} work
 * @returns {T}
 */
export function inStagingFolder(folder, work) {
  fs.mkdirSync(folder, { recursive: true });
  const staging = path.join(folder, `${STAGING}${process.pid}-${randomBytes(4).toString('hex')}`);
  const remove = () => removeFolder(staging);
  fs.mkdirSync(staging);
  const forget = atExit(remove);
  const done = () => {
    forget();
    remove();
  };
  let result;
  try {
    result = work(staging);
  } catch (error) {
    done();
    throw error;
  }
  if (result instanceof Promise) return /** @type {T} */ (result.finally(done));
  done();
  return result;
}

/**
 * What a set-up left that was killed. Call it only with the cache's lock held.
 * @param {string} folder
 */
export function removeLeftovers(folder) {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(STAGING)) removeFolder(path.join(folder, name));
  }
}

/** @param {string} folder */
function entriesOf(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => !name.startsWith('.') && !name.includes('.lock'));
}

/**
 * @param {string} entry
 * @returns {Manifest | null}
 */
function readManifest(entry) {
  try {
    const manifest = JSON.parse(fs.readFileSync(path.join(entry, MANIFEST), 'utf8'));
    return typeof manifest?.sha256 === 'string' ? manifest : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} binary
 * @param {Manifest} manifest
 */
function isWhole(binary, manifest) {
  try {
    fs.accessSync(binary, fs.constants.R_OK | fs.constants.X_OK);
    return hashFile(binary) === manifest.sha256;
  } catch {
    return false;
  }
}
