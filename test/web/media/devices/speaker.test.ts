import { expect, test } from 'vitest';
import { NO_SPEAKER, speakerNews, speakerOf } from '../../../../web/src/media/devices/speaker.ts';

const HEADSET = { id: 'headset', label: 'Headset' };
const BUILT_IN = { id: 'built-in', label: 'Eingebaut' };

/** What is said of each wish and of each list, and where sound goes then. */
function course(...steps: readonly (readonly [string | null, readonly (typeof HEADSET)[]])[]) {
  let speaker = NO_SPEAKER;
  return steps.map(([chosen, speakers]) => {
    const next = speakerOf(speaker, chosen, speakers);
    const news = speakerNews(speaker, next);
    speaker = next;
    return [next.sinkId, news];
  });
}

test('sound goes on by the system when the chosen speaker is gone, and back to it when it is plugged in again, aloud', () => {
  const all = [HEADSET, BUILT_IN];
  expect(
    course(['headset', all], ['headset', [BUILT_IN]], ['headset', []], ['headset', all], ['headset', all]),
  ).toEqual([
    ['headset', null],
    ['', 'instead'],
    ['', null],
    ['headset', 'back'],
    ['headset', null],
  ]);
});

test('one that was chosen last time and is not here today is said once; before speakers are named none is missing', () => {
  expect(course(['headset', []], ['headset', [BUILT_IN]], ['headset', [BUILT_IN]])).toEqual([
    ['headset', null],
    ['', 'instead'],
    ['', null],
  ]);
});

test('what somebody chooses by hand, or leaves to the system, is used without a word', () => {
  expect(course(['headset', [BUILT_IN]], ['built-in', [BUILT_IN]], [null, [BUILT_IN]], [null, []])).toEqual([
    ['', 'instead'],
    ['built-in', null],
    ['', null],
    ['', null],
  ]);
});
