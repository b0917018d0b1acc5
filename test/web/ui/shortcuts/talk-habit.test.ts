import { expect, test } from 'vitest';
import { TalkHabit } from '../../../../web/src/ui/shortcuts/talk-habit.ts';

/** What is said after each of these holds. */
function after(...holdsMs: readonly number[]): boolean[] {
  const habit = new TalkHabit();
  return holdsMs.map((ms, at) => {
    habit.began(at * 60_000);
    return habit.ended(at * 60_000 + ms);
  });
}

test('to speak by a key is a habit from the third real hold on, and never by pressing it', () => {
  expect(after(1_500, 4_000, 1_000, 100)).toEqual([false, false, true, true]);
  expect(after(100, 900, 300, 50, 200)).not.toContain(true);
  expect(after(1_500, 100, 1_500, 100)).not.toContain(true);
});

test('what ends without a beginning was no hold', () => {
  const habit = new TalkHabit();
  expect([habit.ended(5_000), habit.ended(10_000), habit.ended(15_000)]).not.toContain(true);
});
