import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { waitingOf } from '../../../../web/src/call/meeting/received.ts';
import { peopleNews } from '../../../../web/src/ui/people/people-news.ts';
import { ago } from '../../fakes.ts';

/** The key and its count, as the catalogue would be asked. */
const t = ((key: string, { count }: { count: number }) => `${key} ${count}`) as unknown as TFunction;

const guest = waitingOf({ id: 'guest', displayName: 'Gast', waitedMs: ago(0), reconnecting: false, words: [] });

const news = (isChairing: boolean, waiting: number, hands: readonly string[]) =>
  peopleNews(t, {
    lobby: Array.from({ length: waiting }, () => guest),
    room: { hands },
    self: { participantId: 'self', role: 'moderator', isChairing },
  });

test('who waits and whose hand is up are counted together for the chair, and said apart', () => {
  expect(news(true, 2, ['a'])).toEqual({ count: 3, text: 'bar.waiting 2, hands.count 1' });
  expect(news(true, 0, ['a', 'b'])).toEqual({ count: 2, text: 'hands.count 2' });
  expect(news(true, 0, [])).toBeNull();
});

test('hands are the chair’s business alone', () => {
  expect(news(false, 0, ['a'])).toBeNull();
});
