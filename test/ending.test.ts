import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Ending } from '../src/ending.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that drains for as long as it may and closes when it is let. */
function start() {
  const { promise: closed, resolve: letClose, reject: failToClose } = Promise.withResolvers<void>();
  const exits: number[] = [];
  const logged: Record<string, unknown>[] = [];
  const server = {
    drain: vi.fn((timeoutMs: number) => new Promise<void>((resolve) => void setTimeout(resolve, timeoutMs))),
    close: vi.fn(() => closed),
  };
  const ending = new Ending({
    server,
    log: { fatal: (fields) => void logged.push({ ...fields }) },
    exit: (code) => void exits.push(code),
  });
  return { server, ending, exits, logged, letClose, failToClose };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

it('a signal ends the process when meetings have had their time and everything is closed', async () => {
  const { server, ending, exits, letClose } = start();
  void ending.bySignal(60_000);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(server.close).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(server.close).toHaveBeenCalled();
  expect(exits).toEqual([]);
  letClose();
  await settle();
  expect(exits).toEqual([0]);
  expect(vi.getTimerCount()).toBe(0);
});

it('a second signal ends the waiting for meetings, and never the closing', async () => {
  const { server, ending, exits, letClose } = start();
  void ending.bySignal(60_000);
  await vi.advanceTimersByTimeAsync(2_000);
  void ending.bySignal(60_000);
  await settle();
  expect(server.close).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  for (let more = 0; more < 5; more += 1) void ending.bySignal(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(exits).toEqual([]);
  letClose();
  await settle();
  expect(exits).toEqual([0]);
});

it('one signal that arrives several times is one', async () => {
  const { server, ending } = start();
  void ending.bySignal(60_000);
  await vi.advanceTimersByTimeAsync(900);
  void ending.bySignal(60_000);
  await settle();
  expect(server.close).not.toHaveBeenCalled();
});

it('a fault is logged with an id and ends the process in order, further faults while it closes included', async () => {
  const { ending, exits, logged, letClose } = start();
  void ending.byFault(new Error('first'));
  void ending.byFault(new Error('second'));
  void ending.bySignal(0);
  await settle();
  expect(logged).toHaveLength(2);
  for (const { errorId } of logged) expect(errorId).toMatch(/^[0-9a-f-]{36}$/);
  expect(exits).toEqual([]);
  letClose();
  await settle();
  expect(exits).toEqual([1]);
});

it('a fault while meetings are waited for ends the process without waiting', async () => {
  const { ending, exits, letClose } = start();
  letClose();
  void ending.bySignal(60_000);
  await settle();
  void ending.byFault(null);
  await settle();
  expect(exits).toEqual([1]);
});

it('what hangs or fails while it is closed does not keep the process', async () => {
  const hanging = start();
  void hanging.ending.bySignal(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(hanging.exits).toEqual([1]);
  const failing = start();
  void failing.ending.bySignal(0);
  await settle();
  failing.failToClose(new Error('disk'));
  await settle();
  expect(failing.exits).toEqual([1]);
});
