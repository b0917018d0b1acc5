import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from '../../scripts/lib/base/lock.mjs';
import { SOON } from '../helpers/patience.ts';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
  lock = path.join(folder, 'setup.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

function leaveLockOf(owner: string) {
  mkdirSync(lock);
  writeFileSync(path.join(lock, 'owner'), owner);
}

test('a lock is held while the work runs and nothing of it is left afterwards', async () => {
  const result = await withLock(lock, {}, async () => {
    expect(readFileSync(path.join(lock, 'owner'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    return 'done';
  });
  expect(result).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock is released when the work fails', async () => {
  const failing = withLock(lock, {}, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

test('a second set-up waits for the first and is told once for whom', async () => {
  const order: string[] = [];
  const onWait = vi.fn();
  const first = Promise.withResolvers<void>();
  const one = withLock(lock, {}, async () => {
    await first.promise;
    order.push('one');
  });
  const two = withLock(lock, { onWait }, async () => void order.push('two'));
  await vi.waitFor(() => expect(onWait).toHaveBeenCalledWith(process.pid), SOON);
  first.resolve();
  await Promise.all([one, two]);
  expect(order).toEqual(['one', 'two']);
  expect(onWait).toHaveBeenCalledTimes(1);
});

test('the lock of a process that is gone is taken over', async () => {
  const gone = spawnSync('true').pid;
  leaveLockOf(`${gone} 1`);
  expect(await withLock(lock, {}, async () => 'mine')).toBe('mine');
  expect(readdirSync(folder)).toEqual([]);
});

test.runIf(existsSync('/proc/self/stat'))(
  'a process that only has the number of the gone owner does not count',
  async () => {
    leaveLockOf(`${process.pid} 1`);
    expect(await withLock(lock, {}, async () => 'mine')).toBe('mine');
  },
);

test('of many that find a stale lock only one works at a time', async () => {
  leaveLockOf(`${spawnSync('true').pid} 1`);
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await Promise.resolve();
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(lock, {}, work)));
  expect(readdirSync(folder)).toEqual([]);
});
