import { expect, test } from 'vitest';
import { type DecodeReading, ReliefGuard } from '../../../../web/src/call/line/relief-guard.ts';

const WELL: DecodeReading = { pictures: 9, dropped: 0, stutter: 0, isPressed: false };
const JERKS: DecodeReading = { ...WELL, dropped: 0.3 };

/** What is taken after each of so many equal readings. */
function read(guard: ReliefGuard, reading: DecodeReading, times: number) {
  for (let time = 0; time < times; time += 1) guard.read(reading);
  return guard.relief;
}

test('a device that does not keep up gets smaller pictures first and then fewer; one bad moment changes nothing', () => {
  const guard = new ReliefGuard();
  expect(read(guard, JERKS, 2)).toBe('none');
  expect(read(guard, WELL, 1)).toBe('none');
  expect(read(guard, JERKS, 3)).toBe('small');
  expect(read(guard, JERKS, 3)).toBe('few');
  expect(read(guard, JERKS, 30)).toBe('few');
});

test.each([
  ['frames that are not shown', { dropped: 0.16 }, 'small'],
  ['sound that stutters', { stutter: 0.06 }, 'small'],
  ['a few of both where the processor is at its limits', { dropped: 0.06, isPressed: true }, 'small'],
  ['a few of both where it is not', { dropped: 0.1, stutter: 0.04 }, 'none'],
  ['a busy processor that keeps up', { isPressed: true }, 'none'],
  ['two pictures, which cost little', { pictures: 2, dropped: 0.5 }, 'none'],
  ['what the browser does not say', { dropped: null, stutter: null, isPressed: true }, 'none'],
] as const)('%s: %o', (_what, part, relief) => {
  expect(read(new ReliefGuard(), { ...WELL, ...part }, 3)).toBe(relief);
});

test('what was taken comes back step by step, later each time that it was too early', () => {
  const guard = new ReliefGuard();
  read(guard, JERKS, 6);
  expect([read(guard, WELL, 9), read(guard, WELL, 1)]).toEqual(['few', 'small']);
  expect(read(guard, JERKS, 3)).toBe('few');
  expect([read(guard, WELL, 19), read(guard, WELL, 1)]).toEqual(['few', 'small']);
  expect([read(guard, WELL, 19), read(guard, WELL, 1)]).toEqual(['small', 'none']);
  // Once it has gone well for a while nothing of that is held against it.
  read(guard, WELL, 10);
  read(guard, JERKS, 3);
  expect([read(guard, WELL, 9), read(guard, WELL, 1)]).toEqual(['small', 'none']);
});
