import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { LESS_AFTER_MS, WantedLayers } from '../../../src/sfu/session/wanted-layers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A camera in so many layers, and what its sender was told. */
function aCamera({ layers = 3 } = {}) {
  const wanted = new WantedLayers<string>();
  onTestFinished(() => wanted.close());
  const told: number[] = [];
  const publication = {
    producerId: 'camera',
    participantId: 'anna',
    source: 'camera' as const,
    kind: 'video' as const,
    ladder: {
      fullSize: { width: 1280, height: 720 },
      scales: Array.from({ length: layers }, (_, index) => 2 ** (index + 1 - layers)),
      temporalLayers: 3,
      maxUpscale: 1.25,
    },
    isPaused: false,
    isMusic: false,
  };
  wanted.published(publication, (layer) => void told.push(layer));
  const wants = (viewer: string, layer: number | null) => wanted.wants(publication, viewer, layer);
  return { wanted, publication, told, wants };
}

it('all of it is sent at first, and so much later what the one wants who wants most', () => {
  const { told, wants } = aCamera();
  wants('bernd', 0);
  wants('cleo', 1);
  vi.advanceTimersByTime(LESS_AFTER_MS - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(10 * LESS_AFTER_MS);
  expect(told).toEqual([1]);
});

it('what nobody shows goes on in its smallest, for whoever comes', () => {
  const { told, wants } = aCamera();
  vi.advanceTimersByTime(LESS_AFTER_MS);
  expect(told).toEqual([0]);
  wants('bernd', 2);
  wants('bernd', null);
  vi.advanceTimersByTime(2 * LESS_AFTER_MS);
  expect(told).toEqual([0, 2, 0]);
});

it('more is told at once, and once, however many want it', () => {
  const { told, wants } = aCamera();
  vi.advanceTimersByTime(LESS_AFTER_MS);
  for (const viewer of ['bernd', 'cleo', 'dora']) wants(viewer, 1);
  expect(told).toEqual([0, 1]);
  wants('cleo', 2);
  expect(told).toEqual([0, 1, 2]);
});

it('whoever turns a page and back again changes nothing, nor does one who takes over the large picture', () => {
  const { told, wants } = aCamera();
  wants('bernd', 2);
  for (let time = 0; time < 10; time += 1) {
    wants('bernd', 0);
    vi.advanceTimersByTime(LESS_AFTER_MS - 1);
    wants(time % 2 === 0 ? 'bernd' : 'cleo', 2);
  }
  wants('bernd', null);
  vi.advanceTimersByTime(2 * LESS_AFTER_MS);
  expect(told).toEqual([]);
});

it('of three the middle one goes on while somebody is shown any, of two the smallest alone', () => {
  for (const [layers, least] of [
    [3, 1],
    [2, 0],
  ] as const) {
    const { told, wants } = aCamera({ layers });
    wants('bernd', 0);
    vi.advanceTimersByTime(2 * LESS_AFTER_MS);
    expect(told).toEqual([least]);
    wants('bernd', 1);
    wants('bernd', null);
    vi.advanceTimersByTime(2 * LESS_AFTER_MS);
    expect(told.at(-1)).toBe(0);
  }
});

it('what somebody wanted just now goes on for as long as what was wanted before', () => {
  const { told, wants } = aCamera();
  wants('bernd', 2);
  wants('bernd', null);
  vi.advanceTimersByTime(LESS_AFTER_MS - 1);
  wants('bernd', 1);
  wants('bernd', null);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(LESS_AFTER_MS);
  expect(told).toEqual([1, 0]);
});

it('a viewer who flips sizes hundreds of times a second makes a sender send more once in that time', () => {
  const { told, wants } = aCamera();
  vi.advanceTimersByTime(LESS_AFTER_MS);
  for (let ms = 0; ms < 60_000; ms += 3) {
    wants('mallory', (ms / 3) % 3);
    if (ms % 7_000 === 0) wants('mallory', 0);
    vi.advanceTimersByTime(3);
  }
  expect(told).toEqual([0, 1, 2]);
  wants('mallory', 0);
  for (let round = 0; round < 20; round += 1) {
    // As fast as it has an effect at all.
    vi.advanceTimersByTime(LESS_AFTER_MS);
    wants('mallory', 2);
    wants('mallory', 0);
  }
  expect(told.length).toBeLessThanOrEqual(3 + 2 * 20);
});

it('one that is switched off for a while comes back as it was, and is judged by what is shown then', () => {
  const { publication, told, wants } = aCamera();
  wants('bernd', 2);
  publication.isPaused = true;
  wants('bernd', null);
  vi.advanceTimersByTime(11 * LESS_AFTER_MS - 1);
  publication.isPaused = false;
  // Whoever shows it again has to hear of it first.
  vi.advanceTimersByTime(LESS_AFTER_MS - 1);
  wants('bernd', 2);
  vi.advanceTimersByTime(10 * LESS_AFTER_MS);
  expect(told).toEqual([]);
  wants('bernd', 1);
  vi.advanceTimersByTime(LESS_AFTER_MS);
  expect(told).toEqual([1]);
});

it('of a picture in one stream nobody is told anything, nor of one that is gone; and no timer is left', () => {
  const single = aCamera({ layers: 1 });
  single.wants('bernd', 0);
  const { wanted, publication, told, wants } = aCamera();
  wanted.unpublished(publication);
  wanted.unpublished(publication);
  wants('bernd', 1);
  expect(vi.getTimerCount()).toBe(0);
  const closed = aCamera();
  closed.wanted.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(2 * LESS_AFTER_MS);
  expect([...single.told, ...told, ...closed.told]).toEqual([]);
});
