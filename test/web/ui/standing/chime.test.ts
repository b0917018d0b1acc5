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

interface BrowserOptions {
  /** What turns to a speaker there, and whether the chosen one is gone. */
  readonly turns: 'context' | 'element';
  readonly isGone?: boolean;
}

/** Notes, and to what they are connected in the end. */
function aBrowser({ turns, isGone = false }: BrowserOptions) {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const heardFrom: unknown[] = [];
  const turned: string[] = [];
  const setSinkId = async (id: string) => {
    if (isGone) throw new DOMException('', 'NotFoundError');
    turned.push(id);
  };
  const ramps = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
  class Context {
    currentTime = 0;
    destination = 'context';
    close = async () => {};
    setSinkId = turns === 'context' ? setSinkId : undefined;
    createMediaStreamDestination = () => ({ stream: 'notes' });
  }
  class Node {
    gain = ramps;
    connect = (next: unknown) => {
      if (!(next instanceof Node)) heardFrom.push(next);
      return next;
    };
    start = () => {};
    stop = () => {};
  }
  const playing: unknown[] = [];
  const elements: Element[] = [];
  class Element {
    srcObject: unknown = null;
    setSinkId = setSinkId;
    constructor() {
      elements.push(this);
    }
    play = async () => void playing.push(this.srcObject);
  }
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('OscillatorNode', Node);
  vi.stubGlobal('GainNode', Node);
  vi.stubGlobal('Audio', Element);
  vi.stubGlobal('HTMLMediaElement', { prototype: { setSinkId } });
  return { heardFrom, turned, playing, elements };
}

test('a chime comes out of the chosen speaker, where the browser turns its sound there', async () => {
  const { heardFrom, turned, playing } = aBrowser({ turns: 'context' });
  playChime('knock', 'headset');
  await settled();
  expect({ heardFrom, turned, playing }).toEqual({
    heardFrom: ['context', 'context'],
    turned: ['headset'],
    playing: [],
  });
});

test('and by an element where it turns no other sound', async () => {
  const { heardFrom, turned, playing, elements } = aBrowser({ turns: 'element' });
  playChime('knock', 'headset');
  await settled();
  const notes = { stream: 'notes' };
  expect({ heardFrom, turned, playing }).toEqual({
    heardFrom: [notes, notes],
    turned: ['headset'],
    playing: ['notes'],
  });
  vi.runAllTimers();
  expect(elements).toMatchObject([{ srcObject: null }]);
});

test.each(['context', 'element'] as const)(
  'a chime for a speaker that is gone comes out of the one that the system has, where an %s turns to speakers',
  async (turns) => {
    const { heardFrom, turned, playing } = aBrowser({ turns, isGone: true });
    playChime('knock', 'gone');
    await settled();
    expect(turned).toEqual([]);
    expect(turns === 'context' ? heardFrom : playing).toContain(turns === 'context' ? 'context' : 'notes');
  },
);
