import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { atExit } from '../base/cleanup.mjs';
import { hashFile, readStamp } from '../base/fingerprint.mjs';
import { withLock } from '../base/lock.mjs';
import { run } from '../base/run.mjs';
import { Stop, say, seconds } from '../base/say.mjs';
import { removeFolder } from '../base/swap.mjs';
import { requireCache, requireClone } from '../base/writable.mjs';

/** npm asks for hundreds of packages one after the other: long waits for each would add up where there is no network. */
const NPM_CI = [
  'ci',
  '--include=dev',
  '--no-audit',
  '--no-fund',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=3000',
];

/**
 * Installs what package-lock.json says, unless exactly that is installed.
 * @param {string} root
 * @param {string} cache
 */
export async function ensurePackages(root, cache) {
  if (packagesAreCurrent(root)) return;
  requireClone(root, 'the packages are installed');
  requireCache(cache);
  const lock = path.join(cache, 'locks', `packages-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  await withLock(
    lock,
    { onWait: (pid) => say(`Waiting for process ${pid}, which installs the packages.`) },
    async () => {
      if (!packagesAreCurrent(root)) await install(root);
    },
  );
}

/** @param {string} root */
export function packagesAreCurrent(root) {
  const stamp = path.join(root, 'node_modules', '.tafelrunde-packages');
  const wanted = wantedStamp(root);
  if (readStamp(stamp) === wanted) return true;
  if (!installedMatchesLock(root)) return false;
  try {
    fs.writeFileSync(stamp, `${wanted}\n`);
  } catch {
    // Somebody else's clone: the comparison is made again next time.
  }
  return true;
}

/** @param {string} root */
function wantedStamp(root) {
  return `${process.platform}-${process.arch} ${hashFile(path.join(root, 'package-lock.json'))}`;
}

/**
 * Whether npm's own record of what it installed says the same as the lock file, as after `npm install` by hand.
 * @param {string} root
 */
function installedMatchesLock(root) {
  const wanted = lockedPackages(path.join(root, 'package-lock.json'));
  const installed = lockedPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  for (const [name, { version, optional, devOptional }] of Object.entries(wanted)) {
    if (name === '' || ((optional || devOptional) && !installed[name])) continue;
    if (installed[name]?.version !== version) return false;
    if (!fs.existsSync(path.join(root, name))) return false;
  }
  return Object.entries(installed).every(([name, { version }]) => wanted[name]?.version === version);
}

/**
 * @param {string} file
 * @returns {Record<string, {version: string, optional?: boolean, devOptional?: boolean}> | null}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** @param {string} root */
async function install(root) {
  say('Installing the packages (npm ci): about half a minute.');
  const begun = Date.now();
  // Under `npm run` this is the npm that was called; it need not be on the PATH.
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...first] = /** @type {[string, ...string[]]} */ (npm);
  // npm removes the folder before it installs: until it is done, there is neither the old nor the new state. At any gentler
  // signal it goes on for a while to put things back.
  const removeHalf = () => removeFolder(path.join(root, 'node_modules'));
  const forget = atExit(removeHalf);
  const result = await run(command, [...first, ...NPM_CI], { cwd: root, endWith: 'SIGKILL' });
  forget();
  if (!result.ok) {
    removeHalf();
    throw new Stop(`The packages could not be installed${npmReason(result)}.`, {
      command: `cd ${root} && npm ci`,
      details: npmErrors(result.lines),
    });
  }
  fs.writeFileSync(path.join(root, 'node_modules', '.tafelrunde-packages'), `${wantedStamp(root)}\n`);
  say(`Packages installed in ${seconds(Date.now() - begun)}.`);
}

/** @param {{missing: boolean, lines: string[]}} result */
function npmReason({ missing, lines }) {
  if (missing) return ', because npm is not on this machine';
  const unreachable = lines.some((line) =>
    /EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(line),
  );
  return unreachable ? ', because the npm registry cannot be reached' : '';
}

/** @param {string[]} lines */
function npmErrors(lines) {
  return lines.filter((line) => /^npm (error|ERR!) (?!A complete log|\s*\/)/.test(line)).slice(0, 6);
}
