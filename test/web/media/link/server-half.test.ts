import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ServerHalf } from '../../../../web/src/media/link/server-half.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const told = (password: string) => ({ usernameFragment: 'u', password, iceLite: true });

function aHalf(direction: 'send' | 'recv' = 'send') {
  const taken: string[] = [];
  const restartIce = async ({ iceParameters }: { iceParameters: { password: string } }) => {
    taken.push(iceParameters.password);
  };
  return { half: new ServerHalf({ direction, restartIce }, told('first')), taken };
}

test('where the way is well a new half is taken up when the page has had time to be back', async () => {
  const { half, taken } = aHalf();
  await half.takeWhenCalm(told('second'));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(taken).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(taken).toEqual(['second']);
});

test('it is taken up at once when the server makes one more, which ends the one that is in use', async () => {
  const { half, taken } = aHalf();
  await half.takeWhenCalm(told('second'));
  await half.takeWhenCalm(told('third'));
  expect(taken).toEqual(['third']);
  await half.takeWhenCalm(told('fourth'));
  await half.take(told('fifth'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(taken).toEqual(['third', 'fifth']);
});

test('who looks for the server alone does so by the latest half, and who receives by another password and back', async () => {
  for (const [direction, passwords] of [
    ['send', ['second']],
    ['recv', ['second0', 'second']],
  ] as const) {
    const { half, taken } = aHalf(direction);
    await half.takeWhenCalm(told('second'));
    await half.seekAlone();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(taken).toEqual(passwords);
  }
});

test('nothing is taken up after the end', async () => {
  const { half, taken } = aHalf('recv');
  await half.takeWhenCalm(told('second'));
  half.close();
  expect(vi.getTimerCount()).toBe(0);
  await half.take(told('third'));
  await half.seekAlone();
  expect(taken).toEqual([]);
});
