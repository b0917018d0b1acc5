import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { startTestApp } from '../../../helpers/servers/test-app.ts';

async function setUp(maxSeats: number | null) {
  const app = await startTestApp();
  const { organisation } = await app.createHouse({ name: 'Klinik Aach', maxSeats });
  const owner = { organisationId: organisation.id, organiserId: null };
  const [board, team] = [await app.createRoom({ owner }), await app.createRoom({ owner })];
  const come = async (roomId: string, name: string, more: object = {}) => {
    const client = await app.connect();
    await client.join(roomId, name, more);
    return client;
  };
  const refused = async (roomId: string) => (await app.connect()).refused('room:join', { roomId, displayName: 'Spät' });
  return { app, organisation, board, team, come, refused };
}

it("an organisation's rooms share its seats, and whoever leaves one of them makes room in the other", async () => {
  const { app, board, team, come, refused } = await setUp(2);
  const anna = await come(board.id, 'Anna');
  await come(team.id, 'Bert');
  expect(await refused(team.id)).toBe('ROOM_FULL');
  expect(await refused(board.id)).toBe('ROOM_FULL');
  await come((await app.createRoom()).id, 'Fremd');
  await anna.send('room:leave');
  await come(team.id, 'Cora');
});

it('who may chair gets in beyond them', async () => {
  const { app, board, come, refused } = await setUp(1);
  await come(board.id, 'Anna');
  const { secret } = await app.createInvite(board.id, { role: 'moderator' });
  await come(board.id, 'Vorsitz', { invite: secret });
  expect(await refused(board.id)).toBe('ROOM_FULL');
});

it('another number of seats holds for meetings that go on, and puts nobody out', async () => {
  const { app, organisation, board, team, come, refused } = await setUp(null);
  const anna = await come(board.id, 'Anna');
  await come(board.id, 'Bert');
  const { organisations } = app.catalogue;
  await organisations.setQuotas(OPERATOR, organisation.id, { maxSeats: 1 });
  await app.rooms.live.reload(board.id);
  expect(await refused(board.id)).toBe('ROOM_FULL');
  expect(await refused(team.id)).toBe('ROOM_FULL');
  expect((await app.rooms.live.people(board.id)).length).toBe(2);
  await organisations.setQuotas(OPERATOR, organisation.id, { maxSeats: 3 });
  await app.rooms.live.reload(board.id);
  await come(team.id, 'Cora');
  expect(await refused(board.id)).toBe('ROOM_FULL');
  await anna.send('room:leave');
  await come(board.id, 'Dora');
});

it("one organisation's people take no seat of another's", async () => {
  const { app, board, come, refused } = await setUp(1);
  const { organisation } = await app.createHouse({ name: 'Klinik Buch', maxSeats: 1 });
  const other = await app.createRoom({ owner: { organisationId: organisation.id, organiserId: null } });
  await come(board.id, 'Anna');
  await come(other.id, 'Bert');
  expect(await refused(other.id)).toBe('ROOM_FULL');
});
