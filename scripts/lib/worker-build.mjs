import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseNinja, progress } from './base/progress.mjs';
import { run } from './base/run.mjs';
import { Stop, say, seconds } from './base/say.mjs';
import { ensureDebianPackages } from './debian/apt.mjs';
import { fetchDebianSource } from './debian/debian-source.mjs';

const PURPOSE = 'build the media worker';
const PACKAGES = [
  'cmake',
  'ninja-build',
  'g++',
  'pkg-config',
  'libabsl-dev',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
  'libuv1-dev',
  'libssl-dev',
  // Unpacks libsrtp's source package.
  'dpkg-dev',
];
const SRTP_FALLBACK = 'libsrtp2-dev';

/** Measured: 200 s of CPU on a 2-core server, which spreads over all cores; a half more for what else runs there. */
const CPU_SECONDS = 300;
/** The largest unit takes about 0.7 GiB to compile. */
const MEMORY_PER_JOB = 800 * 1024 ** 2;
const DISK_NEEDED = 400 * 1024 ** 2;

/**
 * Builds mediasoup's worker from the source in its npm package and from Debian's packages. What comes in goes to the
 * working folder, never into node_modules.
 * @param {{root: string, recipe: string, folder: string}} options recipe: scripts/worker; folder: empty, to work in
 * @returns {Promise<{binary: string, srtp: string}>}
 */
export async function buildWorker({ root, recipe, folder }) {
  requireDisk(folder);
  await ensureDebianPackages(PACKAGES, PURPOSE);
  const begun = Date.now();
  const jobs = Math.max(1, Math.min(os.cpus().length, Math.floor(os.totalmem() / MEMORY_PER_JOB)));
  say(`Building the media worker from source, once on this machine: about ${estimate(jobs)} on ${jobs} cores.`);
  const srtp = await srtpSource(path.join(folder, 'libsrtp'));
  const worker = path.join(folder, 'worker');
  copyWorkerSource(path.join(root, 'node_modules', 'mediasoup', 'worker'), worker, recipe);
  const build = path.join(folder, 'build');
  const definitions = [`-DWORKER=${worker}`, `-DSRTP_SOURCE=${srtp?.source ?? ''}`];
  await step('cmake', ['-G', 'Ninja', '-S', recipe, '-B', build, ...definitions]);
  const bar = progress('Building the media worker:');
  await step('ninja', ['-C', build, `-j${jobs}`, 'mediasoup-worker'], (line) => {
    const at = parseNinja(line);
    if (at) bar.update(at.done, at.total);
  });
  bar.end();
  say(`Media worker built in ${seconds(Date.now() - begun)}.`);
  return {
    binary: path.join(build, 'mediasoup-worker'),
    srtp: srtp ? `libsrtp2 ${srtp.version} on OpenSSL` : "Debian's libsrtp2",
  };
}

/**
 * @param {string} folder
 * @returns {Promise<{source: string, version: string} | null>} null: Debian's own build of libsrtp2 is linked
 */
async function srtpSource(folder) {
  const srtp = await fetchDebianSource('libsrtp2', folder);
  if (srtp) return srtp;
  say("libsrtp's source package cannot be had: taking Debian's build of it, which uses more CPU per packet.");
  await ensureDebianPackages([SRTP_FALLBACK], PURPOSE);
  return null;
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string} recipe
 */
export function copyWorkerSource(from, to, recipe) {
  for (const part of ['src', 'include', 'fbs', path.join('deps', 'libwebrtc')]) {
    fs.cpSync(path.join(from, part), path.join(to, part), { recursive: true });
  }
  const changes = JSON.parse(fs.readFileSync(path.join(recipe, 'source-changes.json'), 'utf8'));
  for (const change of changes) {
    const file = path.join(to, change.file);
    const parts = fs.readFileSync(file, 'utf8').split(change.from);
    if (parts.length !== 2) {
      throw new Stop(`The media worker's source is not the one that scripts/worker/source-changes.json is for.`, {
        command: 'npm ci',
        details: [`${change.file} has this ${parts.length - 1} times: ${change.from}`],
      });
    }
    fs.writeFileSync(file, parts.join(change.to));
  }
}

/**
 * @param {string} tool
 * @param {string[]} args
 * @param {(line: string) => void} [onLine]
 */
async function step(tool, args, onLine) {
  const result = await run(tool, args, onLine ? { onLine } : {});
  if (result.ok) return;
  const from = result.lines.findIndex((line) => /error|FAILED/i.test(line));
  throw new Stop(`The media worker could not be built: ${tool} failed.`, {
    command: 'npm run setup',
    details: result.lines.slice(from < 0 ? -10 : from).slice(0, 15),
  });
}

/** @param {string} folder */
function requireDisk(folder) {
  const { bavail, bsize } = fs.statfsSync(folder);
  if (bavail * bsize >= DISK_NEEDED) return;
  throw new Stop(`Building the media worker takes ${DISK_NEEDED / 1024 ** 2} MiB of disk, and ${folder} has less.`, {
    command: 'XDG_CACHE_HOME=/a/folder/with/room npm start',
  });
}

/** @param {number} jobs */
function estimate(jobs) {
  const minutes = Math.ceil(CPU_SECONDS / jobs / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
