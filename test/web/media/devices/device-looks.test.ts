import { afterEach, expect, test, vi } from 'vitest';
import { lookForDevices } from '../../../../web/src/media/devices/device-looks.ts';
import type { LocalMedia } from '../../../../web/src/media/devices/local-media.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page on this system, and how often it has looked. */
function aPage(platform: string) {
  vi.useFakeTimers();
  const page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', { platform });
  const look = vi.fn(async () => {});
  let isSpeaking = false;
  const sources = () => ({ microphone: { wanted: isSpeaking, capture: { is: 'live', isHeld: false } } });
  const local = { getSnapshot: sources } as unknown as Pick<LocalMedia, 'getSnapshot'>;
  const end = lookForDevices({ devices: { look }, local });
  const turn = (hidden: boolean) => {
    page.hidden = hidden;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const looked = () => look.mock.calls.length;
  const speak = () => {
    isSpeaking = true;
  };
  return { end, turn, looked, speak };
}

test('where the system tells no change it is looked for while somebody sees the page, and at once when they come back', () => {
  const { end, turn, looked, speak } = aPage('Linux x86_64');
  vi.advanceTimersByTime(9_000);
  expect(looked()).toBe(3);
  turn(true);
  vi.advanceTimersByTime(60_000);
  expect(looked()).toBe(3);
  turn(false);
  expect(looked()).toBe(4);
  // Whoever speaks from behind another page wants to be heard.
  speak();
  turn(true);
  vi.advanceTimersByTime(6_000);
  expect(looked()).toBe(7);
  end();
  turn(false);
  vi.advanceTimersByTime(60_000);
  expect([looked(), vi.getTimerCount()]).toEqual([7, 0]);
});

test.each(['MacIntel', 'Win32', 'iPhone'])('%s tells by itself, and nothing is looked for there', (platform) => {
  const { looked } = aPage(platform);
  vi.advanceTimersByTime(60_000);
  expect([looked(), vi.getTimerCount()]).toEqual([0, 0]);
});
