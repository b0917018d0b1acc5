import { expect, test } from 'vitest';
import { Ear, FRAME_SECONDS } from '../../../../web/src/media/sound/worklet/ear.ts';

const HUM = 1e-6;

function listening() {
  const ear = new Ear();
  const hears = (seconds: number, note: () => void) => {
    for (let left = seconds; left > 0; left -= FRAME_SECONDS) note();
    return ear.hears;
  };
  return {
    zeros: (seconds: number) => hears(seconds, () => ear.note(0, null)),
    hum: () => hears(0.1, () => ear.note(HUM, null)),
    held: (seconds: number) => hears(seconds, () => ear.rest()),
  };
}

test('whoever has long been silent behind a gate is told later the next time, and within three minutes each time', () => {
  const { zeros, hum } = listening();
  hum();
  expect([zeros(59), zeros(2), hum()]).toEqual(['quiet', 'nothing', 'quiet']);
  expect([zeros(115), zeros(7), hum()]).toEqual(['quiet', 'nothing', 'quiet']);
  expect([zeros(175), zeros(7), hum()]).toEqual(['quiet', 'nothing', 'quiet']);
  expect([zeros(175), zeros(7)]).toEqual(['quiet', 'nothing']);
});

test('what its owner was told of for long does not put off the next time by as long', () => {
  const { zeros, hum } = listening();
  hum();
  zeros(11 * 60);
  hum();
  expect([zeros(115), zeros(7)]).toEqual(['quiet', 'nothing']);
});

test('for as long as the system holds a microphone its zeros are neither nothing nor a pause', () => {
  const { zeros, hum, held } = listening();
  hum();
  expect(held(600)).toBe('quiet');
  hum();
  expect([zeros(59), zeros(2)]).toEqual(['quiet', 'nothing']);
  expect([held(1), zeros(59), zeros(2)]).toEqual(['quiet', 'quiet', 'nothing']);
});
