import { expect, test } from 'vitest';
import { blocksOf, noise } from '../../web/media/sound/signals.ts';
import { siSdr } from './si-sdr.ts';

function samples(signal: (seconds: number) => number, seconds: number): Float32Array {
  return Float32Array.from([...blocksOf(signal, seconds)].flatMap((block) => [...block]));
}

/** Syllables that are as long, and as far from each other, as it happens. */
function irregularVoice(): (seconds: number) => number {
  const carrier = noise(-18, 7);
  return (at) => {
    const sample = carrier(at);
    const slot = Math.floor(at / 0.09);
    return (slot * slot * 37 + slot * 11) % 17 < 10 ? sample : 0;
  };
}

test('the ratio of voice and noise is found again, whenever one began to listen, and however loud it is', () => {
  const said = samples(irregularVoice(), 2);
  const ratios = [-20, -30, -40].map((noiseDb) => {
    const other = samples(noise(noiseDb, 99), 3);
    const heard = other.map((sample, at) => 0.3 * ((said[(at + 50_000) % said.length] ?? 0) + sample));
    return siSdr(heard, said);
  });
  const [least = 0, middle = 0, most = 0] = ratios;
  expect(Math.abs(least)).toBeLessThan(3);
  for (const step of [middle - least, most - middle]) expect(Math.abs(step - 10)).toBeLessThan(2);
});
