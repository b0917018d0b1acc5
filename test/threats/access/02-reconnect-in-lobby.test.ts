import { expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';

const NAMES = ['Anna', 'Bert', 'Cem'];

async function threeWaiting(app: TestApp) {
  const room = await app.createRoom({ lobby: 'on' });
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const moderator = await app.connect();
  const { resume, self } = await moderator.join(room.id, 'Vorsitz', { invite });
  const guests = [];
  for (const name of NAMES) {
    const client = await app.connect();
    guests.push({ client, name, resume: (await client.knock(room.id, name)).resume });
  }
  return { room, invite, moderator, resume, self, guests };
}

it('all who wait are still listed when the moderator reloads, leaves and comes back, or a second one joins', async () => {
  const app = await startTestApp();
  const { room, invite, moderator, resume } = await threeWaiting(app);
  const reloaded = await app.connect();
  const again = await reloaded.join(room.id, 'Vorsitz', { resume });
  expect((await moderator.heard('room:left')).reason).toBe('replaced');
  expect(again.lobby.map(({ displayName }) => displayName)).toEqual(NAMES);
  const second = await app.connect();
  expect((await second.join(room.id, 'Stellvertretung', { invite })).lobby).toHaveLength(3);
  await reloaded.send('room:leave');
  await second.send('room:leave');
  const back = await (await app.connect()).join(room.id, 'Vorsitz', { invite });
  expect(back.lobby.map(({ displayName }) => displayName)).toEqual(NAMES);
});

it('whoever waits and reloads keeps their place in the list', async () => {
  const app = await startTestApp();
  const { room, moderator, guests } = await threeWaiting(app);
  const [anna] = guests;
  anna?.client.drop();
  await moderator.heard('lobby:knocked', ({ reconnecting }) => reconnecting);
  const back = await app.connect();
  await back.knock(room.id, 'Anna', { resume: anna?.resume });
  const { lobby } = await (await app.connect()).join(room.id, 'Zweite', {
    invite: (await app.createInvite(room.id, { role: 'moderator' })).secret,
  });
  expect(lobby.map(({ displayName }) => displayName)).toEqual(NAMES);
});

it('a double join on one connection changes nothing', async () => {
  const app = await startTestApp();
  const { room, guests } = await threeWaiting(app);
  expect(await guests[0]?.client.refused('room:join', { roomId: room.id, displayName: 'Anna' })).toBe('INVALID_STATE');
  expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 3 }]);
});

it('the deputy who stands in sees all who wait, those who knocked meanwhile too, and so does the moderator who is back', async () => {
  const app = await startTestApp();
  const { room, moderator, resume, guests } = await threeWaiting(app);
  const deputy = await app.connect();
  await deputy.join(room.id, 'Vertretung', { invite: (await app.createInvite(room.id, { role: 'deputy' })).secret });
  await moderator.send('room:leave');
  const late = await app.connect();
  await late.knock(room.id, 'Dora');
  guests[1]?.client.drop();
  const { lobby } = await deputy.heard('self:updated', ({ isChairing }) => isChairing);
  await deputy.settled();
  const heard = deputy.events.flatMap(({ name, data }) =>
    name === 'lobby:knocked' ? [(data as { displayName: string }).displayName] : [],
  );
  expect(new Set([...lobby.map(({ displayName }) => displayName), ...heard])).toContain('Dora');
  expect(lobby.map(({ displayName }) => displayName)).toEqual(expect.arrayContaining(NAMES));
  expect(await (await app.connect()).refused('room:join', { roomId: room.id, displayName: 'X', resume })).toBe(
    'RESUME_INVALID',
  );
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const back = await (await app.connect()).join(room.id, 'Vorsitz', { invite });
  expect(back.lobby.map(({ displayName }) => displayName)).toEqual([...NAMES, 'Dora']);
});

it('who is put back into the lobby and loses the connection there is still listed', async () => {
  const app = await startTestApp();
  const { room, moderator, guests } = await threeWaiting(app);
  const [anna] = guests;
  const { id } = await moderator.heard('lobby:knocked', ({ displayName }) => displayName === 'Anna');
  await moderator.send('lobby:admit', { participantIds: [id] });
  await anna?.client.heard('lobby:admitted');
  await moderator.send('participant:return-to-lobby', { participantId: id });
  const { resume } = (await anna?.client.heard('lobby:returned')) ?? {};
  anna?.client.drop();
  await moderator.heard('lobby:knocked', (entry) => entry.id === id && entry.reconnecting);
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const second = await (await app.connect()).join(room.id, 'Zweite', { invite });
  expect(second.lobby.map(({ displayName }) => displayName)).toEqual(['Bert', 'Cem', 'Anna']);
  await (await app.connect()).knock(room.id, 'Anna', { resume });
});
