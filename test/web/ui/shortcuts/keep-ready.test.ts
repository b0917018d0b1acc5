import { afterEach, expect, test, vi } from 'vitest';
import type { LocalSource } from '../../../../web/src/media/devices/local/local-source.ts';
import { keepReady } from '../../../../web/src/ui/shortcuts/keep-ready.ts';

const OFF: LocalSource = { wanted: false, capture: { is: 'off' } };
const FAILED: LocalSource = { wanted: false, capture: { is: 'failed', problem: 'missing' } };
const live = (wanted: boolean): LocalSource => ({
  wanted,
  capture: { is: 'live', track: {} as MediaStreamTrack, device: null, isHeld: false },
});

afterEach(() => void vi.unstubAllGlobals());

/** The browser says this of the permission; undefined: it says nothing. */
async function kept(state: PermissionState | undefined, { microphone = OFF, isAlive = true } = {}) {
  vi.stubGlobal('navigator', state === undefined ? {} : { permissions: { query: async () => ({ state }) } });
  const listeners = new Set<() => void>();
  const [openMuted, opened] = [vi.fn(), vi.fn()];
  let now = microphone;
  const local = {
    getSnapshot: () => ({ microphone: now, camera: OFF, screen: OFF, screenAudio: OFF }),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openMuted,
  };
  let isHere = isAlive;
  await keepReady(local, { isAlive: () => isHere, opened });
  return {
    isOpened: openMuted.mock.calls.length > 0,
    becomes: (to: LocalSource) => {
      now = to;
      for (const listener of listeners) listener();
      return opened.mock.calls.length;
    },
    leave: () => {
      isHere = false;
    },
    listeners,
  };
}

test('a microphone is kept ready where nobody is asked anything for it, and nowhere else', async () => {
  expect((await kept('granted')).isOpened).toBe(true);
  expect((await kept('prompt')).isOpened).toBe(false);
  expect((await kept('denied')).isOpened).toBe(false);
  expect((await kept(undefined)).isOpened).toBe(false);
});

test('one that is wanted, or on its way, or failed is left as it is', async () => {
  const isOpened = async (microphone: LocalSource) => (await kept('granted', { microphone })).isOpened;
  expect(await isOpened({ ...OFF, wanted: true })).toBe(false);
  expect(await isOpened({ wanted: false, capture: { is: 'starting' } })).toBe(false);
  expect(await isOpened(FAILED)).toBe(false);
});

test('none is opened once the meeting has been left while the browser was asked', async () => {
  expect((await kept('granted', { isAlive: false })).isOpened).toBe(false);
});

test('that it is open and off is told once, when it is so', async () => {
  const { becomes, listeners } = await kept('granted');
  expect([becomes(OFF), becomes(live(false)), becomes(live(true)), becomes(live(false))]).toEqual([0, 1, 1, 1]);
  expect(listeners.size).toBe(0);
});

test('it is not told of one that failed, was switched on first, or came when its owner had left', async () => {
  for (const other of [FAILED, live(true)]) {
    const { becomes } = await kept('granted');
    expect([becomes(other), becomes(live(false))]).toEqual([0, 0]);
  }
  const { becomes, leave, listeners } = await kept('granted');
  leave();
  expect(becomes(live(false))).toBe(0);
  expect(listeners.size).toBe(0);
});
