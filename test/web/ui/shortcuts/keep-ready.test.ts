import { afterEach, expect, test, vi } from 'vitest';
import type { LocalSource } from '../../../../web/src/media/devices/local/local-source.ts';
import { keepReady } from '../../../../web/src/ui/shortcuts/keep-ready.ts';

const OFF: LocalSource = { wanted: false, capture: { is: 'off' } };

afterEach(() => void vi.unstubAllGlobals());

/** Whether it is opened where the browser says this of the permission; undefined: it says nothing. */
async function isOpened(state: PermissionState | undefined, microphone = OFF, isAlive = true): Promise<boolean> {
  vi.stubGlobal('navigator', state === undefined ? {} : { permissions: { query: async () => ({ state }) } });
  const openMuted = vi.fn();
  const sources = { microphone, camera: OFF, screen: OFF, screenAudio: OFF };
  await keepReady({ getSnapshot: () => sources, openMuted }, () => isAlive);
  return openMuted.mock.calls.length > 0;
}

test('a microphone is kept ready where nobody is asked anything for it, and nowhere else', async () => {
  expect(await isOpened('granted')).toBe(true);
  expect(await isOpened('prompt')).toBe(false);
  expect(await isOpened('denied')).toBe(false);
  expect(await isOpened(undefined)).toBe(false);
});

test('one that is wanted, or on its way, or failed is left as it is', async () => {
  expect(await isOpened('granted', { wanted: true, capture: { is: 'off' } })).toBe(false);
  expect(await isOpened('granted', { wanted: false, capture: { is: 'starting' } })).toBe(false);
  expect(await isOpened('granted', { wanted: false, capture: { is: 'failed', problem: 'missing' } })).toBe(false);
});

test('none is opened once the meeting has been left while the browser was asked', async () => {
  expect(await isOpened('granted', OFF, false)).toBe(false);
});
