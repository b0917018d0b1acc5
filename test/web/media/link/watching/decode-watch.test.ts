import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DECODE_READ_MS, type DecodeReading } from '../../../../../web/src/call/line/relief-guard.ts';
import { DecodeWatch } from '../../../../../web/src/media/link/watching/decode-watch.ts';

/** The browser's counts, as it goes on counting. */
let streams: Record<string, { kind: 'audio' | 'video' } & Record<string, number | string>>;
let codecs: Record<string, { mimeType: string }>;
let pressed: (records: { state: string }[]) => void;
const page = { hidden: false };

beforeEach(() => {
  vi.useFakeTimers();
  streams = {};
  codecs = {};
  page.hidden = false;
  vi.stubGlobal('document', page);
  vi.stubGlobal(
    'PressureObserver',
    class {
      constructor(changed: typeof pressed) {
        pressed = changed;
      }
      observe = async () => {};
      disconnect = () => {};
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function begin() {
  const read: DecodeReading[] = [];
  const getStats = async () =>
    new Map<string, object>([
      ...Object.entries(streams).map(([id, one]) => [id, { id, type: 'inbound-rtp', ...one }] as const),
      ...Object.entries(codecs).map(([id, one]) => [id, { id, type: 'codec', ...one }] as const),
    ]);
  const watch = new DecodeWatch({
    transport: { getStats: getStats as unknown as () => Promise<RTCStatsReport> },
    read: (reading) => read.push(reading),
  });
  watch.begin();
  const next = async () => {
    await vi.advanceTimersByTimeAsync(DECODE_READ_MS);
    return read.at(-1);
  };
  return { watch, read, next };
}

const picture = (framesDecoded: number, framesDropped: number, packetsReceived: number, packetsLost = 0) =>
  ({ kind: 'video', framesDecoded, framesDropped, packetsReceived, packetsLost }) as const;

test('frames that arrive and are not shown are counted, and sound that is made up, since the reading before', async () => {
  const { watch, next } = begin();
  streams = { one: picture(100, 50, 1_000), voice: { kind: 'audio', totalSamplesReceived: 1_000 } };
  expect(await next()).toMatchObject({ pictures: 0, dropped: null });
  streams = {
    one: picture(140, 60, 2_000),
    late: picture(9, 90, 100),
    voice: { kind: 'audio', totalSamplesReceived: 2_000, concealedSamples: 150, silentConcealedSamples: 50 },
  };
  expect(await next()).toEqual({ pictures: 1, dropped: 0.2, stutter: 0.1, isPressed: false, screens: [] });
  pressed([{ state: 'critical' }]);
  expect((await next())?.isPressed).toBe(true);
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('what the network loses, and a page that nobody sees, say nothing of the device', async () => {
  const { read, next } = begin();
  streams = { one: picture(0, 0, 0) };
  await next();
  streams = { one: picture(40, 60, 1_000, 100) };
  expect(await next()).toMatchObject({ pictures: 1, dropped: null, stutter: null });
  page.hidden = true;
  await next();
  expect(read).toHaveLength(2);
});

test('one whose sound is lost on its own way says nothing of the device, the others do', async () => {
  const { next } = begin();
  const voice = (samples: number, madeUp: number, packetsReceived: number, packetsLost: number) =>
    ({
      kind: 'audio',
      totalSamplesReceived: samples,
      concealedSamples: madeUp,
      packetsReceived,
      packetsLost,
    }) as const;
  streams = { one: picture(0, 0, 0), far: voice(0, 0, 0, 0), near: voice(0, 0, 0, 0) };
  await next();
  streams = { one: picture(60, 0, 2_000), far: voice(1_000, 300, 80, 20), near: voice(1_000, 0, 100, 0) };
  expect(await next()).toMatchObject({ dropped: 0, stutter: 0 });
  streams = { one: picture(120, 0, 4_000), far: voice(2_000, 300, 180, 20), near: voice(2_000, 100, 200, 0) };
  expect(await next()).toMatchObject({ stutter: 0.05 });
});

test('a screen that is sent in another codec than faces is told by itself, once enough of it has come', async () => {
  const { next } = begin();
  codecs = { av1: { mimeType: 'video/AV1' }, vp8: { mimeType: 'video/VP8' } };
  const at = (frames: number, dropped: number, packets: number, lost = 0) => ({
    screen: { ...picture(frames, dropped, packets, lost), codecId: 'av1' },
    face: { ...picture(frames, 0, packets), codecId: 'vp8' },
  });
  streams = at(0, 0, 0);
  expect((await next())?.screens).toEqual([]);
  streams = at(15, 5, 1_000);
  expect((await next())?.screens).toEqual([{ codec: 'AV1', dropped: 0.25 }]);
  streams = at(20, 10, 2_000);
  expect((await next())?.screens).toEqual([]);
  streams = at(60, 50, 3_000, 500);
  expect((await next())?.screens).toEqual([]);
});
