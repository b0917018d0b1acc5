import { expect, test } from 'vitest';
import { RoomMemory } from '../../../web/src/session/links/room-link.ts';
import { keepOwnName, ownName } from '../../../web/src/session/own-name.ts';
import { SettingsStore } from '../../../web/src/settings.ts';
import { FakeStorage } from '../fakes.ts';

test('where names may be pseudonyms nobody is called as elsewhere, nor elsewhere as there, and the next time as the last', () => {
  const lasting = new FakeStorage();
  const settings = new SettingsStore(lasting);
  // Another tab each.
  const at = (room: string) => ({ settings, memory: new RoomMemory(new FakeStorage(), room, lasting) });
  keepOwnName(at('board'), 'Anna Muster');
  expect(ownName(at('circle'), true)).toBe('');
  keepOwnName(at('circle'), 'Sonnenblume', true);
  expect(ownName(at('circle'), true)).toBe('Sonnenblume');
  // Also where the door has not answered.
  expect(ownName(at('circle'))).toBe('Sonnenblume');
  expect(ownName(at('board'))).toBe('Anna Muster');
  expect(ownName(at('other circle'), true)).toBe('');
  // The room asks for names now.
  keepOwnName(at('circle'), 'Anna');
  expect(ownName(at('circle'))).toBe('Anna');
  expect(ownName(at('circle'), true)).toBe('');
});
