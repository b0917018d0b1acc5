import { expect, test } from 'vitest';
import { SettingsStore } from '../../web/src/settings.ts';
import { FakeStorage } from './fakes.ts';

const KEY = 'tafelrunde.settings';

test('what is remembered comes back, and what does not fit is left out', () => {
  const storage = new FakeStorage();
  storage.setItem(
    KEY,
    JSON.stringify({
      displayName: 'Anna',
      soundProcessing: false,
      cameraOn: 'yes',
      language: 'fr',
      chatVoice: 'loud',
      liveText: true,
      __x: 1,
    }),
  );
  const settings = new SettingsStore(storage).get();
  expect(settings).toMatchObject({ displayName: 'Anna', soundProcessing: false, cameraOn: true, language: null });
  expect(settings).toMatchObject({ chatVoice: 'all', liveText: true });
  expect(settings).not.toHaveProperty('__x');
});

test.each(['', '{', 'null', '[]', '"text"'])('a spoilt memory (%s) is an empty one', (text) => {
  const storage = new FakeStorage();
  storage.setItem(KEY, text);
  expect(new SettingsStore(storage).get().soundProcessing).toBe(true);
});

test('a wish holds for the page even where the browser keeps nothing', () => {
  const settings = new SettingsStore({
    getItem: () => null,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
    removeItem: () => {},
  });
  let told = 0;
  settings.subscribe(() => told++);
  settings.update({ displayName: 'Anna' });
  expect(settings.get().displayName).toBe('Anna');
  expect(told).toBe(1);
});
