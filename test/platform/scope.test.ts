import { beforeEach, expect, it, vi } from 'vitest';
import { Scope, Timer } from '../../src/platform/scope.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

it('what ends with a scope ends once, in its order, and at once when it comes too late', () => {
  const scope = new Scope();
  const ended: string[] = [];
  scope.onClose(() => ended.push('one'));
  scope.onClose(() => ended.push('two'));
  expect(ended).toEqual([]);
  scope.close();
  scope.close();
  scope.onClose(() => ended.push('late'));
  expect(ended).toEqual(['one', 'two', 'late']);
});

it('a timer is due once, at the time that was said last', () => {
  const timer = new Timer(new Scope());
  const due: string[] = [];
  timer.start(1_000, () => due.push('first'));
  timer.start(2_000, () => due.push('second'));
  vi.advanceTimersByTime(1_999);
  expect([due, timer.isRunning]).toEqual([[], true]);
  vi.advanceTimersByTime(1);
  expect([due, timer.isRunning, vi.getTimerCount()]).toEqual([['second'], false, 0]);
});

it('no timer outlives its scope, or begins after it', () => {
  const scope = new Scope();
  const timer = new Timer(scope);
  const due = vi.fn();
  timer.start(1_000, due);
  scope.close();
  timer.start(1_000, due);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(5_000);
  expect(due).not.toHaveBeenCalled();
});
