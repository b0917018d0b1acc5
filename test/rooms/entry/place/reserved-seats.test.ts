import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { wallTimeOf } from '../../../../src/catalogue/reservations/zoned.ts';
import { startTestApp } from '../../../helpers/servers/test-app.ts';

const MINUTE_MS = 60_000;

async function setUp({ capacitySeats = 3 } = {}) {
  const app = await startTestApp({ capacitySeats });
  const come = async (roomId: string, name: string, more: object = {}) => {
    const client = await app.connect();
    await client.join(roomId, name, more);
    return client;
  };
  const refused = async (roomId: string, more: object = {}) =>
    (await app.connect()).refused('room:join', { roomId, displayName: 'Spät', ...more });
  /** From `inMinutes` on, from now, for half an hour. */
  const reserve = (roomId: string, { seats = 2, inMinutes = -10, minutesBefore = 15 } = {}) => {
    const start = wallTimeOf(Date.now() + inMinutes * MINUTE_MS, 'UTC');
    const times = { start, zone: 'UTC', minutes: 30, rule: null };
    return app.catalogue.reservations.create(OPERATOR, { roomId, seats, minutesBefore, ...times });
  };
  const rooms = { reserved: await app.createRoom(), open: await app.createRoom() };
  return { app, come, refused, reserve, ...rooms };
}

it('who has reserved nothing takes no seat that is promised, and is told that the server is full', async () => {
  const { come, refused, reserve, reserved, open } = await setUp();
  await reserve(reserved.id);
  await come(open.id, 'Anna');
  expect(await refused(open.id)).toBe('SERVER_FULL');
  await come(reserved.id, 'Bert');
  // The other is promised still.
  expect(await refused(open.id)).toBe('SERVER_FULL');
  await come(reserved.id, 'Cora');
  expect(await refused(open.id)).toBe('SERVER_FULL');
});

it('what is promised is there, however many have come before', async () => {
  const { app, come, refused, reserve, reserved, open } = await setUp();
  await reserve((await app.createRoom()).id, { seats: 1, inMinutes: -5, minutesBefore: 0 });
  for (const name of ['Anna', 'Bert']) await come(open.id, name);
  await reserve(reserved.id);
  expect(await refused(open.id)).toBe('SERVER_FULL');
  await come(reserved.id, 'Eva');
  await come(reserved.id, 'Fritz');
});

it('beyond its own seats a meeting takes none that are promised to another', async () => {
  const { app, come, refused, reserve, reserved } = await setUp();
  await reserve(reserved.id);
  for (const name of ['Anna', 'Bert', 'Cora']) await come(reserved.id, name);
  const other = await app.createRoom();
  await reserve(other.id, { seats: 1 });
  expect(await refused(reserved.id)).toBe('SERVER_FULL');
  await come(other.id, 'Dora');
});

it('seats are kept free already a while before it begins, and no longer once it was called off', async () => {
  const { app, come, refused, reserve, reserved, open } = await setUp({ capacitySeats: 3 });
  const { id } = await reserve(reserved.id, { inMinutes: 10, minutesBefore: 5 });
  await come(open.id, 'Anna');
  await come(open.id, 'Bert');
  await app.catalogue.reservations.update(OPERATOR, id, { minutesBefore: 15 });
  expect(await refused(open.id)).toBe('SERVER_FULL');
  await app.catalogue.reservations.cancel(OPERATOR, id);
  await come(open.id, 'Cora');
});

it('who may chair gets in where somebody is, and opens no further meeting on a full server', async () => {
  const { app, come, refused, reserve, reserved, open } = await setUp({ capacitySeats: 2 });
  await come(open.id, 'Anna');
  await reserve(reserved.id);
  const { secret } = await app.createInvite(open.id, { role: 'moderator' });
  await come(open.id, 'Vorsitz', { invite: secret });
  const other = await app.createRoom();
  const { secret: otherSecret } = await app.createInvite(other.id, { role: 'moderator' });
  expect(await refused(other.id, { invite: otherSecret })).toBe('SERVER_FULL');
});

it('seats that are promised within an organisation are not taken by its other rooms', async () => {
  const { app, come, refused, reserve } = await setUp({ capacitySeats: 100 });
  const { organisation } = await app.createHouse({ name: 'Klinik Aach', maxSeats: 3 });
  const owner = { organisationId: organisation.id, organiserId: null };
  const [board, team] = [await app.createRoom({ owner }), await app.createRoom({ owner })];
  await come(team.id, 'Anna');
  await reserve(board.id);
  expect(await refused(team.id)).toBe('ROOM_FULL');
  await come(board.id, 'Bert');
  await come(board.id, 'Cora');
  expect(await refused(board.id)).toBe('ROOM_FULL');
});
