import { describe, expect, it } from 'vitest';
import { openTable } from '../../../helpers/meetings/table.ts';

const HOSPITAL = '198.51.100.7';
const ELSEWHERE = '203.0.113.9';
const device = (letter: string) => letter.repeat(43);

/** A table without a lobby, a link that many share, and somebody who came by it from the hospital. */
async function openShared(act: 'participant:remove' | 'participant:return-to-lobby') {
  const table = await openTable({ lobby: 'off', password: 'richtig-lang' });
  const { app, room, chair } = table;
  const { secret: shared } = await app.createInvite(room.id, { trusted: true });
  const enter = async (name: string, more: object, address = HOSPITAL) => {
    const client = await app.connect({ address });
    return { client, reply: await client.send('room:join', { roomId: room.id, displayName: name, ...more }) };
  };
  const colleague = await enter('Kollegin', { invite: shared, device: device('c') });
  const anna = await enter('Anna', { invite: shared, device: device('a') });
  if (anna.reply.state !== 'joined') throw new Error('not in');
  await chair.client.send(act, { participantId: anna.reply.self.participantId });
  return { ...table, shared, enter, anna, colleague };
}

describe.each(['participant:remove', 'participant:return-to-lobby'] as const)('after %s', (act) => {
  it('others with the same link come in as before', async () => {
    const { shared, enter } = await openShared(act);
    const { reply } = await enter('Bert', { invite: shared, device: device('b') }, ELSEWHERE);
    expect(reply.state).toBe('joined');
  });

  it('nobody known from the same network waits, by link or password, and the chair is told why', async () => {
    const { chair, shared, enter } = await openShared(act);
    for (const right of [{ invite: shared }, { password: 'richtig-lang' }]) {
      chair.client.events.length = 0;
      const { client, reply } = await enter('Neu', { ...right, device: device('n') });
      expect(reply).toMatchObject({ state: 'lobby', waitingFor: 'admission' });
      const entry = await chair.client.heard('lobby:knocked', ({ displayName }) => displayName === 'Neu');
      expect(entry.fromMarkedNetwork).toBe(true);
      await client.send('room:leave');
    }
  });

  it('from the same network whoever was at the table, has an invite of their own or chairs passes', async () => {
    const { app, room, shared, enter, colleague } = await openShared(act);
    await colleague.client.send('room:leave');
    expect((await enter('Kollegin', { invite: shared, device: device('c') })).reply.state).toBe('joined');
    const own = await app.createInvite(room.id, { maxUses: 1 });
    expect((await enter('Cem', { invite: own.secret, device: device('e') })).reply.state).toBe('joined');
    const chairs = await app.createInvite(room.id, { role: 'deputy' });
    expect((await enter('Vertretung', { invite: chairs.secret, device: device('v') })).reply.state).toBe('joined');
  });

  it('who is let in once is known from then on', async () => {
    const { chair, shared, enter } = await openShared(act);
    const { client } = await enter('Neu', { invite: shared, device: device('n') });
    const { id } = await chair.client.heard('lobby:knocked', ({ displayName }) => displayName === 'Neu');
    await chair.client.send('lobby:admit', { participantIds: [id] });
    await client.heard('lobby:admitted');
    await client.send('room:leave');
    expect((await enter('Neu', { invite: shared, device: device('n') })).reply.state).toBe('joined');
  });

  it('in the next meeting nobody is marked', async () => {
    const { app, chair, shared, enter } = await openShared(act);
    await chair.client.send('room:end');
    expect(app.rooms.live.rooms).toEqual([]);
    expect((await enter('Anna', { invite: shared, device: device('a') })).reply.state).toBe('joined');
  });
});

it('who was removed is kept out by an invite of their own, from anywhere and in any browser', async () => {
  const { app, room, chair } = await openTable({ lobby: 'off' });
  const { secret: invite, id } = await app.createInvite(room.id, { maxUses: 1 });
  const anna = await app.connect({ address: HOSPITAL });
  const { self } = await anna.join(room.id, 'Anna', { invite, device: device('a') });
  await chair.client.send('participant:remove', { participantId: self.participantId });
  await app.database.invites.release(id);
  const again = await app.connect({ address: ELSEWHERE });
  const command = { roomId: room.id, displayName: 'Anna', device: device('z'), invite };
  expect(await again.refused('room:join', command)).toBe('INVITE_INVALID');
});

it('who moved between networks before they were removed is expected from both', async () => {
  const { app, room, chair } = await openTable({ lobby: 'off' });
  const first = await app.connect({ address: HOSPITAL });
  const { self, resume } = await first.join(room.id, 'Anna', { device: device('a') });
  first.drop();
  await chair.client.heard('participant:updated', ({ reconnecting }) => reconnecting);
  await (await app.connect({ address: ELSEWHERE })).join(room.id, 'Anna', { resume });
  await chair.client.send('participant:remove', { participantId: self.participantId });
  for (const address of [HOSPITAL, ELSEWHERE]) {
    await (await app.connect({ address })).knock(room.id, 'Neu', { device: device('n') });
  }
});

it('one IPv6 connection is one network, whichever of its addresses is used', async () => {
  const { app, room, chair } = await openTable({ lobby: 'off' });
  const anna = await app.connect({ address: '2001:db8:1:2::a' });
  const { self } = await anna.join(room.id, 'Anna', { device: device('a') });
  await chair.client.send('participant:remove', { participantId: self.participantId });
  await (await app.connect({ address: '2001:db8:1:2:ffff::b' })).knock(room.id, 'Neu', { device: device('n') });
  await (await app.connect({ address: '2001:db8:1:3::a' })).join(room.id, 'Fern', { device: device('f') });
});
