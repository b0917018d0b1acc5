import { expect, test } from 'vitest';
import { blocksOf, noise } from '../../web/media/sound/signals.ts';
import { levelDistanceFrom } from './level-distance.ts';

const RATE = 48_000;
const SECONDS = 3;

function samples(signal: (seconds: number) => number, seconds: number): Float32Array {
  return Float32Array.from([...blocksOf(signal, seconds)].flatMap((block) => [...block]));
}

/** Of 200 Hz. Each syllable has formants of its own, pauses come as they come, and a long one at the end. */
function voice(): (seconds: number) => number {
  return (at) => {
    const slot = Math.floor(at / 0.09);
    const kind = (slot * slot * 37 + slot * 11) % 17;
    if (kind >= 12 || at % SECONDS > SECONDS - 0.6) return 0;
    const [first, second] = [300 + 70 * ((kind * 5) % 7), 1_000 + 190 * ((kind * 3) % 11)];
    let sample = 0;
    for (let hz = 200; hz < 8_000; hz += 200) {
      const level =
        0.01 + 0.15 * Math.exp(-(((hz - first) / 200) ** 2)) + 0.08 * Math.exp(-(((hz - second) / 300) ** 2));
      sample += level * Math.sin(2 * Math.PI * hz * at + hz * hz);
    }
    return sample;
  };
}

const SAID = samples(voice(), SECONDS);
const levelDistance = levelDistanceFrom(SAID);

/** Begun somewhere in it, and played louder, over a quiet hiss. */
function heardFrom(start: number, said = SAID): Float32Array {
  const hiss = noise(-75, 3);
  return Float32Array.from(
    { length: 2 * RATE },
    (_, at) => 2 * (said[(start + at) % said.length] ?? 0) + hiss(at / RATE),
  );
}

/** Every seventh 20 ms something else was there. */
function without(make: (at: number) => number): Float32Array {
  return SAID.map((sample, at) => (Math.floor(at / 960) % 7 === 4 ? make(at) : sample));
}

test('a voice that arrives whole is near, whenever one began to listen, and however loud it is', () => {
  for (const start of [0, 50_000, 100_000]) {
    const { meanDb, broken, moments } = levelDistance(heardFrom(start));
    expect(moments).toBeGreaterThan(100);
    expect(meanDb).toBeLessThan(1);
    expect(broken).toBe(0);
  }
});

test('where the moment before goes on in place of a lost one it is nearer than where it falls silent', () => {
  const silent = levelDistance(
    heardFrom(
      0,
      without(() => 0),
    ),
  );
  const goesOn = levelDistance(
    heardFrom(
      0,
      without((at) => SAID[at - 960] ?? 0),
    ),
  );
  expect(silent.broken).toBeGreaterThan(0.04);
  expect(silent.broken).toBeLessThan(0.2);
  expect(goesOn.broken).toBeLessThan(silent.broken / 3);
  expect(goesOn.meanDb).toBeLessThan(silent.meanDb / 2);
});

test('a receiver whose buffer grows shorter and shorter has lost nothing but what it leaves out', () => {
  const [whole, part, left] = [heardFrom(0), RATE / 2, 2_880];
  const faster = new Float32Array(whole.length - 3 * left);
  for (let turn = 0; turn * part < faster.length; turn += 1) {
    const from = turn * part + Math.min(3, turn) * left;
    faster.set(whole.subarray(from, from + Math.min(part, faster.length - turn * part)), turn * part);
  }
  expect(levelDistance(faster).broken).toBeLessThan(0.05);
});

test('a voice of which nothing came is no voice', () => {
  expect(() => levelDistance(new Float32Array(RATE / 4))).toThrow('nothing');
});
