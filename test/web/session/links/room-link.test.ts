import { expect, test } from 'vitest';
import { newRoomId } from '../../../../src/auth/index.ts';
import {
  parseRoomLink,
  pastedRoomLink,
  RoomMemory,
  readableName,
  roomPath,
} from '../../../../web/src/session/links/room-link.ts';
import { RoomNames } from '../../../../web/src/session/links/room-names.ts';
import { FakeStorage } from '../../fakes.ts';

test('a link is a room and perhaps an invite', () => {
  const link = (text: string) => parseRoomLink(new URL(text, 'https://meet.example.org'));
  expect(link('/r/vorstand-abc')).toEqual({ roomId: 'vorstand-abc', invite: null });
  expect(link('/r/vorstand-abc#invite=S-e_c')).toEqual({ roomId: 'vorstand-abc', invite: 'S-e_c' });
  expect(link('/')).toBeNull();
  expect(link('/r/')).toBeNull();
  expect(link('/r/a/b')).toBeNull();
  expect(link('/r/%3Cscript%3E')).toBeNull();
});

const SECRET = 'aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_aZ09-_a';

test.each([
  ['/r/vorstand-abc/', null],
  ['//r//vorstand-abc', null],
  ['/R/Vorstand-ABC', null],
  ['/r/vorstand-abc.', null],
  ['/r/vorstand-abc)', null],
  ['/r/vorstand-abc);', null],
  ['/r/vorstand-abc>,', null],
  ['/r/vorstand-abc%3C/a%3E', null],
  ['/r/vorstand-abc%22%20target=', null],
  ['/r/vorstand-abc%E2%80%9C', null],
  ['/r/vorstand-abc%', null],
  ['/r/vorstand%E2%80%91abc', null],
  ['/r/vor%C2%ADstand-%E2%80%8Babc', null],
  ['/r/vorstand-abc%0A', null],
  ['/r/vorstand-abc/?utm_source=mail', null],
  [`/r/vorstand-abc/#invite=${SECRET}`, SECRET],
  [`/r/vorstand-abc#invite=${SECRET}.`, SECRET],
  [`/r/vorstand-abc#invite=${SECRET})`, SECRET],
  [`/r/vorstand-abc#INVITE=${SECRET}`, SECRET],
  [`/r/vorstand-abc#invite=3D${SECRET}`, SECRET],
  [`/r/vorstand-abc#invite%3D${SECRET}`, SECRET],
  [`/r/vorstand-abc%23invite=${SECRET}`, SECRET],
  [`/r/vorstand-abc%23invite%3D${SECRET}%3C/a%3E`, SECRET],
  [`/r/vorstand-abc%2523invite%253D${SECRET}`, SECRET],
  [`/r/vorstand-abc#invite=${SECRET.replace('-', '%E2%80%91')}`, SECRET],
])('%s leads to the room that was meant', (text, invite) => {
  expect(parseRoomLink(new URL(`https://meet.example.org${text}`))).toEqual({ roomId: 'vorstand-abc', invite });
});

test.each(['/r/a/b', '/r/vorstand-abcé', `/r/${'a'.repeat(65)}`, '/r/--', '/rr/abc', '/api/r/abc', '/#invite=x'])(
  '%s leads to no room',
  (text) => expect(parseRoomLink(new URL(`https://meet.example.org${text}`))).toBeNull(),
);

test.each([
  `https://meet.example.org/r/vorstand-abc#invite=${SECRET}`,
  `  <HTTPS://Meet.Example.org/R/vorstand-abc#invite=${SECRET}>. `,
  `meet.example.org/r/vorstand-abc#invite=${SECRET}`,
  `http://meet.example.org/r/vorstand-abc?x=1#invite=${SECRET}`,
  `/r/vorstand-abc#invite=${SECRET}`,
  `Ihr Link: https://meet.example.org/r/vorstand-abc#invite=${SECRET}, bis morgen!`,
  `„https://meet.example.org/r/vorstand-abc%23invite=${SECRET}“`,
])('a link may be pasted as it stood in the mail: %s', (text) => {
  const link = pastedRoomLink(text, { host: 'meet.example.org' });
  expect(link).toEqual({ roomId: 'vorstand-abc', invite: SECRET });
  expect(link && roomPath(link)).toBe(`/r/vorstand-abc#invite=${SECRET}`);
});

test.each([
  'https://meet.example.com/r/vorstand-abc',
  'https://meet.example.org.evil.example/r/vorstand-abc',
  'https://meet.example.org@evil.example/r/vorstand-abc',
  'javascript:alert(1)//r/vorstand-abc',
  'vorstand',
  '',
])('nothing but a link to this server is followed: %s', (text) => {
  expect(pastedRoomLink(text, { host: 'meet.example.org' })).toBeNull();
});

test('the readable part of an id is all that the door shows', () => {
  expect(readableName('vorstand-sitzung-ftuva7xnlxwsmoja374jbjgi75')).toBe('Vorstand Sitzung');
  expect(readableName('runde-der-ratsleute-ftuva7xnlxwsmoja374jbjgi75')).toBe('Runde der Ratsleute');
  expect(readableName('ftuva7xnlxwsmoja374jbjgi75')).toBe('');
});

test.each([
  ['Außerordentliche Bürgermeisterdienstbesprechung', 'Ausserordentliche\u00a0…'],
  ['Bürgermeisterdienstbesprechung im Landkreis', 'Buergermeisterdienstbesprechun…'],
  ['Sitzung über den Haushalt für alle', 'Sitzung über den Haushalt\u00a0…'],
  ['Beirat für Alte', 'Beirat für Alte'],
])('what an id keeps of a long name ends with a word and says that there is more: %s', (name, readable) => {
  expect(readableName(newRoomId(name))).toBe(readable);
});

test('a room that one was in before is called by its name', () => {
  const lasting = new FakeStorage();
  new RoomMemory(new FakeStorage(), 'one', lasting).roomName = 'Außerordentliche Sitzung';
  expect(new RoomMemory(new FakeStorage(), 'one', lasting).roomName).toBe('Außerordentliche Sitzung');
  expect(new RoomMemory(new FakeStorage(), 'two', lasting).roomName).toBeNull();
});

test('of rooms only the last twenty are kept by name, one once, and one that is forgotten is gone', () => {
  const lasting = new FakeStorage();
  const names = new RoomNames(lasting);
  for (let room = 1; room <= 22; room += 1) names.set(`room-${room}`, `Runde ${room}`);
  names.set('room-3', 'Runde drei');
  expect(['room-2', 'room-3', 'room-4', 'room-22'].map((id) => names.get(id))).toEqual([
    null,
    'Runde drei',
    'Runde 4',
    'Runde 22',
  ]);
  names.forget('room-3');
  expect(names.get('room-3')).toBeNull();
  lasting.setItem('tafelrunde.room-names', '[1, ["a"], {"b": null}]');
  expect(names.get('a')).toBeNull();
});

test('that a meeting was disturbed is known of its room, also after a reload, until it is over', () => {
  const storage = new FakeStorage();
  expect(new RoomMemory(storage, 'one').wasDisturbed).toBe(false);
  new RoomMemory(storage, 'one').wasDisturbed = true;
  expect(new RoomMemory(storage, 'one').wasDisturbed).toBe(true);
  expect(new RoomMemory(storage, 'two').wasDisturbed).toBe(false);
  new RoomMemory(storage, 'one').wasDisturbed = false;
  expect(new RoomMemory(storage, 'one').wasDisturbed).toBe(false);
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
