import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { EventLoopWatch } from '../../src/monitoring/event-loop-watch.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function watch() {
  const stalls: number[] = [];
  const eventLoop = new EventLoopWatch({ stalled: (ms) => stalls.push(ms) });
  onTestFinished(() => eventLoop.close());
  return { eventLoop, stalls };
}

/** The clock goes on, and nobody comes to do anything. */
function standStill(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
  const before = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => before + ms);
  onTestFinished(() => void vi.restoreAllMocks());
}

it('a server that comes to its work is well, however long it runs', () => {
  const { eventLoop, stalls } = watch();
  vi.advanceTimersByTime(3_600_000);
  expect({ isWell: eventLoop.isWell, stalls }).toEqual({ isWell: true, stalls: [] });
});

it('one that stood still is ill, to whoever asks first, and said once', () => {
  const { eventLoop, stalls } = watch();
  vi.advanceTimersByTime(1_000);
  standStill(5_000);
  expect(eventLoop.isWell).toBe(false);
  expect(eventLoop.isWell).toBe(false);
  expect(stalls).toHaveLength(1);
  expect(stalls[0]).toBeGreaterThan(4_000);
});

it('one that came a little late is not', () => {
  const { eventLoop, stalls } = watch();
  vi.advanceTimersByTime(1_000);
  standStill(900);
  expect({ isWell: eventLoop.isWell, stalls }).toEqual({ isWell: true, stalls: [] });
});

it('a minute after it is well again', () => {
  const { eventLoop } = watch();
  vi.advanceTimersByTime(1_000);
  standStill(5_000);
  expect(eventLoop.isWell).toBe(false);
  vi.restoreAllMocks();
  vi.advanceTimersByTime(70_000);
  expect(eventLoop.isWell).toBe(true);
});

it('no timer outlives it', () => {
  const { eventLoop } = watch();
  eventLoop.close();
  expect(vi.getTimerCount()).toBe(0);
});
