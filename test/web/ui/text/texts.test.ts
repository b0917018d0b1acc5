import { expect, test } from 'vitest';
import { clock } from '../../../../web/src/ui/text/clock.ts';
import { hueOf, initials } from '../../../../web/src/ui/text/initials.ts';

test.each([
  [0, '0:00'],
  [61_500, '1:01'],
  [3_600_000, '1:00:00'],
  [-5, '0:00'],
])('%i ms are %s', (ms, text) => expect(clock(ms)).toBe(text));

test.each([
  ['Anna', 'A'],
  ['Stadt Bernburg (Saale)', 'SS'],
  ['Frau Dr. von und zu Hohenstein-Wernigerode', 'FW'],
  ['älter', 'Ä'],
  ['🦊 Fuchs', 'F'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
])('%s has the initials %s', (name, letters) => expect(initials(name)).toBe(letters));

test('a person has the same colour everywhere', () => {
  expect(hueOf('abc')).toBe(hueOf('abc'));
  expect(new Set(Array.from({ length: 200 }, (_, index) => hueOf(`person-${index}`))).size).toBe(8);
});
