import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { UPLOAD_READ_MS, type UploadReading } from '../../../../../web/src/call/line/upload-guard.ts';
import { UploadWatch } from '../../../../../web/src/media/link/watching/upload-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Stats = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A transport whose browser says what the test says. */
function aWatch() {
  const readings: UploadReading[] = [];
  const says = { stats: [] as readonly Stats[] };
  const getStats = vi.fn(
    async () => new Map(says.stats.map((stats, id) => [`${id}`, { id: `${id}`, ...stats }])) as never,
  );
  const watch = new UploadWatch({ transport: { getStats }, read: (reading) => void readings.push(reading) });
  onTestFinished(() => watch.close());
  const next = async (...stats: readonly Stats[]) => {
    says.stats = stats;
    await vi.advanceTimersByTimeAsync(UPLOAD_READ_MS);
    return readings.at(-1);
  };
  return { watch, getStats, next, readings };
}

const sent = (packetsSent: number) => ({ type: 'outbound-rtp', packetsSent });
const lost = (packetsLost: number) => ({ type: 'remote-inbound-rtp', packetsLost });
const way = (more: object) => ({ type: 'candidate-pair', nominated: true, state: 'succeeded', ...more });

it('reads what the browser takes the way in use to bear, and how long it is', async () => {
  const { watch, next } = aWatch();
  watch.begin();
  watch.begin();
  const other = { ...way({ availableOutgoingBitrate: 9 }), nominated: false };
  const used = way({ availableOutgoingBitrate: 400_000, currentRoundTripTime: 0.25 });
  expect(await next(used, other)).toEqual({ estimate: 400_000, sent: null, roundTripMs: 250, loss: null });
  // After a change of networks the one before is still there.
  const selected = { type: 'transport', selectedCandidatePairId: '0' };
  expect(await next(used, way({ availableOutgoingBitrate: 70_000 }), selected)).toMatchObject({ estimate: 400_000 });
});

it('an answer is read once, however long the browser shows it', async () => {
  const { watch, next } = aWatch();
  watch.begin();
  const answer = (responsesReceived: number) => way({ currentRoundTripTime: 2, responsesReceived });
  const read = async (stats: Stats) => (await next(stats))?.roundTripMs;
  expect([await read(answer(1)), await read(answer(1)), await read(answer(2))]).toEqual([2_000, null, 2_000]);
  // Where they are not counted, another time is another answer.
  const uncounted = (seconds: number) => way({ currentRoundTripTime: seconds });
  expect([await read(uncounted(1)), await read(uncounted(1)), await read(uncounted(3))]).toEqual([1_000, null, 3_000]);
});

it('says nothing of what a browser does not say', async () => {
  const { watch, next } = aWatch();
  watch.begin();
  expect(await next(way({}))).toEqual({ estimate: null, sent: null, roundTripMs: null, loss: null });
});

it('counts what was lost of all streams lately, and nothing of few packets', async () => {
  const { watch, next } = aWatch();
  watch.begin();
  await next(sent(1_000), sent(500), lost(100), lost(0));
  expect((await next(sent(1_005), sent(505), lost(100), lost(0)))?.loss).toBeNull();
  expect((await next(sent(1_050), sent(550), lost(110), lost(10)))?.loss).toBe(0.2);
  // Of before nothing is counted any more.
  await next(sent(1_150), sent(650), lost(110), lost(10));
  await next(sent(1_250), sent(750), lost(110), lost(10));
  expect((await next(sent(1_350), sent(850), lost(110), lost(10)))?.loss).toBe(0);
});

it('says how much is sent, of all streams with their headers', async () => {
  const { watch, next } = aWatch();
  watch.begin();
  const bytes = (bytesSent: number, headerBytesSent: number) => ({ type: 'outbound-rtp', bytesSent, headerBytesSent });
  expect((await next(bytes(500_000, 50_000), bytes(5_000, 500)))?.sent).toBeNull();
  expect((await next(bytes(514_000, 51_000), bytes(9_000, 1_500)))?.sent).toBe(8 * 20_000);
  expect((await next(bytes(9_000, 1_500)))?.sent).toBeNull();
});

it('a stream that ends takes its counts along, and is no loss', async () => {
  const { watch, next } = aWatch();
  watch.begin();
  await next(sent(9_000), sent(900), lost(500), lost(3));
  expect((await next(sent(960), lost(3)))?.loss).toBeNull();
});

it('one question at a time, none after the end, and a transport that is gone is passed over', async () => {
  const { watch, getStats, readings } = aWatch();
  let answer = (_: never) => {};
  getStats.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  watch.begin();
  await vi.advanceTimersByTimeAsync(5 * UPLOAD_READ_MS);
  expect(getStats).toHaveBeenCalledOnce();
  answer(new Map() as never);
  getStats.mockRejectedValueOnce(new Error('closed'));
  await vi.advanceTimersByTimeAsync(2 * UPLOAD_READ_MS);
  expect(readings).toHaveLength(2);
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
});
