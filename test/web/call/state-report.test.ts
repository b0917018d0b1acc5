import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StateReport } from '../../../web/src/call/state-report.ts';
import { type Failure, RequestError } from '../../../web/src/session/signaling.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aReport() {
  const said: unknown[] = [];
  const line = { failure: null as Failure | null };
  const send = async (isCut: boolean) => {
    said.push(isCut);
    if (line.failure) throw new RequestError(line.failure);
  };
  return { report: new StateReport({ first: false, send }), said, line };
}

it('says at once how it is, each change once, and nothing of what the server takes for granted', async () => {
  const { report, said } = aReport();
  report.set(false);
  for (const isCut of [true, true, false, false]) {
    report.set(isCut);
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(said).toEqual([true, false]);
});

it('what changes while it is being said is said after it', async () => {
  const { report, said } = aReport();
  report.set(true);
  report.set(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([true, false]);
});

it('is said again when the server is too busy or gives no answer, how it is by then', async () => {
  const { report, said, line } = aReport();
  line.failure = { code: 'RATE_LIMITED', retryAfterMs: 500 };
  report.set(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(said).toHaveLength(1);
  line.failure = { code: 'NO_ANSWER' };
  await vi.advanceTimersByTimeAsync(100);
  expect(said).toHaveLength(2);
  line.failure = null;
  report.set(false);
  await vi.advanceTimersByTimeAsync(60_000);
  // The one that got no answer may have arrived.
  expect(said).toEqual([true, true, false]);
});

it('without a connection it waits for the next, and says there what is still so', async () => {
  const { report, said, line } = aReport();
  line.failure = { code: 'OFFLINE' };
  report.set(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toHaveLength(1);
  line.failure = null;
  report.forgotten();
  await vi.advanceTimersByTimeAsync(0);
  report.forgotten();
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([true, true, true]);
});

it('a server that does not know it, or this way, is not asked for ever; and nothing is said after the end', async () => {
  const { report, said, line } = aReport();
  line.failure = { code: 'BAD_REQUEST' };
  report.set(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toHaveLength(1);
  line.failure = { code: 'NO_ANSWER' };
  report.set(false);
  report.set(true);
  await vi.advanceTimersByTimeAsync(0);
  report.close();
  await vi.advanceTimersByTimeAsync(60_000);
  report.set(false);
  expect(said).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

it('what it was not allowed to say it says when it may again, though it had said the same before', async () => {
  const { report, said, line } = aReport();
  report.set(true);
  await vi.advanceTimersByTimeAsync(0);
  line.failure = { code: 'NOT_ALLOWED' };
  report.set(false);
  await vi.advanceTimersByTimeAsync(60_000);
  line.failure = null;
  report.set(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([true, false, true]);
});
