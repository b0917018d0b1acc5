import { expect, it } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const NEW_PASSWORD = 'wintergarten mit aussicht';

async function setUp() {
  const app = await startTestApp();
  const house = await app.createHouse();
  const browser = (options: { address?: string } = {}) => new AccountClient(app.url, options);
  const signedIn = async (who = house.organiser) => {
    const client = browser();
    expect((await client.signIn(who.email, house.password)).status).toBe(200);
    return client;
  };
  return { app, ...house, browser, signedIn };
}

it('an organiser signs in, is known, and signs out', async () => {
  const { organiser, organisation, password, browser } = await setUp();
  const client = browser();
  expect(await client.me()).toBeNull();
  const { status, body } = await client.signIn(organiser.email, password);
  const me = {
    id: organiser.id,
    name: organiser.name,
    email: organiser.email,
    role: 'organiser',
    hasSecondFactor: false,
    sendsMail: false,
    organisation: { id: organisation.id, name: organisation.name, colour: null },
  };
  expect({ status, body }).toEqual({ status: 200, body: { me, next: null } });
  expect(await client.me()).toEqual(me);
  const held = client.cookie('session') ?? '';
  expect((await client.send('POST', '/api/sign-out', {})).status).toBe(200);
  expect(client.cookie('session')).toBeUndefined();
  client.put('session', held);
  expect(await client.me()).toBeNull();
});

it('an address signs in however it is written, and a password however it was pasted', async () => {
  const { organiser, browser } = await setUp();
  const { status } = await browser().signIn(` ${organiser.email.toUpperCase()}\u200b`, ' sonnenschirm\u00a0am see ');
  expect(status).toBe(200);
});

it('whoever was on the way to a place on this server is told it again, and nobody is led elsewhere', async () => {
  const { organiser, password, browser } = await setUp();
  const next = '/r/vorstand-aaaaaaaaaaaaaaaaaaaaaaaaaa#invite=geheim';
  expect((await browser().signIn(organiser.email, password, { next })).body.next).toBe(next);
  const client = browser();
  expect((await client.signIn(organiser.email, password, { next: '//evil.example' })).status).toBe(400);
  expect(client.cookie('session')).toBeUndefined();
});

it('what a page asks for whom it was made for is done in the name of nobody who has signed in beside it since', async () => {
  const { app, organiser, signedIn } = await setUp();
  const client = await signedIn();
  const other = await app.createHouse();
  await client.signIn(other.admin.email, other.password);
  const former = { 'tafelrunde-account': organiser.id };
  for (const [method, path, body] of [
    ['GET', '/api/me/sessions'],
    ['GET', '/api/v1/rooms'],
    ['PATCH', '/api/v1/organisation', { senderName: 'Klinik am See' }],
    ['POST', '/api/v1/rooms', { name: 'Vorstand' }],
  ] as const) {
    expect((await client.send(method, path, body, former)).status, path).toBe(401);
  }
  expect((await client.send('GET', '/api/me', undefined, former)).body).toEqual({ me: null });
  const { organisations, rooms } = app.catalogue;
  expect(await organisations.read(OPERATOR, other.organisation.id)).toMatchObject({ senderName: null });
  expect(await rooms.list(OPERATOR, other.organisation.id)).toEqual([]);
  const theirs = { 'tafelrunde-account': other.admin.id };
  const named = await client.send('PATCH', '/api/v1/organisation', { senderName: 'Klinik im Wald' }, theirs);
  expect(named.status).toBe(200);
  // Signing out ends what this browser has, and of somebody else nothing more than that.
  const elsewhere = await signedIn(other.admin);
  expect((await client.send('POST', '/api/sign-out', { everywhere: true }, former)).status).toBe(200);
  expect(await client.me()).toBeNull();
  expect((await elsewhere.me())?.id).toBe(other.admin.id);
});

it('somebody sees in which browsers they are signed in, and ends one of them or all', async () => {
  const { organiser, signedIn } = await setUp();
  const [office, home] = [await signedIn(), await signedIn()];
  const { body } = await office.send('GET', '/api/me/sessions');
  const sessions = body.sessions as { id: string; isThis: boolean }[];
  expect(sessions.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
  const other = sessions.find(({ isThis }) => !isThis)?.id ?? '';
  expect((await office.send('DELETE', `/api/me/sessions/${other}`)).status).toBe(200);
  expect((await office.send('DELETE', `/api/me/sessions/${other}`)).status).toBe(404);
  expect(await home.me()).toBeNull();
  expect((await office.me())?.id).toBe(organiser.id);

  const third = await signedIn();
  await office.send('POST', '/api/sign-out', { everywhere: true });
  expect(await third.me()).toBeNull();
});

it("nobody ends another's session, nor learns that there is one", async () => {
  const { admin, signedIn } = await setUp();
  const [mine, theirs] = [await signedIn(), await signedIn(admin)];
  const { body } = await theirs.send('GET', '/api/me/sessions');
  const [session] = body.sessions as { id: string }[];
  const refused = await mine.send('DELETE', `/api/me/sessions/${session?.id}`);
  const missing = await mine.send('DELETE', '/api/me/sessions/aaaaaaaaaa');
  expect(refused).toMatchObject({ status: 404, body: missing.body });
  expect((await theirs.me())?.id).toBe(admin.id);
});

it.each([
  ['GET', '/api/me/sessions', undefined],
  ['DELETE', '/api/me/sessions/aaaaaaaaaa', undefined],
  ['POST', '/api/me/password', { current: 'sonnenschirm am see', password: NEW_PASSWORD }],
] as const)('%s %s is for somebody who is signed in', async (method, path, body) => {
  const { browser } = await setUp();
  expect(await browser().send(method, path, body)).toMatchObject({
    status: 401,
    body: { error: { code: 'SIGNED_OUT' } },
  });
});

it('a changed password signs out every other browser, and the old one is worth nothing', async () => {
  const { organiser, password, browser, signedIn } = await setUp();
  const [office, home] = [await signedIn(), await signedIn()];
  const change = (current: string, wanted: string) =>
    office.send('POST', '/api/me/password', { current, password: wanted });
  expect((await change('nicht das richtige', NEW_PASSWORD)).body).toEqual({ error: { code: 'SIGN_IN_FAILED' } });
  expect((await change(password, 'kurz')).body).toEqual({ error: { code: 'PASSWORD_WEAK' } });
  expect((await change(password, NEW_PASSWORD)).status).toBe(200);
  expect((await office.me())?.id).toBe(organiser.id);
  expect(await home.me()).toBeNull();
  expect((await browser().signIn(organiser.email, password)).status).toBe(401);
  expect((await browser().signIn(organiser.email, NEW_PASSWORD)).status).toBe(200);
});

it('a new role holds from the next step on, without signing in again', async () => {
  const { app, organiser, signedIn } = await setUp();
  const client = await signedIn();
  await app.catalogue.organisers.setRole(OPERATOR, organiser.id, 'admin');
  expect(await client.me()).toMatchObject({ role: 'admin' });
});

it.each([
  ['disabled', 'disable'],
  ['deleted', 'delete'],
] as const)('whoever is %s is signed out at once, and does not get in again', async (_what, deed) => {
  const { app, organiser, password, browser, signedIn } = await setUp();
  const client = await signedIn();
  await app.catalogue.organisers[deed](OPERATOR, organiser.id);
  expect(await client.me()).toBeNull();
  expect((await browser().signIn(organiser.email, password)).body).toEqual({ error: { code: 'SIGN_IN_FAILED' } });
});

it('whoever is enabled again signs in with the password of before, and no session of before comes back', async () => {
  const { app, organiser, password, browser, signedIn } = await setUp();
  const client = await signedIn();
  await app.catalogue.organisers.disable(OPERATOR, organiser.id);
  await app.catalogue.organisers.enable(OPERATOR, organiser.id);
  expect(await client.me()).toBeNull();
  expect((await browser().signIn(organiser.email, password)).status).toBe(200);
});
