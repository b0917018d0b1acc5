import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlayedVoice } from '../../../../web/src/media/devices/played-voice.ts';

const HEADSET = 'headset';

/** Plays as Chromium does: an output that dies ends it with an error, after which it needs its sound anew. */
class Audio extends EventTarget {
  paused = true;
  currentTime = 0;
  sinkId = '';
  isWhole = false;
  given = 0;
  /** Why it plays nothing. */
  refusal: string | null = null;
  #stream: unknown = null;

  get srcObject(): unknown {
    return this.#stream;
  }
  set srcObject(stream: unknown) {
    this.#stream = stream;
    this.given += stream === null ? 0 : 1;
    [this.isWhole, this.currentTime, this.paused] = [stream !== null, 0, true];
  }
  setSinkId = async (sinkId: string) => {
    this.sinkId = sinkId;
  };
  play = async () => {
    if (this.refusal !== null) throw new DOMException('', this.refusal);
    if (this.isWhole) this.paused = false;
  };
  die(): void {
    [this.isWhole, this.paused] = [false, true];
    this.dispatchEvent(new Event('error'));
  }
}

let audio: Audio;
const track = { readyState: 'live' };
const refused = vi.fn();
const lost = vi.fn(async () => {});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('window', new EventTarget());
  for (const mock of [refused, lost]) mock.mockClear();
  audio = new Audio();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function aVoice(): PlayedVoice {
  const voice = new PlayedVoice({
    audio: audio as unknown as HTMLAudioElement,
    track: track as MediaStreamTrack,
    refused,
    lost,
  });
  voice.play();
  voice.turnTo(HEADSET);
  return voice;
}

/** In steps of a tenth of a second, in which sound comes or stands still. */
async function pass(seconds: number, { sounds = true } = {}): Promise<void> {
  for (let left = seconds; left > 0.05; left -= 0.1) {
    if (sounds && !audio.paused) audio.currentTime += 0.1;
    await vi.advanceTimersByTimeAsync(100);
  }
}

test('sound whose loudspeaker dies under it is played anew: on the one that is chosen then, and where that plays nothing on the system’s', async () => {
  const voice = aVoice();
  await pass(10);
  expect([audio.given, audio.sinkId]).toEqual([1, HEADSET]);
  lost.mockImplementationOnce(async () => voice.turnTo(''));
  audio.die();
  await pass(0.2);
  expect([audio.given, audio.sinkId, audio.paused]).toEqual([2, '', false]);
  // It is plugged in again, is there, and is broken.
  voice.turnTo(HEADSET);
  await pass(10);
  for (const sinkId of [HEADSET, '']) {
    audio.die();
    await pass(0.7);
    expect([audio.sinkId, audio.paused]).toEqual([sinkId, false]);
  }
  voice.close();
});

test('sound that stands still without a word is played anew within 2 s, and one that is to stand still is left alone', async () => {
  const voice = aVoice();
  await pass(4);
  await pass(1.9, { sounds: false });
  expect([audio.given, lost.mock.calls.length]).toEqual([2, 1]);
  await pass(4);
  audio.paused = true;
  await pass(10);
  Object.assign(audio, { paused: false });
  track.readyState = 'ended';
  await pass(10, { sounds: false });
  track.readyState = 'live';
  expect(audio.given).toBe(2);
  voice.close();
});

test('sound that stands still again and again, as on a machine that has too much to do, stays on the chosen loudspeaker, whatever the look for others says', async () => {
  const voice = aVoice();
  lost.mockRejectedValueOnce(new Error('nobody says what there is'));
  for (const given of [2, 3, 4]) {
    await pass(1);
    await pass(4, { sounds: false });
    expect(audio.given).toBeGreaterThanOrEqual(given);
    expect(audio.sinkId).toBe(HEADSET);
  }
  voice.close();
});

test('where nothing is there to play on it is tried again, ever more seldom, and never after the end', async () => {
  const voice = aVoice();
  await pass(4);
  const dies = audio.play;
  audio.play = async () => {
    await dies();
    audio.die();
  };
  audio.die();
  await pass(30);
  expect(audio.given).toBeGreaterThan(6);
  expect(audio.given).toBeLessThan(12);
  // Somebody plugs one in.
  audio.play = dies;
  await pass(5);
  expect(audio.paused).toBe(false);
  const { given } = audio;
  await pass(10);
  audio.die();
  voice.close();
  expect(vi.getTimerCount()).toBe(0);
  audio.die();
  await pass(10);
  expect([audio.given, audio.srcObject]).toEqual([given, null]);
});

test('a browser that wants a press first is said to, and nothing else is', async () => {
  audio.refusal = 'NotAllowedError';
  const voice = aVoice();
  await pass(0.1);
  expect(refused).toHaveBeenCalledOnce();
  audio.refusal = 'AbortError';
  voice.play();
  await pass(0.1);
  expect(refused).toHaveBeenCalledOnce();
  voice.close();
});
