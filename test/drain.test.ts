import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drain } from '../src/drain.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(timeoutMs: number) {
  const meetings = ['Vorstand', 'Kreistag'];
  const rooms = { live: { rooms: meetings }, draining: { begin: vi.fn() } };
  const ended = vi.fn();
  void drain(rooms, timeoutMs).then(ended);
  return { meetings, rooms, ended };
}

it('lasts until the last meeting has ended', async () => {
  const { meetings, rooms, ended } = start(60_000);
  expect(rooms.draining.begin).toHaveBeenCalledExactlyOnceWith({ withinMs: 60_000 });
  meetings.pop();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(ended).not.toHaveBeenCalled();
  meetings.pop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ended).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([0, 30_500])(
  'of %i ms lasts no longer than it was announced, whoever sets the clock meanwhile',
  async (timeoutMs) => {
    const { ended } = start(timeoutMs);
    vi.setSystemTime(Date.now() - 3_600_000);
    if (timeoutMs > 0) await vi.advanceTimersByTimeAsync(timeoutMs - 1);
    expect(ended.mock.calls.length > 0).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  },
);
