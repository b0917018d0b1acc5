import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type OwnTurns, Turns } from '../../../src/signaling/limits/turns.ts';

let nowMs = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setImmediate', 'clearImmediate'] });
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** With what is put off to the end of it. */
async function turnOfTheLoop(): Promise<void> {
  vi.advanceTimersToNextTimer();
  for (let tick = 0; tick < 5; tick += 1) await new Promise<void>((resolve) => process.nextTick(resolve));
}

/** Until nothing waits. */
async function turnsOfTheLoop(): Promise<void> {
  while (vi.getTimerCount() > 0) await turnOfTheLoop();
}

/** Says what was done, each so long that two of it fill what a turn of the event loop has for commands. */
function busyTurns() {
  const turns = new Turns();
  const done: string[] = [];
  const work = (what: string) => () => {
    done.push(what);
    nowMs += 0.3;
  };
  return { turns, done, work, say: (own: OwnTurns, what: string, size = 100) => own.take(work(what), size) };
}

it('while nobody waits, what comes is done at once', () => {
  const { turns, done, say } = busyTurns();
  say(turns.of('here'), 'first');
  expect(done).toEqual(['first']);
});

it('within one turn of the event loop no more is done than there is time for', async () => {
  const { turns, done, say } = busyTurns();
  const flooder = turns.of('here');
  for (const what of ['1', '2', '3', '4', '5', '6', '7']) say(flooder, what);
  expect(done).toEqual(['1', '2']);
  await turnOfTheLoop();
  expect(done).toEqual(['1', '2', '3', '4']);
  await turnsOfTheLoop();
  expect(done).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(vi.getTimerCount()).toBe(0);
});

it('whoever asks for one thing waits for one of each of those who ask for many, and for one of all behind one address', async () => {
  const { turns, done, say } = busyTurns();
  const flooders = ['a', 'b', 'c'].map((name) => ({ name, own: turns.of('hospital') }));
  const many = Array.from({ length: 10 }, (_, time) => `${time}`);
  for (const time of many) for (const { name, own } of flooders) say(own, `${name}${time}`);
  const waited = done.length;
  say(turns.of('hospital'), 'neighbour');
  say(turns.of('elsewhere'), 'somebody else');
  await turnsOfTheLoop();
  expect(done).toHaveLength(flooders.length * many.length + 2);
  expect(done.indexOf('somebody else') - waited).toBeLessThanOrEqual(1);
  expect(done.indexOf('neighbour') - waited).toBeLessThanOrEqual(flooders.length + 1);
  for (const { name } of flooders) {
    expect(done.filter((what) => what.startsWith(name))).toEqual(many.map((time) => `${name}${time}`));
  }
});

it('of who has gone the last words are heard, and a flood is not', async () => {
  const { turns, done, work, say } = busyTurns();
  const [flooder, leaver] = [turns.of('here'), turns.of('here')];
  for (let time = 0; time < 100; time += 1) say(flooder, 'flood');
  const waited = done.length;
  say(leaver, 'goodbye');
  flooder.end(work('flooder gone'));
  leaver.end(work('leaver gone'));
  await turnsOfTheLoop();
  expect(done.slice(waited).filter((what) => what.startsWith('flood'))).toEqual(['flooder gone']);
  expect(done.filter((what) => !what.startsWith('flood'))).toEqual(['goodbye', 'leaver gone']);
});

it('no more waits than fits, of one origin and in all, and there is room again when it is done', async () => {
  const { turns, done, say } = busyTurns();
  const kept = (origin: string) => {
    const own = turns.of(origin);
    return Array.from({ length: 40 }, () => say(own, origin, 60_000)).filter(Boolean).length;
  };
  expect(kept('flooder')).toBeLessThan(20);
  expect(say(turns.of('flooder'), 'flooder', 60_000)).toBe(false);
  expect(say(turns.of('hospital'), 'hospital', 60_000)).toBe(true);
  for (let network = 0; network < 20; network += 1) kept(`network ${network}`);
  expect(say(turns.of('elsewhere'), 'elsewhere', 60_000)).toBe(false);
  await turnsOfTheLoop();
  expect(done.filter((what) => what === 'hospital')).toHaveLength(1);
  expect(kept('flooder')).toBeGreaterThan(10);
  const leaver = turns.of('flooder');
  leaver.end(() => done.push('goodbye'));
  await turnsOfTheLoop();
  expect(done).toContain('goodbye');
});
