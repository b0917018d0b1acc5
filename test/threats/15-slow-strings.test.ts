import { expect, it } from 'vitest';
import { newRoomId } from '../../src/auth/index.ts';
import { COMMAND_NAMES, commandSchemas } from '../../src/signaling/protocol/index.ts';
import { SAMPLES } from '../helpers/protocol-samples.ts';

/** Shapes on which careless regular expressions go exponential or quadratic. */
const STALLING = [
  'a'.repeat(60_000),
  `${' '.repeat(60_000)}x`,
  `${'a '.repeat(30_000)}!`,
  `${'-'.repeat(60_000)}!`,
  `${'AA:'.repeat(20_000)}!`,
  '\u202e'.repeat(60_000),
  `audio/${'a-'.repeat(30_000)}`,
  'ǅ̈'.repeat(20_000),
  '\u0301'.repeat(60_000),
  '\u200d'.repeat(60_000),
  '👩\u200d'.repeat(20_000),
  'क\u200c'.repeat(30_000),
  `${'a\u00ad\u0301'.repeat(20_000)}!`,
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

it('no string of the size of a message stalls the parsing of any command', () => {
  const longest = { name: '', cpuMs: 0 };
  for (const name of COMMAND_NAMES) {
    for (const text of STALLING) {
      const before = process.cpuUsage();
      commandSchemas[name].safeParse(withString(SAMPLES[name], text));
      const { user, system } = process.cpuUsage(before);
      const cpuMs = (user + system) / 1_000;
      if (cpuMs > longest.cpuMs) Object.assign(longest, { name, cpuMs });
    }
  }
  expect(longest.cpuMs, longest.name).toBeLessThan(50);
});

it('no room name stalls the making of its id', () => {
  for (const text of STALLING) {
    const before = process.cpuUsage();
    expect(newRoomId(text).length).toBeLessThanOrEqual(64);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(50);
  }
});
