import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkerSlot } from '../../../src/sfu/worker/worker-slot.ts';

/** A worker without a process. */
class FakeWorker extends EventEmitter {
  readonly pid: number;
  closed = false;
  subprocessClosed = false;
  /** Stopped: it takes what it is asked, and says nothing. */
  isStopped = false;

  constructor(pid: number) {
    super();
    this.pid = pid;
  }

  async createWebRtcServer() {
    return {};
  }

  getResourceUsage() {
    const usage = { ru_utime: 1500, ru_stime: 500, ru_maxrss: 2 };
    return this.isStopped ? new Promise(() => {}) : Promise.resolve(usage);
  }

  close(): void {
    this.closed = true;
    if (!this.isStopped) this.#end();
  }

  die(): void {
    this.closed = true;
    this.subprocessClosed = true;
    this.emit('died', new Error('killed'));
  }

  /** As the kernel does with a signal that nobody can refuse. */
  kill(): void {
    if (this.closed) this.#end();
    else this.die();
  }

  #end(): void {
    this.subprocessClosed = true;
    this.emit('subprocessclose');
  }
}

const createWorker = vi.fn();

const LOG = { info: () => {}, warn: () => {}, error: () => {} };
const workers: FakeWorker[] = [];
const kill = vi.spyOn(process, 'kill');

function newSlot(): WorkerSlot {
  return new WorkerSlot({
    index: 0,
    listenAddress: '127.0.0.1',
    announcedAddress: '127.0.0.1',
    port: 40_000,
    workerBin: undefined,
    createWorker,
    log: LOG,
  });
}

function tenant() {
  return { counts: () => ({ sessions: 0, producers: 0, consumers: 0 }), workerLost: vi.fn(), close: vi.fn() };
}

beforeEach(() => {
  vi.useFakeTimers();
  workers.length = 0;
  kill.mockReset().mockImplementation((pid) => {
    workers.find((worker) => worker.pid === pid)?.kill();
    return true;
  });
  createWorker.mockReset().mockImplementation(async () => {
    const worker = new FakeWorker(4_000_000 + workers.length);
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

it('a worker that stops answering gets no new room, is killed, and its rooms hear of it on its replacement', async () => {
  const slot = newSlot();
  await slot.open();
  const room = tenant();
  await slot.house(async () => room);
  const [worker] = workers;
  if (!worker) throw new Error('no worker');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(slot.isRunning).toBe(true);

  worker.isStopped = true;
  const asked = slot.house(() => new Promise<ReturnType<typeof tenant>>(() => {}));
  asked.catch(() => {});
  await vi.advanceTimersByTimeAsync(3_000);
  expect(slot.isUsable).toBe(false);
  expect(slot.metrics()).toMatchObject({ isRunning: false, cpuSeconds: 2, maxRssBytes: 2048 });
  expect(kill).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(kill.mock.calls).toEqual([[worker.pid, 'SIGKILL']]);
  expect(room.workerLost).toHaveBeenCalledTimes(1);
  expect(slot.isRunning).toBe(true);
  expect(workers).toHaveLength(2);
  await slot.close();
});

it('a worker that answers again in time is left alone', async () => {
  const slot = newSlot();
  await slot.open();
  const [worker] = workers;
  if (!worker) throw new Error('no worker');
  let answer = () => {};
  worker.getResourceUsage = () =>
    new Promise((resolve) => {
      answer = () => resolve({ ru_utime: 0, ru_stime: 0, ru_maxrss: 0 });
    });
  for (let times = 0; times < 5; times += 1) {
    await vi.advanceTimersByTimeAsync(3_500);
    answer();
  }
  expect(kill).not.toHaveBeenCalled();
  await slot.close();
});

it('a server that was stopped itself blames no worker for the time it slept', async () => {
  const slot = newSlot();
  await slot.open();
  const [worker] = workers;
  if (!worker) throw new Error('no worker');
  let answer = () => {};
  worker.getResourceUsage = () =>
    new Promise((resolve) => {
      answer = () => resolve({ ru_utime: 0, ru_stime: 0, ru_maxrss: 0 });
    });
  await vi.advanceTimersByTimeAsync(1_000);
  // Asked, and then an hour of sleep: on waking one timer fires, and only then the answer is read.
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(1_000);
  answer();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(slot.isRunning).toBe(true);
  expect(kill).not.toHaveBeenCalled();
  await slot.close();
});

it('a worker that not even a kill ends is given up, so that its rooms go on elsewhere', async () => {
  const slot = newSlot();
  await slot.open();
  const room = tenant();
  await slot.house(async () => room);
  const [worker] = workers;
  if (!worker) throw new Error('no worker');
  kill.mockReturnValue(true);
  worker.isStopped = true;
  await vi.advanceTimersByTimeAsync(8_000);
  expect(room.workerLost).toHaveBeenCalledTimes(1);
  expect(worker.closed).toBe(true);
  await slot.close();
});

it('a room that a worker takes too long to open is refused, and closed when it comes all the same', async () => {
  const slot = newSlot();
  await slot.open();
  const room = tenant();
  let open = (_room: typeof room) => {};
  const asked = slot.house(
    () =>
      new Promise<typeof room>((resolve) => {
        open = resolve;
      }),
  );
  const refused = expect(asked).rejects.toThrowError(/no answer/);
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
  open(room);
  await vi.advanceTimersByTimeAsync(0);
  expect(room.close).toHaveBeenCalledTimes(1);
  expect(slot.metrics().rooms).toBe(0);
  await slot.close();
});

it('a worker that never comes up is given up after a while', async () => {
  createWorker.mockImplementationOnce(() => new Promise(() => {}));
  const opening = expect(newSlot().open()).rejects.toThrowError(/no answer/);
  await vi.advanceTimersByTimeAsync(10_000);
  await opening;
  expect(vi.getTimerCount()).toBe(0);
});

it('a worker that hangs when the server ends is killed, so that its port is free', async () => {
  const slot = newSlot();
  await slot.open();
  const [worker] = workers;
  if (!worker) throw new Error('no worker');
  worker.isStopped = true;
  const closed = slot.close();
  await vi.advanceTimersByTimeAsync(1_000);
  await closed;
  expect(kill.mock.calls).toEqual([[worker.pid, 'SIGKILL']]);
  expect(vi.getTimerCount()).toBe(0);
});
