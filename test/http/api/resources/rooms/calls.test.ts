import { expect, it } from 'vitest';
import { startTestApi } from '../../../../helpers/servers/api.ts';
import { startMailServer } from '../../../../helpers/servers/mail-server.ts';

it('an organiser says where mail goes, calls everyone, and sees who is on their way', async () => {
  const server = await startMailServer();
  const { asOrganiser } = await startTestApi({ mail: server.settings });
  const { body: made } = await asOrganiser.post('/rooms', { name: 'Krisenstab' });
  const room = `/rooms/${(made.room as { id: string }).id}`;
  const { body: before } = await asOrganiser.get(`${room}/plan`);
  const plan = { seats: [{ name: 'Aach' }, { name: 'Buch' }], quorum: null, version: before.version };
  const { body } = await asOrganiser.put(`${room}/plan`, plan);
  const [aach] = body.seats as { id: string }[];
  expect((await asOrganiser.post(`${room}/call`)).body.code).toBe('INVALID_STATE');
  const address = `${room}/plan/seats/${aach?.id}/address`;
  expect((await asOrganiser.put(address, { email: 'niemand' })).status).toBe(400);
  expect((await asOrganiser.put(address, { email: 'Aach@kreis.example', language: 'en' })).status).toBe(204);
  expect(await asOrganiser.post(`${room}/call`)).toMatchObject({ status: 202, body: { called: 1 } });
  await server.mailTo('Aach@kreis.example');
  const called = { id: aach?.id, name: 'Aach', address: { email: 'Aach@kreis.example', language: 'en' } };
  await expect
    .poll(async () => (await asOrganiser.get(`${room}/call`)).body.seats)
    .toEqual([
      {
        ...called,
        presence: 'away',
        call: { calledAt: expect.any(String), mail: { state: 'sent', failure: null }, openedAt: null },
      },
      expect.objectContaining({ name: 'Buch', address: null, call: null, presence: 'away' }),
    ]);
  expect((await asOrganiser.put(address, { email: null })).status).toBe(204);
  expect((await asOrganiser.get(`${room}/call`)).body.seats).toMatchObject([{ address: null }, {}]);
});
