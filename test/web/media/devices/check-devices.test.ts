import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaptureSource } from '../../../../web/src/media/devices/capture.ts';
import { tryDevice } from '../../../../web/src/media/devices/check-devices.ts';
import type { SettingsStore } from '../../../../web/src/settings.ts';

const SETTINGS = { microphoneId: null, cameraId: null, sound: 'clear' as const };
const settings = { get: () => SETTINGS } as unknown as SettingsStore;
const PICTURE = {} as ImageBitmap;

/** What the microphone hears, from 0 to 1, and whether the camera gives a picture. */
let loudness: number;
let hasPicture: boolean;
let stopped: boolean;
let granted: Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  [loudness, hasPicture, stopped, granted] = [0, true, false, Promise.resolve()];
  const track = {
    muted: false,
    readyState: 'live',
    stop: () => {
      stopped = true;
    },
  };
  const getUserMedia = async () => {
    await granted;
    return { getTracks: () => [track] };
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal(
    'AudioContext',
    class {
      createMediaStreamSource = () => ({ connect: () => {} });
      close = async () => {};
    },
  );
  vi.stubGlobal(
    'AnalyserNode',
    class {
      fftSize = 4;
      getFloatTimeDomainData = (samples: Float32Array) => samples.fill(loudness);
    },
  );
  vi.stubGlobal('document', {
    addEventListener: () => {},
    removeEventListener: () => {},
    createElement: () => ({ play: async () => {}, videoWidth: hasPicture ? 640 : 0, currentTime: 1 }),
  });
  vi.stubGlobal('createImageBitmap', async () => PICTURE);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function begin(source: CaptureSource) {
  const ending = new AbortController();
  const shown: { is: string; wasStopped: boolean }[] = [];
  const show = ({ is }: { is: string }) => void shown.push({ is, wasStopped: stopped });
  return { ending, shown, outcome: tryDevice({ source, shown: show, settings }, ending.signal) };
}

it('the microphone is open until it has heard somebody, and no longer', async () => {
  const { outcome, shown } = begin('microphone');
  await vi.advanceTimersByTimeAsync(3_000);
  expect([shown, stopped]).toEqual([[{ is: 'live', wasStopped: false }], false]);
  loudness = 0.5;
  await vi.advanceTimersByTimeAsync(100);
  expect([await outcome, stopped, vi.getTimerCount()]).toEqual(['works', true, 0]);
});

it('a microphone into which nobody speaks is silent after ten seconds, and closed', async () => {
  const { outcome } = begin('microphone');
  await vi.advanceTimersByTimeAsync(10_000);
  expect([await outcome, stopped, vi.getTimerCount()]).toEqual(['silent', true, 0]);
});

it('the camera is looked at for some seconds, leaves a still picture, and is closed', async () => {
  const { outcome, shown } = begin('camera');
  await vi.advanceTimersByTimeAsync(2_000);
  expect([shown, stopped]).toEqual([[{ is: 'live', wasStopped: false }], false]);
  await vi.advanceTimersByTimeAsync(1_500);
  expect([await outcome, stopped, vi.getTimerCount()]).toEqual(['works', true, 0]);
  expect(shown.at(-1)).toEqual({ is: 'still', wasStopped: false });
});

it('a camera without a picture is closed as well', async () => {
  hasPicture = false;
  const { outcome, shown } = begin('camera');
  await vi.advanceTimersByTimeAsync(6_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([await outcome, stopped, shown.length]).toEqual(['silent', true, 1]);
});

it.each(['microphone', 'camera'] as const)(
  'a check that ends closes the %s, also one that is allowed later',
  async (source) => {
    const { outcome, ending } = begin(source);
    await vi.advanceTimersByTimeAsync(500);
    ending.abort();
    await vi.advanceTimersByTimeAsync(0);
    await outcome;
    expect([stopped, vi.getTimerCount()]).toEqual([true, 0]);

    stopped = false;
    const { promise, resolve: allow } = Promise.withResolvers<void>();
    granted = promise;
    const late = begin(source);
    late.ending.abort();
    expect(await late.outcome).toBe('untried');
    allow();
    await vi.advanceTimersByTimeAsync(0);
    expect([stopped, late.shown]).toEqual([true, []]);
  },
);
