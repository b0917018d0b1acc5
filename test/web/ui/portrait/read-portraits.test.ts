import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Portrait } from '../../../../src/protocol/index.ts';
import { RequestError } from '../../../../web/src/session/signaling.ts';
import { ReadPortraits } from '../../../../web/src/ui/portrait/read-portraits.ts';

const FACE: Portrait = { type: 'image/webp', picture: 'AAAA' };

interface Asked {
  readonly portrait: string;
  readonly answer: (portrait: Portrait) => void;
  readonly refuse: (error: unknown) => void;
}

function aMeeting() {
  const asked: Asked[] = [];
  const request = (_name: string, { portrait }: { portrait: string }) =>
    new Promise<Portrait>((answer, refuse) => {
      asked.push({ portrait, answer, refuse });
    });
  const portraits = new ReadPortraits({ request: request as never });
  const want = (portrait: string) => portraits.want({ participantId: `of ${portrait}`, portrait });
  return { asked, portraits, want, names: () => asked.map(({ portrait }) => portrait) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('each is asked for once, however often it is shown, a few at a time, and only while it is on the screen', async () => {
  const { asked, portraits, want, names } = aMeeting();
  let told = 0;
  portraits.subscribe(() => {
    told += 1;
  });
  for (const name of ['a', 'a', 'b', 'c', 'd']) want(name);
  const scrolledPast = want('e');
  want('f');
  expect(names()).toEqual(['a', 'b', 'c', 'd']);
  scrolledPast();
  asked[0]?.answer(FACE);
  await vi.advanceTimersByTimeAsync(0);
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'f']);
  expect(portraits.addressOf('a')).toBe('data:image/webp;base64,AAAA');
  expect(told).toBe(1);
  want('a');
  expect(asked).toHaveLength(5);
});

test('one that is gone is not asked for again; one that did not come is, as long as somebody looks', async () => {
  const { asked, want, names } = aMeeting();
  want('gone');
  want('slow');
  const unseen = want('unseen');
  asked[0]?.refuse(new RequestError({ code: 'NOT_FOUND' }));
  asked[1]?.refuse(new RequestError({ code: 'RATE_LIMITED', retryAfterMs: 700 }));
  asked[2]?.refuse(new RequestError({ code: 'OFFLINE' }));
  await vi.advanceTimersByTimeAsync(699);
  expect(names()).toEqual(['gone', 'slow', 'unseen']);
  unseen();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(names()).toEqual(['gone', 'slow', 'unseen', 'slow']);
  expect(vi.getTimerCount()).toBe(0);
});

test('what nobody looks at any more makes room for what is new', async () => {
  const { asked, portraits, want } = aMeeting();
  for (let n = 0; n <= 500; n += 1) {
    const release = want(`${n}`);
    asked.at(-1)?.answer(FACE);
    await vi.advanceTimersByTimeAsync(0);
    release();
  }
  expect(portraits.addressOf('0')).toBeNull();
  expect(portraits.addressOf('1')).not.toBeNull();
  expect(portraits.addressOf('500')).not.toBeNull();
});
