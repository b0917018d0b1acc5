import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import type { KeptDataView } from '../../../../src/protocol/api/kept-data.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';

it('everybody with an account reads their organisation, and its admin changes what is said', async () => {
  const { house, asAdmin, asOrganiser } = await startTestApi();
  const { organisation } = house;
  const before = {
    id: organisation.id,
    name: organisation.name,
    senderName: null,
    colour: null,
    logo: null,
    federalState: null,
    maxRooms: null,
    maxSeats: null,
    roomDefaults: {},
    createdAt: new Date(organisation.createdAt).toISOString(),
    updatedAt: new Date(organisation.updatedAt).toISOString(),
  };
  expect(await asOrganiser.get('/organisation')).toMatchObject({ status: 200, body: before });
  const changes = {
    senderName: 'Klinik Aach',
    colour: '#0A6470',
    federalState: 'BY',
    roomDefaults: { lobby: 'on', chat: false },
  };
  const changed = await asAdmin.patch('/organisation', changes);
  expect(changed).toMatchObject({ status: 200, body: { ...changes, colour: '#0a6470', name: organisation.name } });
  expect((await asOrganiser.get('/organisation')).body).toEqual(changed.body);
  expect((await asAdmin.patch('/organisation', { colour: '#ffff00' })).body.code).toBe('COLOUR_FAINT');
  expect((await asAdmin.patch('/organisation', { federalState: 'XX' })).status).toBe(400);
  expect((await asAdmin.patch('/organisation', { maxRooms: 100 })).status).toBe(400);
});

it('everybody with an account reads what is kept of their organisation and until when, in numbers, and nothing of another', async () => {
  const { app, house, asOrganiser, asNobody } = await startTestApi({
    openRooms: { forEveryone: false, forOrganisers: false, days: 21, max: 9 },
  });
  const other = await app.createHouse();
  await app.catalogue.rooms.create(OPERATOR, other.organisation.id, { name: 'Anderes Haus' });
  const read = async () => {
    const { status, body } = await asOrganiser.get('/organisation/kept-data');
    expect(status).toBe(200);
    const { kinds } = body as unknown as KeptDataView;
    return (wanted: string) => kinds.find(({ id }) => id === wanted);
  };
  const before = await read();
  expect(before('rooms')).toMatchObject({
    name: { de: 'Räume', en: 'Rooms' },
    until: { en: 'until the room is deleted' },
    counts: [{ table: 'rooms', rows: 0, oldest: null }, { table: 'seats' }, { table: 'invites' }],
  });
  expect(before('open-rooms')).toMatchObject({ until: { de: '21 Tage nach der letzten Benutzung' } });
  expect(before('checks')).toMatchObject({ counts: null });
  const { room } = await app.catalogue.rooms.create(OPERATOR, house.organisation.id, { name: 'Vorstand' });
  const after = await read();
  expect(after('rooms')?.counts?.[0]).toEqual({
    table: 'rooms',
    rows: 1,
    oldest: new Date(room.createdAt).toISOString(),
  });
  expect(after('accounts')?.counts).toContainEqual(expect.objectContaining({ table: 'organisers', rows: 2 }));
  expect((await asNobody.get('/organisation/kept-data')).status).toBe(401);
});
