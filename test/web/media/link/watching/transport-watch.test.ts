import type { types } from 'mediasoup-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TransportWatch } from '../../../../../web/src/media/link/watching/transport-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aWatch() {
  let changed = () => {};
  const transport = {
    connectionState: 'new',
    on: (_name: string, listener: () => void) => {
      changed = listener;
    },
  };
  const restart = vi.fn(async () => {});
  const heardAgain = vi.fn();
  const healths: string[] = [];
  const watch: TransportWatch = new TransportWatch({
    transport: transport as unknown as types.Transport,
    restart,
    tell: () => healths.push(watch.health),
    heardAgain,
  });
  const become = (state: string) => {
    transport.connectionState = state;
    changed();
  };
  return { watch, restart, healths, become, heardAgain };
}

test('a transport of which no word comes is blocked after ten seconds, and is tried again and again', async () => {
  const { watch, restart, healths } = aWatch();
  watch.connecting();
  await vi.advanceTimersByTimeAsync(9_999);
  expect([healths, restart.mock.calls.length]).toEqual([['connecting'], 0]);
  await vi.advanceTimersByTimeAsync(1);
  expect([healths, restart.mock.calls.length]).toEqual([['connecting', 'blocked'], 1]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(restart).toHaveBeenCalledTimes(3);
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('a short gap mends itself, a longer one is mended', async () => {
  const { watch, restart, healths, become } = aWatch();
  watch.connecting();
  become('connected');
  become('disconnected');
  await vi.advanceTimersByTimeAsync(2_000);
  become('connected');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).not.toHaveBeenCalled();
  become('disconnected');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(restart).toHaveBeenCalledTimes(1);
  expect(healths.at(-1)).toBe('interrupted');
  watch.close();
});

test('what was cut and is not any more is said once, and of a way that comes up for the first time nothing', () => {
  const { watch, become, heardAgain } = aWatch();
  watch.connecting();
  become('connected');
  expect(heardAgain).not.toHaveBeenCalled();
  become('disconnected');
  become('failed');
  become('connecting');
  become('connected');
  expect(heardAgain).toHaveBeenCalledTimes(1);
  watch.close();
});

test('on another network the way is sought at once, whatever ICE knows of it yet', async () => {
  const { watch, restart, become } = aWatch();
  watch.seekWay();
  expect(restart).not.toHaveBeenCalled();
  watch.connecting();
  become('connected');
  watch.seekWay();
  expect(restart).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(1);
  become('disconnected');
  watch.seekWay();
  await vi.advanceTimersByTimeAsync(0);
  expect(restart).toHaveBeenCalledTimes(2);
  watch.close();
});

test('a device that tells again and again of its network has the way sought once, and once more when it has told', async () => {
  const { watch, restart, become } = aWatch();
  watch.connecting();
  become('connected');
  for (let times = 0; times < 20; times += 1) {
    watch.seekWay();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(restart).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(2);
  watch.close();
});

test('while the answer to one restart is awaited there is no other', async () => {
  const { watch, restart, become } = aWatch();
  let answer = () => {};
  restart.mockImplementation(() => new Promise<void>((resolve) => (answer = resolve)));
  watch.connecting();
  become('connected');
  watch.seekWay();
  become('disconnected');
  become('failed');
  await vi.advanceTimersByTimeAsync(9_000);
  watch.seekWay();
  expect(restart).toHaveBeenCalledTimes(1);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(restart).toHaveBeenCalledTimes(2);
  watch.close();
  answer();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
});
