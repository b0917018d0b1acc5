import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atExit } from './cleanup.mjs';

const POLL_MS = 250;

/**
 * Holds a lock folder while work runs. A lock whose process is gone is taken over.
 * The folder comes into being with its owner's name inside, by one rename: nobody ever sees a lock without an owner.
 * @template T
 * @param {string} folder
 * @param {{onWait?: (pid: number) => void}} options onWait is called once, when another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, { onWait = () => {} }, work) {
  let waiting = false;
  while (!tryTake(folder)) {
    const owner = readOwner(folder);
    if (owner && !isAlive(owner)) {
      removeStale(folder, owner);
      continue;
    }
    if (owner && !waiting) {
      waiting = true;
      onWait(owner.pid);
    }
    await delay(POLL_MS);
  }
  const release = () => {
    // Renamed first: an emptied lock folder would already be taken by somebody else while it is being removed.
    const aside = `${folder}.released-${process.pid}`;
    fs.renameSync(folder, aside);
    fs.rmSync(aside, { recursive: true, force: true });
  };
  const forget = atExit(release);
  try {
    return await work();
  } finally {
    forget();
    release();
  }
}

/** @param {string} folder */
function tryTake(folder) {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const mine = fs.mkdtempSync(`${folder}.`);
  try {
    fs.writeFileSync(path.join(mine, 'owner'), `${process.pid} ${startedAt(process.pid)}`);
    fs.renameSync(mine, folder);
    return true;
  } catch (error) {
    fs.rmSync(mine, { recursive: true, force: true });
    if (['ENOTEMPTY', 'EEXIST'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) return false;
    throw error;
  }
}

/**
 * @param {string} folder
 * @returns {{pid: number, started: string} | null} null: the lock was released meanwhile
 */
function readOwner(folder) {
  try {
    const [pid, started] = fs.readFileSync(path.join(folder, 'owner'), 'utf8').split(' ');
    return { pid: Number(pid), started: started ?? '' };
  } catch {
    return null;
  }
}

/** @param {{pid: number, started: string}} owner */
function isAlive({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  // A number that another process got after a restart is not the owner.
  return startedAt(pid) === started;
}

/**
 * In clock ticks since boot; empty where there is no /proc.
 * @param {number} pid
 */
function startedAt(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/**
 * @param {string} folder
 * @param {{pid: number, started: string}} judged
 */
function removeStale(folder, judged) {
  const aside = `${folder}.stale-${process.pid}`;
  try {
    fs.renameSync(folder, aside);
  } catch {
    return;
  }
  const moved = readOwner(aside);
  if (moved && (moved.pid !== judged.pid || moved.started !== judged.started)) {
    // Somebody else took the stale lock over between our look and our rename: give it back.
    try {
      fs.renameSync(aside, folder);
      return;
    } catch {
      // A third one has it now. Two may then work at once, which costs time and harms nothing: results are renamed in.
    }
  }
  fs.rmSync(aside, { recursive: true, force: true });
}
