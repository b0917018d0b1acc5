import { describe, expect, it } from 'vitest';
import { startTestApp } from '../../helpers/servers/test-app.ts';

/** A room with a lobby, its moderator inside. */
async function withModerator(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom({ lobby: 'on', ...changes });
  const { secret } = await app.createInvite(room.id, { role: 'moderator' });
  const moderator = await app.connect();
  const joined = await moderator.join(room.id, 'Vorsitz', { invite: secret });
  return { app, room, moderator, joined, invite: secret };
}

describe('the lobby', () => {
  it('keeps a guest until a moderator admits them, and then gives them all they need', async () => {
    const { app, room, moderator } = await withModerator();
    const guest = await app.connect();
    await guest.knock(room.id, 'Gast');
    const entry = await moderator.heard('lobby:knocked');
    expect(entry.displayName).toBe('Gast');
    await moderator.send('lobby:admit', { participantIds: [entry.id] });
    const reply = await guest.heard('lobby:admitted');
    expect(reply.participants.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Gast']);
    expect(reply.session.send.id).toBeTruthy();
    expect((await moderator.heard('lobby:left')).participantId).toBe(entry.id);
  });

  it('tells a denied guest so, and no other moderator can admit them after', async () => {
    const { app, room, moderator } = await withModerator();
    const guest = await app.connect();
    await guest.knock(room.id, 'Gast');
    const { id } = await moderator.heard('lobby:knocked');
    await moderator.send('lobby:deny', { participantId: id });
    expect((await guest.heard('room:left')).reason).toBe('denied');
    expect(await moderator.refused('lobby:admit', { participantIds: [id] })).toBe('NOT_ALLOWED');
  });

  it('gives one of two conflicting decisions the win and tells the other', async () => {
    const { app, room, moderator, invite } = await withModerator();
    const second = await app.connect();
    await second.join(room.id, 'Stellvertretung', { invite });
    const guest = await app.connect();
    await guest.knock(room.id, 'Gast');
    const { id } = await moderator.heard('lobby:knocked');
    const replies = await Promise.all([
      moderator.raw('lobby:admit', { participantIds: [id] }),
      second.raw('lobby:deny', { participantId: id }),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('admits all in the order of their knocks', async () => {
    const { app, room, moderator } = await withModerator();
    for (const name of ['Anna', 'Bert', 'Cem']) await (await app.connect()).knock(room.id, name);
    await moderator.heard('lobby:knocked', ({ displayName }) => displayName === 'Cem');
    await moderator.send('lobby:admit-all');
    const late = await app.connect();
    await late.knock(room.id, 'Dora');
    await moderator.send('lobby:admit-all');
    const { participants } = await late.heard('lobby:admitted');
    expect(participants.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Anna', 'Bert', 'Cem', 'Dora']);
  });

  it('keeps whoever waits when all seats are taken, and says so to the moderator', async () => {
    const { app, room, moderator } = await withModerator({ maxParticipants: 2 });
    for (const name of ['Anna', 'Bert']) await (await app.connect()).knock(room.id, name);
    await moderator.heard('lobby:knocked', ({ displayName }) => displayName === 'Bert');
    expect(await moderator.refused('lobby:admit-all')).toBe('ROOM_FULL');
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 2, lobby: 1 }]);
  });

  it('lists everyone who waits for a moderator who comes later', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ lobby: 'on' });
    const { secret } = await app.createInvite(room.id, { role: 'moderator' });
    for (const name of ['Anna', 'Bert']) await (await app.connect()).knock(room.id, name);
    const { lobby } = await (await app.connect()).join(room.id, 'Vorsitz', { invite: secret });
    expect(lobby.map(({ displayName }) => displayName)).toEqual(['Anna', 'Bert']);
  });

  it('is passed by those who know the password when it is for the others', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ lobby: 'without-password', password: 'richtig-lang' });
    await (await app.connect()).join(room.id, 'Kennt es', { password: 'richtig-lang' });
    await (await app.connect()).knock(room.id, 'Kennt es nicht');
    const guesser = await app.connect();
    expect(await guesser.refused('room:join', { roomId: room.id, displayName: 'Rät', password: 'falsch-falsch' })).toBe(
      'WRONG_PASSWORD',
    );
  });

  it('waits for the host where nobody may begin before, and opens by itself when they come', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ joinBeforeHost: false });
    const { secret } = await app.createInvite(room.id, { role: 'moderator' });
    const guest = await app.connect();
    expect((await guest.knock(room.id, 'Gast')).waitingFor).toBe('host');
    await (await app.connect()).join(room.id, 'Vorsitz', { invite: secret });
    const { participants } = await guest.heard('lobby:admitted');
    expect(participants).toHaveLength(2);
  });

  it('turns waiting for the host into a knock where a moderator must say yes', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ joinBeforeHost: false, lobby: 'on' });
    const { secret } = await app.createInvite(room.id, { role: 'moderator' });
    const guest = await app.connect();
    expect((await guest.knock(room.id, 'Gast')).waitingFor).toBe('host');
    const { lobby } = await (await app.connect()).join(room.id, 'Vorsitz', { invite: secret });
    expect((await guest.heard('lobby:updated')).waitingFor).toBe('admission');
    expect(lobby).toHaveLength(1);
  });

  it('keeps the place of a guest whose connection drops, also when they are admitted meanwhile', async () => {
    const { app, room, moderator } = await withModerator();
    const guest = await app.connect();
    const { resume } = await guest.knock(room.id, 'Gast');
    const { id } = await moderator.heard('lobby:knocked');
    guest.drop();
    await moderator.heard('lobby:knocked', ({ reconnecting }) => reconnecting);
    await moderator.send('lobby:admit', { participantIds: [id] });
    // No media for somebody who is not there.
    expect(app.mediaPlane.sessions).toHaveLength(1);
    const back = await app.connect();
    const reply = await back.join(room.id, 'Gast', { resume });
    expect(reply.self.participantId).toBe(id);
  });
});
