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
      sound: 'original',
      cameraOn: 'yes',
      language: 'fr',
      chatVoice: 'loud',
      liveText: true,
      soundOnly: true,
      __x: 1,
    }),
  );
  const settings = new SettingsStore(storage).get();
  expect(settings).toMatchObject({ displayName: 'Anna', sound: 'original', cameraOn: true, language: null });
  expect(settings).toMatchObject({ chatVoice: 'all', liveText: true, soundOnly: true });
  expect(settings).not.toHaveProperty('__x');
});

test.each(['', '{', 'null', '[]', '"text"'])('a spoilt memory (%s) is an empty one', (text) => {
  const storage = new FakeStorage();
  storage.setItem(KEY, text);
  expect(new SettingsStore(storage).get().sound).toBe('clear');
});

test('a switch that is turned in one tab brings back nothing that was changed in another meanwhile', () => {
  const storage = new FakeStorage();
  const [one, other] = [new SettingsStore(storage), new SettingsStore(storage)];
  one.update({ displayName: 'Anna Neu', microphoneId: 'headset' });
  other.update({ cameraOn: false });
  expect(new SettingsStore(storage).get()).toMatchObject({
    displayName: 'Anna Neu',
    microphoneId: 'headset',
    cameraOn: false,
  });
});
