import { afterEach, expect, test, vi } from 'vitest';
import { playChime } from '../../../../web/src/ui/standing/chime.ts';
import { settled } from '../../fakes.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a browser without sound costs nothing but the chime', async () => {
  expect(() => playChime('knock')).not.toThrow();
  await settled();
});

test('a chime for a speaker that is gone comes out of the one that the system has', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const started = vi.fn();
  const ramps = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
  class Context {
    currentTime = 0;
    setSinkId = () => Promise.reject(new DOMException('', 'NotFoundError'));
    close = async () => {};
  }
  class Node {
    gain = ramps;
    connect = () => this;
    start = started;
    stop = () => {};
  }
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('OscillatorNode', Node);
  vi.stubGlobal('GainNode', Node);
  playChime('knock', 'gone');
  await settled();
  expect(started).toHaveBeenCalledTimes(2);
});
