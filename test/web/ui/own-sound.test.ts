import { expect, test, vi } from 'vitest';
import type { LocalSource } from '../../../web/src/media/devices/local/local-source.ts';
import type { Hearing } from '../../../web/src/media/treatment/sound-note.ts';
import { NO_NOISE, refereed } from '../../../web/src/ui/table/own-sound/noise-referee.ts';
import { NoiseReporter } from '../../../web/src/ui/table/own-sound/noise-reporter.ts';
import { OutOfSight } from '../../../web/src/ui/table/own-sound/out-of-sight.ts';
import { goesOn, NO_TROUBLE, ownSound } from '../../../web/src/ui/table/own-sound/own-sound.ts';

function microphone(wanted: boolean, hears: Hearing, isHeld = false): LocalSource {
  const track = {} as MediaStreamTrack;
  return { wanted, capture: { is: 'live', track, device: null, isHeld }, note: { filter: 'on', hears } };
}

test('words into a microphone that is off are told until it is on, and once more only after a long pause', () => {
  let memory = ownSound(NO_TROUBLE, microphone(false, 'quiet'), 0);
  expect(memory.trouble).toBeNull();
  memory = ownSound(memory, microphone(false, 'speech'), 1_000);
  expect(memory.trouble).toBe('speaking-off');
  memory = ownSound(memory, microphone(false, 'quiet'), 30_000);
  expect(memory.trouble).toBe('speaking-off');
  memory = ownSound(memory, microphone(false, 'quiet'), 200_000);
  expect(memory.trouble).toBeNull();
  memory = ownSound(memory, microphone(false, 'speech'), 201_000);
  memory = ownSound(memory, microphone(true, 'speech'), 202_000);
  expect(memory.trouble).toBeNull();
});

test('what goes on at this moment is not put away: while one speaks unheard, and for as long as nobody hears one', () => {
  const speaking = ownSound(NO_TROUBLE, microphone(false, 'speech'), 1_000);
  const silent = ownSound(speaking, microphone(false, 'quiet'), 20_000);
  expect([goesOn(speaking, 1_000), goesOn(speaking, 5_000), goesOn(silent, 20_000)]).toEqual([true, true, false]);
  expect(goesOn(ownSound(silent, microphone(false, 'speech'), 30_000), 30_000)).toBe(true);
  expect(goesOn(ownSound(NO_TROUBLE, microphone(true, 'nothing'), 0), 600_000)).toBe(true);
  expect(goesOn(NO_TROUBLE, 0)).toBe(false);
});

test('a microphone that gives nothing is told while it is on; one that the system holds has a sentence of its own', () => {
  const at = (...of: Parameters<typeof microphone>) => ownSound(NO_TROUBLE, microphone(...of), 0).trouble;
  expect(at(true, 'nothing')).toBe('nothing-heard');
  expect(at(false, 'nothing')).toBeNull();
  expect(at(true, 'nothing', true)).toBeNull();
  expect(at(true, 'noise')).toBeNull();
  expect(ownSound(NO_TROUBLE, { wanted: true, capture: { is: 'off' } }, 0).trouble).toBeNull();
});

test('noise beside the words of others is told to its owner first, then to the chair, and is over with a quiet while', () => {
  let memory = NO_NOISE;
  let now = 0;
  const look = (seconds: number, of: { hears?: Hearing; doOthersSpeak?: boolean; isSending?: boolean } = {}) => {
    for (const end = now + seconds * 1_000; now < end; now += 1_000) {
      memory = refereed(memory, { isSending: true, hears: 'noise', doOthersSpeak: true, now, ...of });
    }
    return [memory.isOwnerTold, memory.isChairTold];
  };
  expect(look(60, { doOthersSpeak: false })).toEqual([false, false]);
  expect(look(5)).toEqual([false, false]);
  expect(look(3)).toEqual([true, false]);
  // One word of one's own is not the end of it.
  expect(look(3, { hears: 'speech' })).toEqual([true, false]);
  expect(look(20)).toEqual([true, true]);
  expect(look(15, { hears: 'quiet' })).toEqual([false, false]);
  look(30);
  expect(look(1, { isSending: false })).toEqual([false, false]);
});

test('what the chair knows of noise is as it is: said again where it could not be said, and now and then while it lasts', async () => {
  const said: boolean[] = [];
  let isAway = true;
  const reporter = new NoiseReporter(async (isNoise) => {
    said.push(isNoise);
    if (isAway) throw new Error('away');
  });
  let now = 0;
  const look = async (seconds: number, of: { isNoise: boolean; isSending?: boolean }) => {
    said.length = 0;
    for (const end = now + seconds * 1_000; now < end; now += 1_000) {
      await reporter.look({ isSending: true, now, ...of });
    }
    return [...said];
  };
  expect(await look(60, { isNoise: false })).toEqual([]);
  expect(await look(30, { isNoise: true })).toEqual([true, true, true]);
  isAway = false;
  expect(await look(30, { isNoise: true })).toEqual([true]);
  expect(await look(60, { isNoise: true })).toEqual([true]);
  isAway = true;
  expect(await look(40, { isNoise: true })).toEqual([true]);
  isAway = false;
  expect(await look(60, { isNoise: false })).toEqual([false]);
  expect(await look(2, { isNoise: true })).toEqual([true]);
  // Off and on again, which the server has seen.
  expect(await look(2, { isNoise: false, isSending: false })).toEqual([]);
  expect(await look(30, { isNoise: false })).toEqual([]);
  expect(await look(1, { isNoise: true })).toEqual([true]);
});

test('the chair is told anew of the noise of a microphone that was off for less than a look', async () => {
  const said: boolean[] = [];
  let answer = () => {};
  let isSlow = false;
  const reporter = new NoiseReporter((isNoise) => {
    said.push(isNoise);
    return isSlow ? new Promise<void>((resolve) => (answer = resolve)) : Promise.resolve();
  });
  const look = (now: number) => reporter.look({ isSending: true, isNoise: true, now });
  await look(0);
  await look(1_000);
  expect(said).toEqual([true]);
  reporter.forget();
  isSlow = true;
  const slow = look(2_000);
  expect(said).toEqual([true, true]);
  // What is answered now was said of the microphone as it was before.
  reporter.forget();
  answer();
  await slow;
  isSlow = false;
  await look(3_000);
  expect(said).toEqual([true, true, true]);
});

test('who looks elsewhere hears one tone of their own sound in a stay, none after they closed its notice, and is called in the tab each time', () => {
  const elsewhere = () => {
    const [takeBack, chime] = [vi.fn(), vi.fn()];
    const callBack = vi.fn((_text: string) => takeBack);
    return { takeBack, chime, callBack, outOfSight: new OutOfSight({ callBack, chime }) };
  };
  const often = elsewhere();
  often.outOfSight.tell('Niemand hört Sie')();
  often.outOfSight.tell('Sie sind stumm');
  expect(often.chime).toHaveBeenCalledTimes(1);
  expect(often.callBack.mock.calls).toEqual([['Niemand hört Sie'], ['Sie sind stumm']]);
  expect(often.takeBack).toHaveBeenCalledTimes(1);
  const closing = elsewhere();
  closing.outOfSight.closed();
  closing.outOfSight.tell('Sie sind stumm');
  expect(closing.chime).not.toHaveBeenCalled();
  expect(closing.callBack).toHaveBeenCalled();
});
