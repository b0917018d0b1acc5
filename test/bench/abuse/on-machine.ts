import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { DATABASE_FILE } from '../../../src/storage/database.ts';
import { fillDisk } from '../../helpers/disk.ts';
import { processTree } from '../processes/process-tree.ts';
import { connected, MAX_ROUNDS, type Target } from './crowd.ts';

// What befalls the machine below the server, by nobody's will or by a program beside it.

/** As by a careless backup. */
export async function lockDatabase(target: Target, isOver: () => boolean): Promise<string> {
  const database = new Database(join(target.dataDir, DATABASE_FILE));
  database.exec('BEGIN IMMEDIATE');
  const names = await nameRoom(target, isOver);
  database.exec('ROLLBACK');
  database.close();
  return `${names} with the database locked`;
}

export async function fillTheDisk(target: Target, isOver: () => boolean): Promise<string> {
  // What the server gives back is taken at once.
  const names = await nameRoom(target, isOver, () => fillDisk(target.dataDir));
  return `${names} on a full disk`;
}

/** One of the media workers: as a debugger stops it, or a machine that is out of memory. */
export async function stopWorker({ serverPid }: Target, isOver: () => boolean): Promise<string> {
  const worker = processTree(serverPid).find((pid) => nameOf(pid).startsWith('mediasoup-work'));
  if (worker === undefined) throw new Error('The server has no worker.');
  process.kill(worker, 'SIGSTOP');
  const begun = performance.now();
  while (isThere(worker)) {
    if (isOver()) return 'a worker stopped, which the server has not given up';
    await pause(50);
  }
  return `a worker stopped, which the server has ended after ${((performance.now() - begun) / 1_000).toFixed(1)} s`;
}

/** By a chair, which has to be written, each time after `before`. */
async function nameRoom(
  { url, roomId, moderatorInvite }: Target,
  isOver: () => boolean,
  before: () => void = () => {},
): Promise<string> {
  const chair = await connected(url);
  await chair?.raw('room:join', { roomId, displayName: 'Vorsitz', invite: moderatorInvite }).catch(() => {});
  let [asked, kept] = [0, 0];
  while (!isOver() && asked < MAX_ROUNDS) {
    before();
    const reply = await chair?.raw('room:keep', { name: `Lasttest ${asked}` }).catch(() => null);
    asked += 1;
    if (reply?.ok) kept += 1;
    await pause(50);
  }
  chair?.disconnect();
  return `${asked} new names, ${kept} of them kept,`;
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
