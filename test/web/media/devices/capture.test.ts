import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { capture, captureScreen } from '../../../../web/src/media/devices/capture.ts';

const SETTINGS = { microphoneId: null, cameraId: null, sound: 'clear' as const };

/** What the browser answers, and how long it takes. */
let refusal: { name: string; message: string; afterMs: number };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const refuse = async () => {
    vi.advanceTimersByTime(refusal.afterMs);
    throw new DOMException(refusal.message, refusal.name);
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: refuse, getDisplayMedia: refuse } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['somebody who leaves the choice of screens', 'denied', { message: 'Permission denied', afterMs: 2_000 }],
  [
    'a system that lets no browser see the screen',
    'system',
    { message: 'Permission denied by system', afterMs: 2_000 },
  ],
  ['a rule that answers before anybody could', 'system', { message: 'Permission denied', afterMs: 5 }],
])('of a screen, %s is told as %s', async (_who, problem, { message, afterMs }) => {
  refusal = { name: 'NotAllowedError', message, afterMs };
  await expect(captureScreen()).rejects.toMatchObject({ problem });
});

test.each([
  ['a page without the permission', 'denied', 'Permission denied'],
  ['a browser that the system keeps out', 'system', 'Permission denied by system'],
])('of microphone and camera, %s is told as %s', async (_who, problem, message) => {
  refusal = { name: 'NotAllowedError', message, afterMs: 5 };
  await expect(capture(['microphone', 'camera'], SETTINGS)).rejects.toMatchObject({ problem });
});

test.each([
  ['clear', true],
  ['plain', true],
  ['original', false],
] as const)(
  'of a microphone that is to be %s the echo is left to the browser: %s, whoever treats the rest',
  async (sound, echoCancellation) => {
    const asked = vi.fn(async (_: MediaStreamConstraints) => ({ getTracks: () => [], getAudioTracks: () => [] }));
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: asked } });
    for (const byBrowser of [true, false]) await capture(['microphone'], { ...SETTINGS, sound, byBrowser });
    for (const [{ audio }] of asked.mock.calls) expect(audio).toMatchObject({ echoCancellation });
    // What is done here the browser does not do as well.
    expect(asked.mock.calls[1]?.[0].audio).toMatchObject({ noiseSuppression: false, autoGainControl: false });
  },
);

/** As Firefox names a device that is gone: it is no DOMException there. */
const overconstrained = () => Object.assign(new Error(''), { name: 'OverconstrainedError' });

test.each([
  ['Chromium', () => new DOMException('', 'OverconstrainedError')],
  ['Firefox', overconstrained],
  ['a browser that lists none of its kind', () => new DOMException('', 'NotFoundError')],
])('a chosen microphone that is gone is replaced in %s', async (_browser, gone) => {
  const instead = {};
  const getUserMedia = async ({ audio }: { audio: MediaTrackConstraints }) => {
    if (audio.deviceId) throw gone();
    return { getTracks: () => [instead], getAudioTracks: () => [] };
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  const settings = { ...SETTINGS, microphoneId: 'headset', cameraId: 'laptop' };
  expect(await capture(['microphone'], settings)).toEqual([instead]);
});

test('where nothing was chosen, what is missing is asked for once', async () => {
  const asked = vi.fn(() => Promise.reject(overconstrained()));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: asked } });
  const settings = { ...SETTINGS, microphoneId: 'headset' };
  await expect(capture(['camera'], settings)).rejects.toMatchObject({ problem: 'missing' });
  expect(asked).toHaveBeenCalledTimes(1);
});
