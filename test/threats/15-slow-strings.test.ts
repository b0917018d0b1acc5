import { expect, it } from 'vitest';
import { newRoomId } from '../../src/auth/index.ts';
import { COMMAND_NAMES, commandSchemas } from '../../src/signaling/protocol/index.ts';
import { growthOf, LINEAR } from '../helpers/growth.ts';
import { SAMPLES } from '../helpers/protocol-samples.ts';

/** Shapes on which careless regular expressions go exponential or quadratic. */
const STALLING: readonly ((size: number) => string)[] = [
  (size) => 'a'.repeat(size),
  (size) => `${' '.repeat(size)}x`,
  (size) => `${'a '.repeat(size / 2)}!`,
  (size) => `${'-'.repeat(size)}!`,
  (size) => `${'AA:'.repeat(size / 3)}!`,
  (size) => '\u202e'.repeat(size),
  (size) => `audio/${'a-'.repeat(size / 2)}`,
  (size) => 'ǅ̈'.repeat(size / 3),
  (size) => '\u0301'.repeat(size),
  (size) => 'ü'.repeat(size),
  (size) => 'ﷺ'.repeat(size / 3),
  (size) => '\u200d'.repeat(size),
  (size) => '👩\u200d'.repeat(size / 3),
  (size) => 'क\u200c'.repeat(size / 2),
  (size) => `${'a\u00ad\u0301'.repeat(size / 3)}!`,
];
/** An eighth of the longest message. */
const SIZE = 7_500;

/** Puts the string in the place of every string of the sample. */
function withString(sample: unknown, text: string): unknown {
  if (typeof sample === 'string') return text;
  if (Array.isArray(sample)) return sample.map((item) => withString(item, text));
  if (typeof sample === 'object' && sample !== null) {
    return Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, withString(value, text)]));
  }
  return sample;
}

it('no string of the size of a message stalls the parsing of any command', async () => {
  for (const name of COMMAND_NAMES) {
    for (const textOf of STALLING) {
      const parse = (size: number) => commandSchemas[name].safeParse(withString(SAMPLES[name], textOf(size)));
      expect(await growthOf(parse, SIZE), name).toBeLessThan(LINEAR);
    }
  }
});

it('no room name stalls the making of its id', async () => {
  for (const textOf of STALLING) {
    expect(await growthOf((size) => newRoomId(textOf(size)), SIZE)).toBeLessThan(LINEAR);
    expect(newRoomId(textOf(SIZE)).length).toBeLessThanOrEqual(64);
  }
});
