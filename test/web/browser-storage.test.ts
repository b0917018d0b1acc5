import { afterEach, expect, test, vi } from 'vitest';
import { browserStorage } from '../../web/src/browser-storage.ts';
import { ConsoleMemory } from '../../web/src/session/links/console-link.ts';
import { RoomMemory } from '../../web/src/session/links/room-link.ts';
import { SettingsStore } from '../../web/src/settings.ts';
import { FakeStorage } from './fakes.ts';

afterEach(() => vi.unstubAllGlobals());

/** On a disk that is full: reads answer, writes throw. */
class FullStorage extends FakeStorage {
  isFull = true;
  override setItem = (key: string, value: string): void => {
    if (this.isFull) throw new DOMException('', 'QuotaExceededError');
    this.entries.set(key, value);
  };
}

function aFullBrowser() {
  const storage = new FullStorage();
  vi.stubGlobal('window', { sessionStorage: storage, localStorage: storage });
  return storage;
}

test('an invite, the way back and a wish hold as long as the page, though nothing can be stored', () => {
  aFullBrowser();
  const memory = new RoomMemory(browserStorage('sessionStorage'), 'room', browserStorage('localStorage'));
  memory.invite = 'secret';
  memory.resume = 'token';
  expect([memory.invite, memory.resume]).toEqual(['secret', 'token']);
  memory.resume = null;
  expect(memory.resume).toBeNull();
  const desk = new ConsoleMemory(browserStorage('localStorage'));
  desk.keep('room', 'token');
  expect([desk.resumeOf('room'), desk.lastRoom]).toEqual(['token', 'room']);
  const settings = new SettingsStore(browserStorage('localStorage'));
  settings.update({ displayName: 'Anna' });
  settings.update({ cameraOn: false });
  expect(settings.get()).toMatchObject({ displayName: 'Anna', cameraOn: false });
});

test('what could not be written hides what was there before, and is stored as soon as there is room', () => {
  const storage = aFullBrowser();
  storage.entries.set('key', 'old');
  const one = browserStorage('localStorage');
  one.setItem('key', 'new');
  expect([one.getItem('key'), browserStorage('localStorage').getItem('key')]).toEqual(['new', 'new']);
  storage.isFull = false;
  one.setItem('key', 'newer');
  expect([one.getItem('key'), storage.entries.get('key')]).toEqual(['newer', 'newer']);
});
