import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Failure, RequestError } from '../../../web/src/session/signaling.ts';
import { StateReport } from '../../../web/src/session/state-report.ts';

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

it('a server that begins anew while it is being told is told again, whatever the one before has answered', async () => {
  for (const failure of [null, { code: 'NO_ANSWER' }] as const) {
    const { report, said, line } = aReport();
    line.failure = failure;
    report.set(true);
    line.failure = null;
    report.forgotten();
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual([true, true]);
  }
});

it('where the server takes nothing for granted everything is said once, and what is alike is no news', async () => {
  const said: string[][] = [];
  const report = new StateReport<string[]>({
    isSame: (one, other) => one.join() === other.join(),
    send: async (seen) => void said.push(seen),
  });
  report.forgotten();
  for (const seen of [[], [], ['anna'], ['anna']]) {
    report.set(seen);
    await vi.advanceTimersByTimeAsync(0);
  }
  report.forgotten(['bert']);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([[], ['anna'], ['bert']]);
});

it('how long a refusal keeps it silent is for its owner to say', async () => {
  const said: number[] = [];
  const report = new StateReport<number>({
    send: async (seen) => {
      said.push(seen);
      throw new Error('not taken');
    },
    refused: () => ({ isKnown: false, againInMs: said.length < 3 ? 700 : null }),
  });
  report.set(1);
  await vi.advanceTimersByTimeAsync(699);
  expect(said).toEqual([1]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([1, 1, 1]);
});
