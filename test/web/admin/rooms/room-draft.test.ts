import { expect, it } from 'vitest';
import { newRoomSchema, type RoomView, roomChangesSchema } from '../../../../src/protocol/api/rooms/rooms.ts';
import { draftOfDefaults } from '../../../../web/src/admin/room-settings/settings-draft.ts';
import {
  changesOf,
  draftOfNew,
  draftOfRoom,
  wishOf,
  withPasswordWish,
} from '../../../../web/src/admin/rooms/form/room-draft.ts';

const ROOM: RoomView = {
  id: 'vorstand-k7q2m4n6p8r3s5t7v9w2x4y6za',
  name: 'Vorstand',
  link: 'https://tafel.example/r/vorstand-k7q2m4n6p8r3s5t7v9w2x4y6za',
  code: '123456789',
  hasPassword: true,
  lobby: 'off',
  lobbyMessage: null,
  joinBeforeHost: true,
  locked: false,
  maxParticipants: 100,
  muteOnEntry: false,
  cameraOnEntry: 'free',
  renaming: true,
  pseudonyms: false,
  trustedPass: true,
  lobbyReplies: false,
  chat: true,
  attendanceDays: 0,
  quorum: 5,
  madeBy: null,
  live: { participants: 0, lobby: 0 },
  createdAt: '2026-11-26T15:00:00.000Z',
  updatedAt: '2026-11-26T15:00:00.000Z',
};

it('a new room has a password to begin with, and what the house has said', () => {
  const draft = draftOfNew(draftOfDefaults({ lobby: 'on', attendanceDays: 3 }));
  const wish = wishOf({ ...draft, name: ' Beirat ' });
  expect(newRoomSchema.parse(wish)).toMatchObject({ name: 'Beirat', lobby: 'on', attendanceDays: 3 });
  expect(draft.password.length).toBeGreaterThanOrEqual(12);
  expect(wish).toMatchObject({ password: draft.password });
});

it('of a room that is there only what was changed is sent', () => {
  const draft = draftOfRoom(ROOM);
  expect(changesOf(ROOM, draft)).toEqual({});
  const changes = changesOf(ROOM, {
    ...draft,
    locked: true,
    onlyReserved: true,
    settings: { ...draft.settings, lobby: 'on' },
  });
  expect(changes).toEqual({ locked: true, onlyReserved: true, lobby: 'on' });
  expect(changesOf({ ...ROOM, onlyReserved: true }, { ...draft, onlyReserved: false })).toEqual({
    onlyReserved: false,
  });
  expect(roomChangesSchema.safeParse(changes).success).toBe(true);
});

it('a password stays, becomes another or goes, as was wished', () => {
  const draft = draftOfRoom(ROOM);
  expect(changesOf(ROOM, withPasswordWish(draft, 'none'))).toEqual({ password: null });
  const other = withPasswordWish(draft, 'set');
  expect(other.password).not.toBe('');
  expect(changesOf(ROOM, other)).toEqual({ password: other.password });
  const open = { ...ROOM, hasPassword: false };
  expect(changesOf(open, draftOfRoom(open))).toEqual({});
});

it('a message to those who wait goes when nothing of it is left', () => {
  const room = { ...ROOM, lobbyMessage: 'Bitte warten.' };
  expect(changesOf(room, { ...draftOfRoom(room), lobbyMessage: '  ' })).toEqual({ lobbyMessage: null });
});

it.each([
  ['nameMissing', { name: '\u200b' }],
  ['passwordShort', { passwordWish: 'set', password: 'kurz   ' }],
] as const)('says what is wrong: %s', (problem, patch) => {
  expect(wishOf({ ...draftOfRoom(ROOM), ...patch })).toBe(problem);
});
