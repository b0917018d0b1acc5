import { expect, test } from 'vitest';
import { LagWatch } from '../../../../web/src/media/sound/worklet/lag-watch.ts';
import { SoundChain } from '../../../../web/src/media/sound/worklet/sound-chain.ts';
import { BLOCK, blocksOf, dbOf, noise, RATE, silence, sum, tone, voice } from './signals.ts';

type Signal = (seconds: number) => number;

const LEVELS = { hasFilter: false, suppress: false, level: true, isHeld: false };
const PASSES = { ...LEVELS, level: false };
const FILTERS = { ...PASSES, hasFilter: true, suppress: true };

/** A chain with what it gets and what it has sent. */
function chainWith(orders: typeof LEVELS) {
  const chain = new SoundChain(RATE);
  chain.order(orders, orders.hasFilter);
  let at = 0;
  const run = (captured: Signal, seconds: number, filtered: Signal = silence) => {
    const sent: number[] = [];
    const behind = blocksOf(filtered, seconds, at);
    for (const block of blocksOf(captured, seconds, at)) {
      const into = new Float32Array(BLOCK);
      chain.process(block, behind.next().value ?? new Float32Array(BLOCK), into);
      for (const sample of into) sent.push(sample);
    }
    at += sent.length / RATE;
    return sent;
  };
  return { chain, run };
}

/** Where a voice is, not between its words. */
function spokenDb(samples: readonly number[]): number {
  const frames = Array.from({ length: Math.floor(samples.length / 960) }, (_, at) =>
    dbOf(samples.slice(at * 960, at * 960 + 960)),
  ).sort((a, b) => b - a);
  return frames[Math.floor(frames.length / 5)] ?? Number.NaN;
}

const lastSeconds = (samples: readonly number[], seconds: number) => samples.slice(-seconds * RATE);
const peakOf = (samples: readonly number[]) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const steepest = (samples: readonly number[]) =>
  samples.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (samples[at - 1] ?? sample))), 0);

test('quiet voices and loud ones come to the same loudness, and none is cut off', () => {
  const loudness = [-42, -30, -12].map((db) => {
    const { run } = chainWith(LEVELS);
    const sent = run(sum(voice(db), noise(-75)), 12);
    expect(peakOf(sent)).toBeLessThan(0.9);
    return spokenDb(lastSeconds(sent, 3));
  });
  expect(Math.max(...loudness) - Math.min(...loudness)).toBeLessThan(3);
  expect(loudness[1]).toBeGreaterThan(-25);
  expect(loudness[1]).toBeLessThan(-17);
});

test('a shout is held below full scale from its first moment on, without a click', () => {
  const { run } = chainWith(LEVELS);
  run(sum(voice(-38), noise(-75)), 6);
  const shout = run(tone(-3), 0.5);
  expect(peakOf(shout)).toBeLessThan(0.95);
});

test('what is between words is not made louder, however long nobody speaks', () => {
  const { run } = chainWith(LEVELS);
  const before = run(noise(-60), 1);
  const after = lastSeconds(run(noise(-60), 12), 1);
  expect(dbOf(after) - dbOf(before)).toBeLessThan(1);
});

test('where levels are left alone, sound passes as it is', () => {
  const { run } = chainWith(PASSES);
  const sent = run(tone(-20), 1);
  expect(dbOf(sent.slice(RATE / 2))).toBeCloseTo(-20, 1);
});

test('from the captured sound into the filtered one, and back, there is no click; and nothing is sent before there is something', () => {
  const { chain, run } = chainWith(FILTERS);
  const steep = steepest(run(tone(-20), 0.5));
  // The program of the filter is not there yet.
  expect(chain.report.filter).toBe('starting');
  const into = run(tone(-20), 1, tone(-26));
  expect(chain.report.filter).toBe('works');
  expect(dbOf(into.slice(-RATE / 4))).toBeCloseTo(-26, 1);
  chain.order({ ...FILTERS, suppress: false }, false);
  const back = run(tone(-20), 1, tone(-26));
  expect(dbOf(back.slice(-RATE / 4))).toBeCloseTo(-20, 1);
  for (const sent of [into, back]) expect(steepest(sent)).toBeLessThan(1.2 * steep);
});

test('a filter that ends is noticed, and the captured sound goes out in its place', () => {
  const { chain, run } = chainWith(FILTERS);
  run(tone(-20), 1, tone(-20));
  const sent = run(tone(-20), 3);
  expect(chain.report.filter).toBe('dead');
  expect(dbOf(lastSeconds(sent, 1))).toBeCloseTo(-20, 1);
  // A microphone that gives nothing is no fault of the filter.
  const other = chainWith(FILTERS);
  other.run(tone(-20), 1, tone(-20));
  other.run(silence, 20);
  expect(other.chain.report.filter).toBe('works');
});

test('where nobody speaks the room that a filter leaves becomes silence, and the first moment of a word does not', () => {
  const { run } = chainWith(FILTERS);
  const [room, left] = [noise(-38), noise(-70)];
  run(sum(voice(-28), room), 2.3, voice(-28));
  const between = run(room, 0.5, left);
  expect(dbOf(between)).toBeGreaterThan(-75);
  run(room, 3.2, left);
  expect(peakOf(run(room, 3, left))).toBe(0);
  // What the limiter holds back comes first.
  const word = run(sum(voice(-40), room), 0.1, voice(-40));
  expect(dbOf(word.slice(0.006 * RATE, 0.02 * RATE))).toBeGreaterThan(-42);
  expect(dbOf(run(sum(voice(-40), room), 2.9, voice(-40)))).toBeGreaterThan(-45);
});

test('without a filter nothing of a room becomes silence', () => {
  const { run } = chainWith(PASSES);
  expect(dbOf(lastSeconds(run(noise(-75), 6), 1))).toBeCloseTo(-75, 0);
});

test.each([
  ['a voice in a quiet room', sum(voice(-28), noise(-70)), null, 'speech'],
  ['a voice before a fan', sum(voice(-24), noise(-45)), null, 'speech'],
  ['a quiet room', noise(-68), null, 'quiet'],
  ['a fan', noise(-35), null, 'noise'],
  ['a fan that the filter takes away', noise(-35), noise(-75), 'quiet'],
  ['a fan that half comes through the filter', noise(-28), noise(-42), 'noise'],
  ['a voice that the filter leaves', sum(voice(-28), noise(-32)), voice(-28), 'speech'],
  ['a microphone that is off at the system', silence, null, 'nothing'],
] as const)('%s is heard as what it is', (_what, captured, filtered, expected) => {
  const { chain, run } = chainWith(filtered ? FILTERS : PASSES);
  // Not at the end of a sentence.
  run(captured, 10.5, filtered ?? silence);
  expect(chain.report.hears).toBe(expected);
});

test('zeros of a microphone that has given sound are a gate between words, and nothing only after long', () => {
  const { chain, run } = chainWith(PASSES);
  const hears = (signal: typeof silence, seconds: number) => {
    run(signal, seconds);
    return chain.report.hears;
  };
  expect(hears(silence, 3)).toBe('quiet');
  expect(hears(tone(-40), 0.1)).toBe('quiet');
  expect(hears(silence, 55)).toBe('quiet');
  expect(hears(silence, 25)).toBe('nothing');
});

test('sound that is late again and again is noticed; a scheduler’s whim, a start and a lid that was closed are not', () => {
  const run = (late: (second: number) => number, seconds = 40) => {
    const watch = new LagWatch();
    let wallMs = 0;
    for (let ms = 0; ms < seconds * 1_000; ms += 10) {
      wallMs += 10 * (1 + late(ms / 1_000));
      if (watch.note(wallMs, ms)) return ms / 1_000;
    }
    return null;
  };
  expect(run(() => 0)).toBeNull();
  expect(run(() => 0.3)).toBeLessThan(15);
  expect(run((second) => (second < 3 ? 1 : 0))).toBeNull();
  expect(run((second) => (second % 10 < 2 ? 0.3 : 0))).toBeNull();
  expect(run((second) => (second % 8 === 0 ? 6_000 : 0))).toBeNull();
});
