import { EventEmitter } from 'node:events';
import type { WebRtcTransport } from 'mediasoup/types';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LinkGuard } from '../../../src/sfu/line/link-guard.ts';

/** A transport without a worker, whose link is what the test says. */
class FakeTransport extends EventEmitter {
  readonly observer = new EventEmitter();
  readonly caps: number[] = [];
  /** Whether the pictures were held back, one change after the other. */
  readonly holds: boolean[] = [];
  closed = false;
  loss = 0;
  #reading = 0;

  readonly enableTraceEvent = vi.fn(async () => {});

  async setMaxOutgoingBitrate(bitrate: number): Promise<void> {
    this.caps.push(bitrate);
  }

  readonly setMinOutgoingBitrate = vi.fn(async () => {});

  async getStats() {
    // Never twice the same while packets are lost.
    this.#reading += 1;
    return [{ rtpPacketLossSent: this.loss === 0 ? 0 : this.loss + this.#reading / 1e6, rtpSendBitrate: 400_000 }];
  }

  estimate(availableBitrate: number): void {
    this.emit('trace', { type: 'bwe', timestamp: 0, direction: 'out', info: { availableBitrate } });
  }

  close(): void {
    this.closed = true;
    this.observer.emit('close');
  }
}

async function guarded(): Promise<FakeTransport> {
  return (await withGuard()).transport;
}

async function withGuard() {
  const transport = new FakeTransport();
  const guard = new LinkGuard({
    transport: transport as unknown as WebRtcTransport,
    holdPictures: async (isHeld) => void transport.holds.push(isHeld),
  });
  await guard.enable();
  await guard.enable();
  transport.estimate(2_000_000);
  return { transport, guard };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('a good link is not looked at', async () => {
  const transport = await guarded();
  expect(transport.enableTraceEvent).toHaveBeenCalledTimes(1);
  expect(transport.setMinOutgoingBitrate).toHaveBeenCalledTimes(1);
  transport.estimate(1_900_000);
  expect(vi.getTimerCount()).toBe(0);
});

it('what is lost on a weak link is taken from the pictures, down to nothing', async () => {
  const transport = await guarded();
  transport.loss = 0.4;
  transport.estimate(300_000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(transport.caps).toHaveLength(1);
  expect(transport.caps[0]).toBeLessThan(200_000);
  expect(transport.holds).toEqual([]);
  await vi.advanceTimersByTimeAsync(4000);
  expect(transport.caps.at(-1)).toBe(160_000);
  expect(transport.holds).toEqual([true]);
  transport.close();
});

it('a link that falls is looked at before it is weak', async () => {
  const transport = await guarded();
  transport.loss = 0.9;
  transport.estimate(1_000_000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(transport.caps).toHaveLength(1);
  transport.close();
});

it('some loss is left to error correction, and a single reading proves nothing', async () => {
  const transport = await guarded();
  transport.loss = 0.1;
  transport.estimate(300_000);
  await vi.advanceTimersByTimeAsync(3000);
  transport.loss = 0.5;
  await vi.advanceTimersByTimeAsync(500);
  transport.loss = 0;
  await vi.advanceTimersByTimeAsync(3000);
  expect(transport.caps).toEqual([]);
  transport.close();
});

it('a link that has recovered is given back step by step, and then looked at no more', async () => {
  const transport = await guarded();
  transport.loss = 0.9;
  transport.estimate(300_000);
  await vi.advanceTimersByTimeAsync(5000);
  expect(transport.holds).toEqual([true]);
  transport.loss = 0;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(transport.holds).toEqual([true, false]);
  expect(transport.caps).toEqual([160_000, 0]);
  transport.estimate(1_000_000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(vi.getTimerCount()).toBe(0);
});

it('each raise that was too early makes the next one wait longer', async () => {
  const transport = await guarded();
  transport.loss = 0.9;
  transport.estimate(300_000);
  const waits: number[] = [];
  for (let relapse = 0; relapse < 4; relapse += 1) {
    transport.loss = 0.9;
    await vi.advanceTimersByTimeAsync(5000);
    transport.loss = 0;
    const since = performance.now();
    while (transport.holds.at(-1)) await vi.advanceTimersByTimeAsync(500);
    waits.push(performance.now() - since);
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits.at(-1)).toBeGreaterThan(20_000);
  expect(waits.at(-1)).toBeLessThanOrEqual(32_000);
  transport.close();
});

it('a loss that falls fast is that of before, and no reason to hold the pictures back again', async () => {
  const transport = await guarded();
  transport.loss = 0.9;
  transport.estimate(300_000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(transport.holds).toEqual([true]);
  for (const loss of [0.7, 0.55, 0.43, 0.33, 0.26, 0.2]) {
    transport.loss = loss;
    await vi.advanceTimersByTimeAsync(500);
  }
  transport.loss = 0;
  await vi.advanceTimersByTimeAsync(6000);
  expect(transport.holds).toEqual([true, false]);
  transport.close();
});

it('nothing is left when the transport closes', async () => {
  const transport = await guarded();
  transport.loss = 0.5;
  transport.estimate(300_000);
  expect(vi.getTimerCount()).toBe(1);
  transport.close();
  expect(vi.getTimerCount()).toBe(0);
});

it('says since when the pictures have had less than they would take, until they have it all again', async () => {
  const { transport, guard } = await withGuard();
  expect(guard.weakSince).toBeNull();
  transport.loss = 0.4;
  transport.estimate(300_000);
  await vi.advanceTimersByTimeAsync(1000);
  const since = Date.now();
  expect(guard.weakSince).toBe(since);
  await vi.advanceTimersByTimeAsync(4000);
  expect([guard.isHolding, guard.weakSince]).toEqual([true, since]);
  transport.loss = 0;
  await vi.advanceTimersByTimeAsync(40_000);
  expect(guard.weakSince).toBeNull();
  transport.close();
});
