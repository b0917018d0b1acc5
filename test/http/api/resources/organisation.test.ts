import { expect, it } from 'vitest';
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
