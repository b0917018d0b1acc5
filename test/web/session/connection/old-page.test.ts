import { afterEach, expect, test, vi } from 'vitest';
import { VERSION_MISMATCH } from '../../../../src/protocol/version.ts';
import { SocketSignaling } from '../../../../web/src/session/connection/socket-signaling.ts';

const socket = { heard: new Map<string, (arg: unknown) => void>(), connects: 0 };
const connect = vi.fn().mockReturnValue({
  active: false,
  connected: false,
  on: (name: string, listener: (arg: unknown) => void) => socket.heard.set(name, listener),
  onAny: () => {},
  io: { opts: {}, on: () => {}, timeout: () => {} },
  connect: () => {
    socket.connects += 1;
  },
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a page that is too old and can store nothing is loaded anew, and not again and again: then it goes on trying', async () => {
  vi.useFakeTimers();
  const reload = vi.fn();
  const aPage = () => {
    const storage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError');
      },
    };
    vi.stubGlobal('window', { location: { reload }, sessionStorage: storage });
  };
  aPage();
  new SocketSignaling(connect, () => () => {}).listen({ connectionChanged: () => {}, received: () => {} });
  const refuse = () => socket.heard.get('connect_error')?.({ message: VERSION_MISMATCH });
  refuse();
  expect([reload.mock.calls.length, socket.connects]).toEqual([1, 0]);
  // The new page is as old, and knows nothing of the one before.
  aPage();
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type: 'reload' } as PerformanceNavigationTiming]);
  new SocketSignaling(connect, () => () => {}).listen({ connectionChanged: () => {}, received: () => {} });
  refuse();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([reload.mock.calls.length, socket.connects]).toEqual([1, 1]);
});
