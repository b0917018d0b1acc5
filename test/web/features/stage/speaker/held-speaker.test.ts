import { expect, test } from 'vitest';
import {
  type HeldSpeaker,
  heard,
  NOBODY_YET,
  otherSpeaking,
  waitsFor,
} from '../../../../../web/src/features/stage/speaker/held-speaker.ts';

/** What is shown after these are heard, each from that second on; the timers that are asked for go off in between. */
function shownAfter(
  story: readonly (readonly [second: number, who: string | null])[],
  until: number,
): readonly string[] {
  let held: HeldSpeaker = NOBODY_YET;
  let who: string | null = null;
  const shown: string[] = [];
  const hear = (at: number) => {
    held = heard(held, who, at);
    if (held.shown !== null && held.shown !== shown.at(-1)) shown.push(held.shown);
  };
  const end = until * 1_000;
  for (const [index, [second, speaking]] of story.entries()) {
    let now = second * 1_000;
    who = speaking;
    hear(now);
    const next = (story[index + 1]?.[0] ?? Infinity) * 1_000;
    for (
      let wait = waitsFor(held, now);
      wait !== null && now + wait < Math.min(next, end);
      wait = waitsFor(held, now)
    ) {
      now += wait;
      hear(now);
    }
  }
  return shown;
}

test('the first who speaks is large at once, and stays so in silence', () => {
  expect(
    shownAfter(
      [
        [0, 'anna'],
        [2, null],
      ],
      60,
    ),
  ).toEqual(['anna']);
});

test('a cough and a short yes take nobody’s place', () => {
  expect(
    shownAfter(
      [
        [0, 'anna'],
        [6, 'bert'],
        [6.8, 'anna'],
        [12, 'bert'],
        [13, null],
        [20, 'bert'],
        [21, 'anna'],
      ],
      30,
    ),
  ).toEqual(['anna']);
});

test('whoever goes on speaking becomes large, pauses between words and all', () => {
  expect(
    shownAfter(
      [
        [0, 'anna'],
        [6, 'bert'],
        [6.6, null],
        [7, 'bert'],
        [7.4, null],
        [7.9, 'bert'],
      ],
      30,
    ),
  ).toEqual(['anna', 'bert']);
});

test('two who talk over each other do not flicker', () => {
  const argument = Array.from({ length: 20 }, (_, index) => [6 + index, index % 2 === 0 ? 'bert' : 'anna'] as const);
  expect(shownAfter([[0, 'anna'], ...argument], 30)).toEqual(['anna']);
  const longer = Array.from({ length: 10 }, (_, index) => [6 + 2 * index, index % 2 === 0 ? 'bert' : 'anna'] as const);
  expect(shownAfter([[0, 'anna'], ...longer], 30).length).toBeLessThanOrEqual(6);
});

test('while one speaks oneself, whoever was shown before stays', () => {
  const speaking = (active: string) => otherSpeaking({ active, ids: new Set([active]) }, 'self');
  expect(
    shownAfter(
      [
        [0, speaking('anna')],
        [5, speaking('self')],
        [15, speaking('self')],
      ],
      30,
    ),
  ).toEqual(['anna']);
});
