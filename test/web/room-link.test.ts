import { expect, test } from 'vitest';
import { parseRoomLink, RoomMemory, readableName } from '../../web/src/call/room-link.ts';
import { FakeStorage } from './fakes.ts';

test('a link is a room and perhaps an invite', () => {
  const link = (text: string) => parseRoomLink(new URL(text, 'https://meet.example.org'));
  expect(link('/r/vorstand-abc')).toEqual({ roomId: 'vorstand-abc', invite: null });
  expect(link('/r/vorstand-abc#invite=S-e_c')).toEqual({ roomId: 'vorstand-abc', invite: 'S-e_c' });
  expect(link('/')).toBeNull();
  expect(link('/r/')).toBeNull();
  expect(link('/r/a/b')).toBeNull();
  expect(link('/r/%3Cscript%3E')).toBeNull();
});

test('the readable part of an id is all that the door shows', () => {
  expect(readableName('vorstand-sitzung-ftuva7xnlxwsmoja374jbjgi75')).toBe('Vorstand Sitzung');
  expect(readableName('runde-der-ratsleute-ftuva7xnlxwsmoja374jbjgi75')).toBe('Runde der Ratsleute');
  expect(readableName('ftuva7xnlxwsmoja374jbjgi75')).toBe('');
});

test('secrets are kept per room', () => {
  const storage = new FakeStorage();
  const one = new RoomMemory(storage, 'one');
  const two = new RoomMemory(storage, 'two');
  one.invite = 'secret';
  expect(two.invite).toBeNull();
  expect(one.invite).toBe('secret');
  one.invite = null;
  expect([...storage.entries.values()]).not.toContain('secret');
  expect(two.device).not.toBe(one.device);
  expect(new RoomMemory(storage, 'one').device).toBe(one.device);
});
