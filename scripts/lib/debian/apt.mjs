import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../base/run.mjs';
import { Stop, say, seconds } from '../base/say.mjs';

const LISTS = '/var/lib/apt/lists';
/** Mirrors drop superseded versions: with a list older than a day the download may fail. */
const LISTS_FRESH_MS = 24 * 3600 * 1000;
/** Another apt on the machine, such as unattended upgrades, is waited for. */
const LOCK_WAIT_SECONDS = 300;
const LOCK_RETRY_MS = 3000;

/**
 * Installs the Debian packages that are missing.
 * @param {string[]} names
 * @param {string} purpose what they are for, in a sentence: `... to <purpose>.`
 */
export async function ensureDebianPackages(names, purpose) {
  const missing = await missingDebianPackages(names);
  if (missing.length === 0) return;
  const command = aptCommand(missing);
  if (!fs.existsSync('/usr/bin/apt-get')) {
    throw new Stop(
      `Debian's packages ${missing.join(', ')} are needed to ${purpose}, and this system has no apt-get.`,
      {
        command: `install what Debian calls: ${missing.join(' ')}`,
      },
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Stop(`Debian packages that only root can install are needed to ${purpose}.`, {
      command: `sudo sh -c '${command}'`,
    });
  }
  say(`Installing from Debian's packages, to ${purpose}: ${missing.join(' ')}`);
  const begun = Date.now();
  if (!listsAreFresh()) await apt(['update']);
  let result = await apt(['install', '-y', '--no-install-recommends', ...missing]);
  if (!result.ok) {
    await apt(['update']);
    result = await apt(['install', '-y', '--no-install-recommends', ...missing]);
  }
  if (!result.ok) {
    throw new Stop(`Debian packages that are needed to ${purpose} could not be installed.`, {
      command,
      details: result.lines.filter((line) => /^[EW]:/.test(line)).slice(-5),
    });
  }
  say(`Installed in ${seconds(Date.now() - begun)}.`);
}

/**
 * @param {string[]} names
 * @returns {Promise<string[]>}
 */
export async function missingDebianPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own format.
  const { lines } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names]);
  return names.filter((name) => !lines.includes(`${name} installed`));
}

/** @param {string[]} names */
export function aptCommand(names) {
  return `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

function listsAreFresh() {
  try {
    const ages = fs
      .readdirSync(LISTS)
      .filter((name) => name.includes('Packages'))
      .map((name) => Date.now() - fs.statSync(`${LISTS}/${name}`).ctimeMs);
    return ages.length > 0 && Math.min(...ages) < LISTS_FRESH_MS;
  } catch {
    return false;
  }
}

/** @param {string[]} args */
async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const giveUp = Date.now() + LOCK_WAIT_SECONDS * 1000;
  for (;;) {
    const result = await run('apt-get', ['-o', `DPkg::Lock::Timeout=${LOCK_WAIT_SECONDS}`, ...args], { env });
    // apt waits for dpkg's lock by itself, but not for the one on the package lists.
    const locked = !result.ok && result.lines.some((line) => line.includes('Could not get lock'));
    if (!locked || Date.now() > giveUp) return result;
    await delay(LOCK_RETRY_MS);
  }
}
