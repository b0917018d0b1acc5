import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TestTone } from '../../../web/src/media/devices/test-signals.ts';
import { takeSignal } from '../../../web/src/media/way-signal.ts';

const signal = new AbortController().signal;
const tone = (track: unknown) => ({ take: async () => track }) as unknown as TestTone;
const captureStream = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  const picture = { kind: 'video', stop: vi.fn() };
  captureStream.mockReturnValue({ getVideoTracks: () => [picture] });
  const canvas = { getContext: () => ({ fillRect: () => {} }), captureStream };
  vi.stubGlobal('document', { createElement: () => canvas });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a way is tried with the tone where the browser makes one', async () => {
  const track = { stop: vi.fn() };
  const taken = await takeSignal(tone(track), signal);
  expect(taken.sent).toMatchObject({ source: 'microphone', track });
  expect(captureStream).not.toHaveBeenCalled();
  taken.stop();
  expect(track.stop).toHaveBeenCalledOnce();
});

it('on a device that makes no sound it is tried with a small picture, which takes no more', async () => {
  const taken = await takeSignal(tone(null), signal);
  expect(taken.sent).toMatchObject({ source: 'thumbnail', track: { kind: 'video' } });
  expect(taken.sent.encodings?.[0]?.maxBitrate).toBeLessThan(150_000);
  taken.stop();
  expect(taken.sent.track?.stop).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

it('a browser that makes neither blames no network', async () => {
  captureStream.mockImplementation(() => {
    throw new TypeError('captureStream is not a function');
  });
  await expect(takeSignal(tone(null), signal)).rejects.toMatchObject({ why: 'no-signal' });
  expect(vi.getTimerCount()).toBe(0);
});
