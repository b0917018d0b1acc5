import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';

const NEW = { email: 'neu@klinik.example', name: 'Nina Neu' };

it('an admin makes an account, whose owner sets the password by the link, and signs in', async () => {
  const { app, asAdmin, house, signIn } = await startTestApi();
  const { status, body } = await asAdmin.post('/organisers', NEW);
  expect(status).toBe(201);
  expect(body.organiser).toMatchObject({ ...NEW, role: 'organiser', hasPassword: false, isDisabled: false });
  const link = new URL(String(body.link));
  expect(link.origin + link.pathname).toBe(`${app.url}/verwaltung/passwort`);
  const secret = link.hash.replace('#link=', '');
  await app.accounts.links.setPassword({ secret, password: house.password, address: '192.0.2.1' });
  const organiser = body.organiser as typeof house.organiser;
  const asNew = await signIn(organiser);
  expect((await asNew.get(`/organisers/${organiser.id}`)).body).toMatchObject({ hasPassword: true });
  expect((await asAdmin.post('/organisers', NEW)).body.code).toBe('EMAIL_TAKEN');
});

it('whose addresses have an account on this server is not found out by trying many', async () => {
  const { app, asAdmin, house } = await startTestApi();
  const codes = [];
  for (let turn = 0; turn < 101; turn += 1) codes.push((await asAdmin.post('/organisers', NEW)).body.code);
  expect(codes.slice(0, 100)).toEqual([undefined, ...Array(99).fill('EMAIL_TAKEN')]);
  expect(codes[100]).toBe('RATE_LIMITED');
  const another = {
    organisationId: house.organisation.id,
    email: 'b@klinik.example',
    name: 'B',
    role: 'organiser',
  } as const;
  expect((await app.catalogue.organisers.invite(OPERATOR, another)).organiser.email).toBe(another.email);
});

it('a list comes in pages, each account once, also when more come meanwhile', async () => {
  const { asAdmin } = await startTestApi();
  for (const each of [1, 2, 3]) await asAdmin.post('/organisers', { name: 'Neu', email: `${each}@klinik.example` });
  const seen: string[] = [];
  let next: unknown = null;
  do {
    const { body } = await asAdmin.get(`/organisers?limit=2${next === null ? '' : `&cursor=${next}`}`);
    seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
    if (next === null) await asAdmin.post('/organisers', { name: 'Spät', email: 'spaet@klinik.example' });
    next = body.next;
  } while (next !== null);
  expect(seen).toHaveLength(6);
  expect(new Set(seen).size).toBe(6);
  for (const cursor of ['x', 'W10', '%00'])
    expect((await asAdmin.get(`/organisers?cursor=${cursor}`)).status).toBe(400);
});

it('of several changes all are made or none', async () => {
  const { app, house, asAdmin, asOrganiser } = await startTestApi();
  const { id, name } = house.organiser;
  const both = { name: 'Frau Direktorin', role: 'admin' };
  expect((await asOrganiser.patch(`/organisers/${id}`, both)).body.code).toBe('NOT_ALLOWED');
  expect(await app.database.organisers.find(id)).toMatchObject({ name, role: 'organiser' });
  expect((await asAdmin.patch(`/organisers/${id}`, both)).body).toMatchObject(both);
  expect((await asAdmin.patch(`/organisers/${id}`, {})).status).toBe(400);
});

it('whoever is disabled is signed out at once, and comes in again when they are enabled', async () => {
  const { house, signIn, asAdmin, asOrganiser } = await startTestApi();
  const path = `/organisers/${house.organiser.id}`;
  expect((await asAdmin.patch(path, { isDisabled: true })).body).toMatchObject({ isDisabled: true });
  expect((await asOrganiser.get('/organisation')).status).toBe(401);
  expect((await asAdmin.post(`${path}/link`)).body.code).toBe('INVALID_STATE');
  await asAdmin.patch(path, { isDisabled: false });
  expect((await (await signIn(house.organiser)).get('/organisation')).status).toBe(200);
});

it('an admin makes a new link, forgets an authenticator app, signs somebody out, and deletes the account', async () => {
  const { app, house, asAdmin, asOrganiser } = await startTestApi();
  const path = `/organisers/${house.organiser.id}`;
  expect((await asAdmin.post(`${path}/link`)).body).toMatchObject({ link: expect.stringContaining('#link=') });
  await app.database.secondFactors.begin(house.organiser.id, 'secret');
  expect((await asAdmin.delete(`${path}/second-factor`)).status).toBe(204);
  expect((await asAdmin.delete(`${path}/second-factor`)).status).toBe(404);

  const { body } = await asOrganiser.get(`${path}/sessions`);
  const [session] = body.items as { id: string }[];
  expect((await asAdmin.delete(`${path}/sessions/${session?.id}`)).status).toBe(204);
  expect((await asOrganiser.get('/organisation')).status).toBe(401);
  expect((await asAdmin.delete(`${path}/sessions`)).status).toBe(204);
  expect((await asAdmin.delete(path)).status).toBe(204);
  expect((await asAdmin.get(path)).status).toBe(404);
});
