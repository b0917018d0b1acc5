import { describe, expect, it } from 'vitest';
import type { RoomChanges } from '../../src/storage/index.ts';
import { startTestApp } from '../helpers/test-app.ts';

/** A meeting with somebody who chairs and somebody who has knocked, as the lobby is on. */
async function setUp(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom({ lobby: 'on', attendanceDays: 30, ...changes });
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const chair = await app.connect();
  await chair.join(room.id, 'Vorsitz', { invite });
  const guest = await app.connect();
  await guest.send('room:join', { roomId: room.id, displayName: 'Gast' });
  const byOperator = async (settings: RoomChanges) => {
    await app.database.rooms.update(room.id, settings);
    await app.rooms.reload(room.id);
  };
  return { app, room, chair, guest, byOperator };
}

type Meeting = Awaited<ReturnType<typeof setUp>>;

interface Way {
  readonly who: string;
  readonly configure: (meeting: Meeting, settings: RoomChanges) => Promise<unknown>;
}

const WAYS: readonly Way[] = [
  { who: 'the chair', configure: ({ chair }, settings) => chair.send('room:configure', settings) },
  { who: 'the operator', configure: ({ byOperator }, settings) => byOperator(settings) },
];

describe.each(WAYS)('what $who changes during a meeting', ({ configure }) => {
  it('lets those who wait in when it ends the lobby', async () => {
    const meeting = await setUp();
    await configure(meeting, { lobby: 'off' });
    expect(await meeting.guest.heard('lobby:admitted')).toMatchObject({ state: 'joined' });
    expect(await meeting.chair.heard('participant:joined')).toMatchObject({ displayName: 'Gast' });
  });

  it.each([
    ['lobby', 'without-password'],
    ['trustedPass', false],
    ['muteOnEntry', true],
    ['chat', false],
  ] as const)('is told to everyone: %s', async (setting, value) => {
    const meeting = await setUp();
    await configure(meeting, { [setting]: value });
    await meeting.chair.heard('room:updated', (room) => room[setting] === value);
  });

  it('is told to those who wait, where it is about their words', async () => {
    const meeting = await setUp();
    await configure(meeting, { lobbyReplies: true });
    expect(await meeting.guest.heard('lobby:updated')).toMatchObject({ mayReply: true });
  });

  it('deletes what was noted of the meeting when it ends the attendance list', async () => {
    const meeting = await setUp();
    await configure(meeting, { attendanceDays: 0 });
    await meeting.chair.heard('room:updated', (room) => room.attendanceDays === 0);
    await meeting.app.rooms.attendance.settled();
    expect(await meeting.app.database.attendance.listStays(meeting.room.id)).toEqual([]);
  });
});

it('the operator may let people begin before somebody who may chair is there, and those who wait for that sit down', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ joinBeforeHost: false });
  const early = await app.connect();
  await early.send('room:join', { roomId: room.id, displayName: 'Früh' });
  await app.database.rooms.update(room.id, { joinBeforeHost: true });
  await app.rooms.reload(room.id);
  expect(await early.heard('lobby:admitted')).toMatchObject({ state: 'joined' });
});
