import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Measured } from '../../../src/sfu/line/line-quality.ts';
import { KEPT_MS, MAX_AT_ONCE, QualityRounds, ROUND_MS } from '../../../src/sfu/line/quality-rounds.ts';

const GOOD: Measured = { lossFrom: 0, lossTo: 0, roundTripSeconds: 0.02 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** So many people, each asked about; `answer` is what a worker says. */
function meeting(people: number, answer: () => Promise<Measured | null> = async () => GOOD) {
  const asked = Array.from({ length: people }, () => vi.fn(answer));
  const lines = new Set(asked.map((measure) => ({ measure })));
  const rounds = new QualityRounds(lines);
  onTestFinished(() => rounds.close());
  const told = vi.fn();
  const questions = () => asked.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  return { rounds, lines, asked, told, questions };
}

it('nobody is asked about and no timer runs until somebody reads, nor minutes after they last did', async () => {
  const { rounds, questions, told } = meeting(3);
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(KEPT_MS);
  expect(questions()).toBe(0);
  rounds.keep(told);
  rounds.keep(told);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(KEPT_MS);
  expect(questions()).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(ROUND_MS);
  expect(vi.getTimerCount()).toBe(0);
  rounds.keep(told);
  expect(vi.getTimerCount()).toBe(1);
});

it.each([1, 7, 40, 300])(
  'each of %i people is one observation in a round, and a round is never one burst',
  async (people) => {
    const { rounds, asked, told, questions } = meeting(people);
    rounds.keep(told);
    let [before, largest] = [0, 0];
    for (let ms = 0; ms < ROUND_MS; ms += 250) {
      await vi.advanceTimersByTimeAsync(250);
      largest = Math.max(largest, questions() - before);
      before = questions();
    }
    for (const measure of asked) expect(measure).toHaveBeenCalledOnce();
    expect(told).toHaveBeenCalledTimes(people);
    expect(largest).toBeLessThanOrEqual(Math.ceil(people / 40) + 1);
  },
);

it('a worker that gives no answer has a handful of questions at once, in whatever round', async () => {
  const { rounds, questions, told } = meeting(300, () => new Promise(() => {}));
  rounds.keep(told);
  await vi.advanceTimersByTimeAsync(3 * ROUND_MS);
  expect(questions()).toBe(MAX_AT_ONCE);
});

it('one whose worker has gone, and one of whom nothing is heard, keep nobody else from being measured', async () => {
  const { rounds, lines, told } = meeting(4);
  lines.add({ measure: vi.fn(() => Promise.reject(new Error('gone'))) });
  lines.add({ measure: vi.fn(async () => null as never) });
  rounds.keep(told);
  await vi.advanceTimersByTimeAsync(2 * ROUND_MS);
  expect(told).toHaveBeenCalledTimes(8);
});

it('after its end there is no timer, nothing is told, and nobody begins it again', async () => {
  let answerLate = (_: Measured) => {};
  const { rounds, questions, told } = meeting(1, () => new Promise((resolve) => (answerLate = resolve)));
  rounds.keep(told);
  await vi.advanceTimersByTimeAsync(ROUND_MS);
  expect(questions()).toBe(1);
  rounds.close();
  rounds.close();
  answerLate(GOOD);
  rounds.keep(told);
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(ROUND_MS);
  expect(told).not.toHaveBeenCalled();
});
