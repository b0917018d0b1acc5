import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TURNS } from '../../../web/src/call/meeting/meeting-events.ts';
import { RequestError } from '../../../web/src/session/signaling.ts';
import { Wishes } from '../../../web/src/session/wishes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const RETRY_AFTER_MS = 500;

/** A server that takes one command and refuses the next ones until time has passed. */
function aServer() {
  const said: string[] = [];
  let freeAt = 0;
  const say = (what: string) => async () => {
    if (Date.now() < freeAt) throw new RequestError({ code: 'RATE_LIMITED', retryAfterMs: freeAt - Date.now() });
    freeAt = Date.now() + RETRY_AFTER_MS;
    said.push(what);
  };
  return { said, say };
}

test('the last wish of somebody who switches too fast is said when there is room for it, the one before it is not', async () => {
  const { said, say } = aServer();
  const wishes = new Wishes(TURNS);
  const done = ['on', 'off', 'on', 'off'].map((what) => wishes.fulfil('consent:set', { camera: true }, say(what)));
  await vi.advanceTimersByTimeAsync(2 * RETRY_AFTER_MS);
  await Promise.all(done);
  expect(said).toEqual(['on', 'off']);
});

test('a wish for something else is not held up by it, and what turns nothing is told of a refusal at once', async () => {
  const { said, say } = aServer();
  const wishes = new Wishes(TURNS);
  await wishes.fulfil('consent:set', { camera: true }, say('consent'));
  await expect(wishes.fulfil('chat:send', { text: 'x', to: 'all' }, say('message'))).rejects.toMatchObject({
    failure: { code: 'RATE_LIMITED' },
  });
  const hand = wishes.fulfil('hand:raise', {}, say('hand'));
  const consent = wishes.fulfil('consent:set', { camera: true }, say('consent again'));
  await vi.advanceTimersByTimeAsync(4 * RETRY_AFTER_MS);
  await Promise.all([hand, consent]);
  expect(new Set(said)).toEqual(new Set(['consent', 'hand', 'consent again']));
});

test('another refusal, and one that does not end, are told; whoever is out wishes nothing more', async () => {
  const wishes = new Wishes(TURNS);
  const refused = async () => Promise.reject(new RequestError({ code: 'NOT_ALLOWED' }));
  await expect(wishes.fulfil('hand:raise', {}, refused)).rejects.toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
  const crowd = async () => Promise.reject(new RequestError({ code: 'RATE_LIMITED', retryAfterMs: 100 }));
  const given = wishes.fulfil('hand:raise', {}, crowd).catch((error) => error.failure.code);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await given).toBe('RATE_LIMITED');
  const tries = vi.fn(crowd);
  const dropped = wishes.fulfil('hand:raise', {}, tries);
  await vi.advanceTimersByTimeAsync(0);
  wishes.end();
  await dropped;
  expect([tries.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test('raising and lowering are wishes about one hand; two switches, and two people, are two', () => {
  expect(TURNS['hand:raise']?.({})).toBe(TURNS['hand:lower']?.({}));
  expect(TURNS['consent:set']?.({ camera: true })).not.toBe(TURNS['consent:set']?.({ microphone: true }));
  const lock = (participantId: string) => TURNS['participant:restrict']?.({ participantId, camera: true });
  expect(lock('anna')).not.toBe(lock('bert'));
  expect(TURNS['chat:send']).toBeUndefined();
});
