import i18next, { type TFunction } from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { reactionSummary } from '../../../../../web/src/features/hands/reactions/reaction-summary.ts';
import de from '../../../../../web/src/i18n/de.json' with { type: 'json' };
import { waited } from '../../../../../web/src/ui/text/waited.ts';

let t: TFunction;
beforeAll(async () => {
  t = await i18next.createInstance().init({ lng: 'de', resources: { de: { translation: de } } });
});

const PEOPLE = [{ id: 'anna', displayName: 'Anna' }];
const sent = (...reactions: ('applause' | 'heart')[]) =>
  reactions.map((reaction, key) => ({ key, participantId: 'anna', reaction }));

test('one reaction is said with its sender, a clapping room in one sentence', () => {
  expect(reactionSummary(t, sent('applause'), PEOPLE)).toBe('Anna: Applaus');
  expect(reactionSummary(t, sent('heart', 'applause', 'applause'), PEOPLE)).toBe('2 × Applaus, 1 × Herz');
  expect(reactionSummary(t, [], PEOPLE)).toBe('');
});

test.each([
  [0, 'weniger als 1 Min.'],
  [-5_000, 'weniger als 1 Min.'],
  [3 * 60_000 + 59_000, '3 Min.'],
  [65 * 60_000, '1 Std. 5 Min.'],
])('%i ms of waiting are %s', (ms, text) => expect(waited(t, ms)).toBe(text));
