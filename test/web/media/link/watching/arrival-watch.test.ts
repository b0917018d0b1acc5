import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ARRIVAL_CHECK_MS, ArrivalWatch } from '../../../../../web/src/media/link/watching/arrival-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aWatch() {
  const told: boolean[] = [];
  const counted = { bytesReceived: 0, responsesReceived: 0 };
  const transport = {
    getStats: vi.fn(
      async () => new Map([['pair', { type: 'candidate-pair', ...counted }]]) as unknown as RTCStatsReport,
    ),
  };
  const watch = new ArrivalWatch({ transport, changed: (isCut) => told.push(isCut) });
  watch.begin();
  /** One letter a check: sound arrives at an s, an answer of ICE at an a, both at a b, nothing at a dot. */
  const pass = async (pattern: string) => {
    for (const letter of pattern) {
      if (letter === 's' || letter === 'b') counted.bytesReceived += 100;
      if (letter === 'a' || letter === 'b') counted.responsesReceived += 1;
      await vi.advanceTimersByTimeAsync(ARRIVAL_CHECK_MS);
    }
  };
  return { watch, transport, told, pass };
}

/** As Chromium asks: every 2.5 s. */
const OFTEN = 'a.a..a.a..a.a..a';

describe('the browser that asks often', () => {
  it('knows that its line is cut after three checks without anything, once, and that it is back with the first byte', async () => {
    const { told, pass } = aWatch();
    await pass(`${OFTEN}ss..`);
    expect(told).toEqual([]);
    await pass('.');
    expect(told).toEqual([true]);
    await pass('......');
    expect(told).toEqual([true]);
    await pass('s');
    expect(told).toEqual([true, false]);
  });

  it('knows it as soon when it was cut before', async () => {
    const { told, pass } = aWatch();
    await pass(`${OFTEN}ss..........s...`);
    expect(told).toEqual([true, false, true]);
  });

  it('takes a meeting in which nobody speaks for no cut line', async () => {
    const { told, pass } = aWatch();
    await pass(`bsbssbsbss${OFTEN.repeat(5)}`);
    expect(told).toEqual([]);
  });

  it('takes a single lost answer for no cut line while nobody speaks, and two for one', async () => {
    const { told, pass } = aWatch();
    await pass(`${OFTEN}....a..a.a....a.....a`);
    expect(told).toEqual([]);
    await pass('......');
    expect(told).toEqual([true]);
  });
});

it('the browser that asks rarely is given time, also when sound that came all the while has ended', async () => {
  const { told, pass } = aWatch();
  await pass('bsssbssssbsssssbssssb');
  await pass('....a.....a....a.....a....s.......');
  expect(told).toEqual([]);
  await pass('.');
  expect(told).toEqual([true]);
});

it('where answers are not counted, silence is no cut line', async () => {
  const { told, pass } = aWatch();
  await pass(`${'s'.repeat(20)}${'../..'.repeat(60)}`);
  expect(told).toEqual([]);
});

it('a machine that slept or a page that was frozen takes nothing for cut', async () => {
  const { told, pass, transport } = aWatch();
  await pass(OFTEN);
  for (let times = 0; times < 5; times += 1) {
    let wake = () => {};
    transport.getStats.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      return new Map() as unknown as RTCStatsReport;
    });
    await pass('.....');
    wake();
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(told).toEqual([]);
});

it('a transport that is closed meanwhile is told nowhere, and nothing runs on', async () => {
  const { watch, transport, told, pass } = aWatch();
  await pass(OFTEN);
  transport.getStats.mockRejectedValue(new Error('closed'));
  await pass('.....');
  watch.close();
  await pass('.....');
  expect(told).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
