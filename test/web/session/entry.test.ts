import { afterEach, expect, test, vi } from 'vitest';
import { Entry, type Way } from '../../../web/src/session/entry.ts';
import { WAY_BACK_MS } from '../../../web/src/session/goodbye.ts';
import { RequestError } from '../../../web/src/session/signaling.ts';
import { FakeSignaling, settled } from '../fakes.ts';

afterEach(() => vi.useRealTimers());

/** A way that says what it is told, and is let in or refused as the test says. */
function anEntry() {
  const signaling = new FakeSignaling();
  const told: string[] = [];
  let answer = async (): Promise<string> => 'anna';
  const way: Way<string> = {
    ask: ({ isSeeking }) => {
      told.push(isSeeking ? 'seeks' : 'asks');
      return answer();
    },
    identityOf: (identity) => identity,
    replyIn: (event) => (event.name === 'lobby:admitted' ? 'bert' : null),
    entered: (identity, { isSame, by }) =>
      told.push(`in as ${identity}${isSame ? ' still' : ''}${by ? ` by ${by}` : ''}`),
    slowed: () => told.push('slow'),
    cutOff: () => told.push('cut off'),
    refused: ({ code }, { is }) => told.push(`refused ${code} while ${is}`) > 0,
    putOut: (reason) => told.push(`out ${reason}`),
    received: ({ name }) => told.push(name),
    failed: (name, { code }) => told.push(`failed ${name} ${code}`),
    comeBack: async (wayBack) => `${wayBack}+`,
  };
  const entry = new Entry({ signaling, way, turns: {}, leaving: {} });
  const refuse = (...codes: ConstructorParameters<typeof RequestError>[0]['code'][]) => {
    answer = async () => {
      const code = codes.shift();
      if (code !== undefined) throw new RequestError({ code });
      return 'anna';
    };
  };
  const hold = () => {
    let letGo = (): void => {};
    const held = new Promise<string>((resolve) => {
      letGo = () => resolve('anna');
    });
    answer = () => held;
    return () => letGo();
  };
  return { entry, signaling, told, refuse, hold };
}

test('who asks once is told of any refusal, who seeks only of one that is for good', async () => {
  const { entry, told, refuse } = anEntry();
  refuse('NO_ANSWER', 'INVALID_STATE', 'WRONG_PASSWORD');
  await entry.ask();
  await entry.seek();
  await settled();
  expect(told).toEqual([
    'asks',
    'refused NO_ANSWER while asking',
    'seeks',
    'slow',
    'seeks',
    'refused WRONG_PASSWORD while seeking',
  ]);
});

test('an attempt that waits for its connection is made once, whatever connections come meanwhile', async () => {
  const { entry, signaling, told, hold } = anEntry();
  const letGo = hold();
  const seeking = entry.seek();
  signaling.reconnect();
  letGo();
  await seeking;
  expect(told).toEqual(['seeks', 'in as anna']);
});

test('whoever is back is the same as before, or somebody else to whom nothing is due of what was on its way', async () => {
  const { entry, signaling, told } = anEntry();
  await entry.ask();
  let sent = 0;
  signaling.answer('hand:raise', () => {
    sent += 1;
    if (sent === 1) throw new RequestError({ code: 'OFFLINE' });
    return {};
  });
  const raised = entry.act('hand:raise', {});
  signaling.drop();
  await settled();
  signaling.reconnect();
  expect(await raised).toBe(true);
  signaling.tell('lobby:admitted', {} as never);
  expect(told).toEqual(['asks', 'in as anna', 'cut off', 'asks', 'in as anna still', 'in as bert by lobby:admitted']);
});

test('a goodbye is said over a connection that was there before the loss of the one before it was known', async () => {
  const { entry, signaling } = anEntry();
  await entry.ask();
  signaling.drop();
  entry.leave('way-back');
  signaling.reconnect();
  await settled();
  expect([signaling.inputsOf('room:leave').length, signaling.isResting]).toEqual([1, true]);
});

test('nothing is said any more of a place that is given up, nor by whoever comes in again, who gets the latest way back', async () => {
  vi.useFakeTimers();
  const { entry, signaling } = anEntry();
  await entry.ask();
  signaling.drop();
  entry.leave('way-back');
  await vi.advanceTimersByTimeAsync(WAY_BACK_MS);
  expect(signaling.isResting).toBe(true);
  expect(entry.anew()).toBe('way-back');
  await entry.ask();
  signaling.reconnect();
  signaling.answer('room:leave', () => new Promise(() => {}));
  signaling.drop();
  entry.leave('second');
  await vi.advanceTimersByTimeAsync(0);
  signaling.reconnect();
  await vi.advanceTimersByTimeAsync(0);
  const renewals = signaling.renewals;
  expect(entry.anew()).toBe('second+');
  expect(signaling.renewals).toBe(renewals + 1);
  entry.close();
  expect(vi.getTimerCount()).toBe(0);
});
