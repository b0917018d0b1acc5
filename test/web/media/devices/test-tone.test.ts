import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TestTone } from '../../../../web/src/media/devices/test-signals.ts';

const made = vi.fn();
const resumed = vi.fn(async () => {});
let state: 'suspended' | 'running';

beforeEach(() => {
  vi.useFakeTimers();
  state = 'suspended';
  const node = class {
    connect = () => this;
    start = () => {};
  };
  const track = { stop: () => {}, clone: () => ({ id: 'its own' }) };
  vi.stubGlobal('OscillatorNode', node);
  vi.stubGlobal('GainNode', node);
  vi.stubGlobal(
    'AudioContext',
    class {
      constructor() {
        made();
      }
      get state() {
        return state;
      }
      resume = resumed;
      close = async () => {};
      createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => [track] } });
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it('the tone is begun at once, and given as soon as it runs', async () => {
  const tone = new TestTone();
  expect([made.mock.calls.length, resumed.mock.calls.length]).toEqual([1, 1]);
  const taken = tone.take(new AbortController().signal);
  await vi.advanceTimersByTimeAsync(1_000);
  state = 'running';
  await vi.advanceTimersByTimeAsync(200);
  expect(await taken).toEqual({ id: 'its own' });
  expect(vi.getTimerCount()).toBe(0);
});

it('a tone that the browser holds back is given to nobody, nor one where there is no sound at all', async () => {
  const taken = new TestTone().take(new AbortController().signal);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await taken).toBeNull();
  vi.stubGlobal('AudioContext', undefined);
  const none = new TestTone();
  expect(await none.take(new AbortController().signal)).toBeNull();
  none.stop();
});
