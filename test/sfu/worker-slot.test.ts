import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkerSlot } from '../../src/sfu/worker-slot.ts';

/** A worker without a process. */
class FakeWorker extends EventEmitter {
  closed = false;

  async createWebRtcServer() {
    return {};
  }

  close(): void {
    this.closed = true;
  }

  die(): void {
    this.closed = true;
    this.emit('died', new Error('killed'));
  }
}

const { createWorker } = vi.hoisted(() => ({ createWorker: vi.fn() }));
vi.mock('mediasoup', async (load) => ({ ...(await load<object>()), createWorker }));

const LOG = { info: () => {}, warn: () => {}, error: () => {} };
const workers: FakeWorker[] = [];

function newSlot(): WorkerSlot {
  return new WorkerSlot({
    index: 0,
    listenAddress: '127.0.0.1',
    announcedAddress: '127.0.0.1',
    port: 40_000,
    workerBin: undefined,
    log: LOG,
  });
}

function tenant() {
  return { counts: () => ({ sessions: 0, producers: 0, consumers: 0 }), workerLost: vi.fn(), close: vi.fn() };
}

beforeEach(() => {
  vi.useFakeTimers();
  workers.length = 0;
  createWorker.mockReset().mockImplementation(async () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
});

afterEach(() => {
  vi.useRealTimers();
});

it('the first death is made good at once, the next ones after ever longer', async () => {
  const slot = newSlot();
  await slot.open();
  const delays: number[] = [];
  for (let death = 0; death < 9; death += 1) {
    const started = workers.length;
    const before = Date.now();
    workers.at(-1)?.die();
    await vi.advanceTimersByTimeAsync(0);
    while (workers.length === started) await vi.advanceTimersByTimeAsync(50);
    delays.push(Date.now() - before);
  }
  expect(delays).toEqual([0, 250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  slot.close();
});

it('a worker that has lived for a while is replaced at once, whatever was before', async () => {
  const slot = newSlot();
  await slot.open();
  for (const _ of [1, 2]) {
    workers.at(-1)?.die();
    await vi.advanceTimersByTimeAsync(1000);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  workers.at(-1)?.die();
  await vi.advanceTimersByTimeAsync(0);
  expect(workers).toHaveLength(4);
  slot.close();
});

it('a worker that does not start is tried again, and rooms are refused meanwhile', async () => {
  const slot = newSlot();
  await slot.open();
  createWorker.mockRejectedValueOnce(new Error('no memory')).mockRejectedValueOnce(new Error('no memory'));
  workers.at(-1)?.die();
  await vi.advanceTimersByTimeAsync(0);
  expect(slot.isUsable).toBe(false);
  await expect(slot.house(async () => tenant())).rejects.toMatchObject({ code: 'MEDIA_UNAVAILABLE' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(slot.isRunning).toBe(true);
  slot.close();
});

it('the first start that fails is the caller’s to know', async () => {
  createWorker.mockRejectedValueOnce(new Error('no binary'));
  await expect(newSlot().open()).rejects.toThrowError('no binary');
  expect(vi.getTimerCount()).toBe(0);
});

it('each room hears once that its worker is lost, and can be housed again in that very moment', async () => {
  const slot = newSlot();
  await slot.open();
  const rooms = [tenant(), tenant()];
  for (const room of rooms) await slot.house(async () => room);
  const again = new Promise((resolve) =>
    rooms[0]?.workerLost.mockImplementation(() => resolve(slot.house(async () => tenant()))),
  );
  workers.at(-1)?.die();
  await again;
  expect(workers).toHaveLength(2);
  workers.at(-1)?.die();
  for (const { workerLost } of rooms) expect(workerLost).toHaveBeenCalledTimes(1);
  slot.close();
});

it('rooms are counted from the moment that they are placed', async () => {
  const slot = newSlot();
  await slot.open();
  const empty = slot.load;
  const placing = slot.house(async () => tenant());
  const placed = slot.load;
  expect(placed).toBeGreaterThan(empty);
  slot.release(await placing);
  expect(slot.load).toBe(empty);
  slot.close();
});

it('once closed, neither worker nor timer is left, and none comes back', async () => {
  const slot = newSlot();
  await slot.open();
  for (const _ of [1, 2]) {
    workers.at(-1)?.die();
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(vi.getTimerCount()).toBe(1);
  slot.close();
  slot.close();
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(workers).toHaveLength(2);

  const starting = newSlot();
  const opening = starting.open();
  starting.close();
  await opening;
  expect(workers.at(-1)?.closed).toBe(true);
});
