import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type Download,
  DownloadWatch,
  GOOD_AFTER_MS,
  LONG_AFTER_MS,
  WEAK_AFTER_MS,
} from '../../../../web/src/call/line/download-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aWatch() {
  const told: Download[] = [];
  return { watch: new DownloadWatch((download) => told.push(download)), told };
}

it('what mends itself at once is worth no word', async () => {
  const { watch, told } = aWatch();
  for (let times = 0; times < 5; times += 1) {
    watch.set(true);
    await vi.advanceTimersByTimeAsync(WEAK_AFTER_MS - 1);
    watch.set(false);
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(told).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('a line on the brink is weak once, however often it comes and goes, and good when it has been for a while', async () => {
  const { watch, told } = aWatch();
  watch.set(true);
  await vi.advanceTimersByTimeAsync(WEAK_AFTER_MS);
  for (let times = 0; times < 3; times += 1) {
    watch.set(false);
    await vi.advanceTimersByTimeAsync(GOOD_AFTER_MS - 1);
    watch.set(true);
    await vi.advanceTimersByTimeAsync(WEAK_AFTER_MS);
  }
  expect(told).toEqual(['weak']);
  watch.set(false);
  await vi.advanceTimersByTimeAsync(GOOD_AFTER_MS);
  expect(told).toEqual(['weak', 'good']);
  expect(vi.getTimerCount()).toBe(0);
});

it('one that stays weak is that for long, and begins anew after it was good', async () => {
  const { watch, told } = aWatch();
  watch.set(true);
  await vi.advanceTimersByTimeAsync(WEAK_AFTER_MS + LONG_AFTER_MS);
  expect(told).toEqual(['weak', 'long']);
  watch.set(false);
  await vi.advanceTimersByTimeAsync(GOOD_AFTER_MS);
  watch.set(true);
  await vi.advanceTimersByTimeAsync(WEAK_AFTER_MS);
  expect(told).toEqual(['weak', 'long', 'good', 'weak']);
});

it('nothing is said after the end', async () => {
  const { watch, told } = aWatch();
  watch.set(true);
  await vi.advanceTimersByTimeAsync(WEAK_AFTER_MS);
  watch.set(false);
  watch.close();
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(told).toEqual(['weak']);
});
