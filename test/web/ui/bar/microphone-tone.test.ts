import { expect, test } from 'vitest';
import type { LocalSource } from '../../../../web/src/media/devices/local/local-source.ts';
import { type ToneMemory, toneOf } from '../../../../web/src/ui/bar/own/microphone-tone.ts';

const track = {} as MediaStreamTrack;
const live = (wanted: boolean, isHeld = false): LocalSource => ({
  wanted,
  capture: { is: 'live', track, device: null, isHeld },
});
const starting: LocalSource = { wanted: true, capture: { is: 'starting' } };
const off: LocalSource = { wanted: false, capture: { is: 'off' } };

/** What is heard as a microphone becomes one after the other. */
function tonesOf(...become: readonly LocalSource[]): readonly (string | null)[] {
  let memory: ToneMemory = null;
  return become.map((microphone) => {
    const { known, tone } = toneOf(memory, microphone);
    memory = known;
    return tone;
  });
}

test('a tone says that the microphone went on or off, once, and not as what one comes in', () => {
  expect(tonesOf(live(true), live(true), live(false), live(false), live(true))).toEqual([
    null,
    null,
    'off',
    null,
    'on',
  ]);
  expect(tonesOf(off, starting, live(true))).toEqual([null, null, 'on']);
  expect(tonesOf(starting, live(true), live(false))).toEqual([null, null, 'off']);
});

test('one that is taken anew between on and on makes no sound, and one that the system holds is off', () => {
  expect(tonesOf(live(true), starting, live(true))).toEqual([null, null, null]);
  expect(tonesOf(live(true), live(true, true), live(true))).toEqual([null, 'off', 'on']);
});
