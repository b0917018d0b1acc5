import { expect, it } from 'vitest';
import { newRoomId } from '../../../src/auth/index.ts';
import { COMMAND_NAMES, commandSchemas } from '../../../src/protocol/index.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { STALLING_LENGTH } from '../../helpers/stalling.ts';

/** Shapes on which careless regular expressions go exponential or quadratic. */
const STALLING: readonly string[] = [
  'a'.repeat(STALLING_LENGTH),
  `${' '.repeat(STALLING_LENGTH)}x`,
  `${'a '.repeat(STALLING_LENGTH / 2)}!`,
  `${'-'.repeat(STALLING_LENGTH)}!`,
  `${'AA:'.repeat(STALLING_LENGTH / 3)}!`,
  '\u202e'.repeat(STALLING_LENGTH),
  `audio/${'a-'.repeat(STALLING_LENGTH / 2)}`,
  'ǅ̈'.repeat(STALLING_LENGTH / 3),
  '\u0301'.repeat(STALLING_LENGTH),
  'ü'.repeat(STALLING_LENGTH),
  'ﷺ'.repeat(STALLING_LENGTH / 3),
  '\u200d'.repeat(STALLING_LENGTH),
  '👩\u200d'.repeat(STALLING_LENGTH / 3),
  'क\u200c'.repeat(STALLING_LENGTH / 2),
  `${'a\u00ad\u0301'.repeat(STALLING_LENGTH / 3)}!`,
];

/** Puts the string in the place of every string of the sample. */
function withString(sample: unknown, text: string): unknown {
  if (typeof sample === 'string') return text;
  if (Array.isArray(sample)) return sample.map((item) => withString(item, text));
  if (typeof sample === 'object' && sample !== null) {
    return Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, withString(value, text)]));
  }
  return sample;
}

it('no string stalls the parsing of any command, were it ten times as long as a message may be', () => {
  for (const name of COMMAND_NAMES) {
    for (const text of STALLING) {
      const sent = withString(SAMPLES[name], text);
      const { success } = commandSchemas[name].safeParse(sent);
      expect(success && JSON.stringify(sent).includes(text), name).toBe(false);
    }
  }
});

it('no room name stalls the making of its id', () => {
  for (const text of STALLING) expect(newRoomId(text).length).toBeLessThanOrEqual(64);
});
