import { expect, test } from 'vitest';
import { HeavyCodecs } from '../../../../web/src/call/line/heavy-codecs.ts';

const av1 = (dropped: number) => ({ screens: [{ codec: 'AV1', dropped }] as const });

/** Whether one of so many equal readings has made it one more. */
function read(codecs: HeavyCodecs, reading: Parameters<HeavyCodecs['read']>[0], times: number): boolean {
  return Array.from({ length: times }, () => codecs.read(reading)).includes(true);
}

test('a codec in which a screen jerks on and on is too heavy, and is told once', () => {
  const codecs = new HeavyCodecs();
  expect(read(codecs, av1(0.3), 7)).toBe(false);
  expect(codecs.names).toEqual([]);
  expect(codecs.read(av1(0.3))).toBe(true);
  expect(read(codecs, av1(0.3), 100)).toBe(false);
  expect(codecs.names).toEqual(['AV1']);
});

test('what passes is no weakness, and a screen that stands still in between neither proves nor excuses anything', () => {
  const codecs = new HeavyCodecs();
  expect(read(codecs, av1(0.3), 7)).toBe(false);
  expect(read(codecs, av1(0.1), 1)).toBe(false);
  expect(read(codecs, av1(0.3), 7)).toBe(false);
  expect(read(codecs, {}, 20)).toBe(false);
  expect(codecs.read(av1(0.3))).toBe(true);
});

test('each codec is judged by itself', () => {
  const codecs = new HeavyCodecs();
  const both = (av1Dropped: number, dropped: number) => ({
    screens: [...av1(av1Dropped).screens, { codec: 'VP9', dropped } as const],
  });
  read(codecs, both(0.3, 0), 8);
  expect(codecs.names).toEqual(['AV1']);
  read(codecs, both(0, 0.5), 8);
  expect(codecs.names).toEqual(['AV1', 'VP9']);
});
