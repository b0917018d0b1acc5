import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ViewItem } from '../../../../src/protocol/index.ts';
import { DECODE_READ_MS } from '../../../../web/src/call/line/relief-guard.ts';
import { TableMedia } from '../../../../web/src/call/media/table-media.ts';
import { DecodeWatch } from '../../../../web/src/media/link/watching/decode-watch.ts';
import { aParticipant, aSession, FakeLocal, FakeMedia, FakeSignaling } from '../../fakes.ts';

const TILE = { width: 400, height: 300 };
const FACES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const FRAMES = 60;
/** Longer than any wait before something is given back. */
const LONG_MS = 200 * DECODE_READ_MS;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A browser on a machine that shows every frame of so many pixels at once, and of more every second one. */
class WeakDevice {
  bears = 0;
  readonly #shows: () => readonly ViewItem[];
  readonly #counts = new Map<string, { framesDecoded: number; framesDropped: number; packetsReceived: number }>();

  constructor(shows: () => readonly ViewItem[]) {
    this.#shows = shows;
  }

  /** As it has gone on for DECODE_READ_MS. */
  getStats = async (): Promise<RTCStatsReport> => {
    const shown = this.#shows();
    const isTooMuch = shown.reduce((sum, { width = 0, height = 0 }) => sum + width * height, 0) > this.bears;
    for (const { producerId } of shown) {
      const counts = this.#counts.get(producerId) ?? { framesDecoded: 0, framesDropped: 0, packetsReceived: 0 };
      counts.framesDecoded += isTooMuch ? FRAMES / 2 : FRAMES;
      counts.framesDropped += isTooMuch ? FRAMES / 2 : 0;
      counts.packetsReceived += FRAMES;
      this.#counts.set(producerId, counts);
    }
    const streams = [...this.#counts].map(([id, counts]) => ({ id, type: 'inbound-rtp', kind: 'video', ...counts }));
    return new Map(streams.map((stream) => [stream.id, stream])) as unknown as RTCStatsReport;
  };
}

/** The real parts between the browser's counts and what is asked of the server. */
async function atTheTable() {
  const media = new FakeMedia();
  const told: string[] = [];
  const table = new TableMedia({
    signaling: new FakeSignaling(),
    local: new FakeLocal(),
    openMedia: media.open,
    estimateTile: () => TILE,
    changed: ({ relief, resting }) => {
      if (relief) told.push(relief);
      if (resting) told.push(`${resting.size} rest`);
    },
    notice: () => {},
    heldBack: () => {},
    heardAgain: () => {},
  });
  table.setParticipants(
    [...FACES, 'signer']
      .map((id) => aParticipant(id, { camera: 'live' }))
      .concat(aParticipant('g', { screen: 'live' })),
    'self',
  );
  table.subscriber.setSigning(['signer']);
  await table.open({ session: aSession('one'), turn: null });
  const asked = () => media.links[0]?.views.at(-1) ?? [];
  const device = new WeakDevice(asked);
  const watch = new DecodeWatch({ transport: device, read: (reading) => media.listener?.decodeRead(reading) });
  watch.begin();
  const sizes = () => asked().map(({ producerId, width }) => `${producerId} ${width}`);
  const close = () => {
    watch.close();
    table.close();
  };
  return { device, told, sizes, close };
}

const faces = (width: number, ids: readonly string[] = FACES) => ids.map((id) => `${id}-camera ${width}`);
const READ = ['signer-camera 400', 'g-screen 400'];

test('frames that a device drops make its pictures smaller, then four, and all come back when it bears them; hands and screens stay', async () => {
  const { device, told, sizes, close } = await atTheTable();
  const all = 8 * TILE.width * TILE.height;
  device.bears = all;
  await vi.advanceTimersByTimeAsync(LONG_MS);
  expect([told, sizes()]).toEqual([[], [...faces(400), ...READ]]);

  // Smaller pictures are borne: fewer are not needed.
  device.bears = all / 2;
  await vi.advanceTimersByTimeAsync(4 * DECODE_READ_MS);
  expect([told, sizes()]).toEqual([['small'], [...faces(200), ...READ]]);
  await vi.advanceTimersByTimeAsync(4 * DECODE_READ_MS);
  expect(told).toEqual(['small']);

  device.bears = 0;
  await vi.advanceTimersByTimeAsync(4 * DECODE_READ_MS);
  expect([told, sizes()]).toEqual([
    ['small', 'few', '2 rest'],
    [...faces(200, ['a', 'b', 'c', 'd']), ...READ],
  ]);

  device.bears = all;
  told.length = 0;
  await vi.advanceTimersByTimeAsync(LONG_MS);
  expect([told, sizes()]).toEqual([
    ['small', '0 rest', 'none'],
    [...faces(400), ...READ],
  ]);
  close();
  expect(vi.getTimerCount()).toBe(0);
});
