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
      readyForKey: false,
      __x: 1,
    }),
  );
  const settings = new SettingsStore(storage).get();
  expect(settings).toMatchObject({ displayName: 'Anna', sound: 'original', cameraOn: true, language: null });
  expect(settings).toMatchObject({ chatVoice: 'all', liveText: true, soundOnly: true, readyForKey: false });
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

test('a room’s wish hides what is little hidden, until somebody chooses on this page, and is remembered nowhere', () => {
  const storage = new FakeStorage();
  const settings = new SettingsStore(storage);
  expect(settings.blur()).toBe(true);
  settings.update({ cameraOn: false });
  expect(settings.get()).toMatchObject({ background: 'strong', cameraOn: false });
  expect(new SettingsStore(storage).get().background).toBe('none');
  // Chosen elsewhere is not chosen here.
  new SettingsStore(storage).update({ background: 'slight' });
  settings.update({ cameraOn: true });
  expect(settings.get().background).toBe('strong');
  settings.update({ background: 'none' });
  expect(settings.blur()).toBe(false);
  expect(settings.get().background).toBe('none');
});

test('whoever has a picture behind them keeps it where a room wishes a blur, whatever is chosen in another tab', () => {
  const storage = new FakeStorage();
  const settings = new SettingsStore(storage);
  settings.update({ background: 'wall' });
  const later = new SettingsStore(storage);
  expect(later.blur()).toBe(false);
  settings.update({ background: 'none' });
  later.update({ cameraOn: false });
  expect(later.get().background).toBe('wall');
});
