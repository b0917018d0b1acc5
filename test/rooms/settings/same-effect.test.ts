import { describe, expect, it } from 'vitest';
import type { RoomChanges } from '../../../src/storage/index.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

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
    await app.rooms.live.reload(room.id);
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
    ['cameraOnEntry', 'blurred'],
    ['renaming', false],
    ['pseudonyms', true],
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
    await meeting.app.rooms.settled();
    expect(await meeting.app.database.attendance.listStays(meeting.room.id)).toEqual([]);
  });
});

it('the operator may let people begin before somebody who may chair is there, and those who wait for that sit down', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ joinBeforeHost: false });
  const early = await app.connect();
  await early.send('room:join', { roomId: room.id, displayName: 'Früh' });
  await app.database.rooms.update(room.id, { joinBeforeHost: true });
  await app.rooms.live.reload(room.id);
  expect(await early.heard('lobby:admitted')).toMatchObject({ state: 'joined' });
});

describe('a password that the operator', () => {
  const PASSWORD = 'Tulpen im April';

  async function meetingWith(changes: Parameters<Awaited<ReturnType<typeof startTestApp>>['createRoom']>[0]) {
    const app = await startTestApp();
    const room = await app.createRoom(changes);
    const other = await app.createRoom({ password: PASSWORD });
    const set = async (settings: RoomChanges) => {
      await app.database.rooms.update(room.id, settings);
      await app.rooms.live.reload(room.id);
    };
    const come = async (name: string, more: object = {}) => {
      const client = await app.connect();
      const reply = await client.send('room:join', { roomId: room.id, displayName: name, ...more });
      return { client, reply };
    };
    const host = async () => {
      const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
      return come('Vorsitz', { invite });
    };
    return { app, room, set, come, host, passwordHash: other.passwordHash };
  }

  it('takes away lets in who waits for want of it, as it does who comes now', async () => {
    const { set, come } = await meetingWith({ lobby: 'without-password', password: PASSWORD });
    const anna = await come('Anna');
    expect(anna.reply).toMatchObject({ state: 'lobby', mayProve: true });
    // Where those wait who cannot show one, everybody does while there is none.
    await set({ passwordHash: null });
    expect(await anna.client.heard('lobby:updated')).toMatchObject({ waitingFor: 'admission', mayProve: false });
    expect((await come('Bert')).reply.state).toBe('lobby');
    await set({ lobby: 'off' });
    await anna.client.heard('lobby:admitted');
    expect((await come('Cem')).reply.state).toBe('joined');
  });

  it('adds keeps out who waits for the host alone until they give it, and lets in who does', async () => {
    const { set, come, host, passwordHash } = await meetingWith({ joinBeforeHost: false });
    const [anna, bert] = [await come('Anna'), await come('Bert')];
    await set({ passwordHash });
    expect(await anna.client.heard('lobby:updated')).toMatchObject({ waitingFor: 'host', mayProve: true });
    await anna.client.send('lobby:prove', { password: PASSWORD });
    await host();
    await anna.client.heard('lobby:admitted');
    expect(await bert.client.heard('lobby:updated', ({ waitingFor }) => waitingFor === 'admission')).toMatchObject({
      mayProve: true,
    });
    // And takes away again.
    await set({ passwordHash: null });
    await bert.client.heard('lobby:admitted');
  });

  it('changes is asked of who waits by the former one, and of nobody at the table', async () => {
    const { app, room, set, come, passwordHash } = await meetingWith({ lobby: 'on', password: 'Rosen im Mai' });
    const anna = await come('Anna', { password: 'Rosen im Mai' });
    await set({ passwordHash });
    await set({ lobby: 'without-password' });
    expect(await anna.client.heard('lobby:updated', ({ mayProve }) => mayProve)).toMatchObject({ mayProve: true });
    await anna.client.send('lobby:prove', { password: PASSWORD });
    await anna.client.heard('lobby:admitted');
    await set({ passwordHash: room.passwordHash });
    await anna.client.settled();
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 1 }]);
  });
});

describe('who waits is sorted as though they came now when', () => {
  it.each<[string, RoomChanges, RoomChanges]>([
    ['the lobby is for those alone who bring no invite', { lobby: 'on' }, { lobby: 'without-password' }],
    ['trusted invites pass', { lobby: 'on', trustedPass: false }, { trustedPass: true }],
    ['the lobby is off', { lobby: 'on' }, { lobby: 'off' }],
  ])('%s', async (_what, before, after) => {
    const app = await startTestApp();
    const room = await app.createRoom(before);
    const { secret: invite } = await app.createInvite(room.id, { trusted: before.trustedPass === false });
    const anna = await app.connect();
    await anna.knock(room.id, 'Anna', { invite });
    await app.database.rooms.update(room.id, after);
    await app.rooms.live.reload(room.id);
    await anna.heard('lobby:admitted');
  });

  it('the lobby goes on before the host is there', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ joinBeforeHost: false });
    const anna = await app.connect();
    await anna.knock(room.id, 'Anna');
    await app.database.rooms.update(room.id, { lobby: 'on' });
    await app.rooms.live.reload(room.id);
    const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
    await (await app.connect()).join(room.id, 'Vorsitz', { invite });
    expect(await anna.heard('lobby:updated', ({ waitingFor }) => waitingFor === 'admission')).toBeDefined();
  });
});

it('whose place in the lobby was given up comes back to wait, and not to the table', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ lobby: 'without-password', password: 'Tulpen im April' });
  const anna = await app.connect();
  const { resume } = await anna.knock(room.id, 'Anna');
  await anna.send('room:leave', { mayReturn: true });
  expect((await (await app.connect()).knock(room.id, 'Anna', { resume })).mayProve).toBe(true);
});
