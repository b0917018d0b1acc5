import { afterEach, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { Authenticator } from '../../helpers/authenticator.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { codeAt } from '../../helpers/totp.ts';
import { newPasskey } from '../../storage/storage.ts';

const MINUTE_MS = 60_000;
const HALF_MINUTE_MS = 30_000;
/** Of a half minute that has just begun. */
const START = 60_000_000 * HALF_MINUTE_MS;
const PUBLIC_URL = 'http://localhost:8080';

afterEach(() => void vi.useRealTimers());

const refusedBy = (code: string) => ({ status: 401, body: { error: { code } } });
const REFUSED = refusedBy('PASSKEY_REFUSED');

type Passkey = ReturnType<Authenticator['get']>;

async function setUp() {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const app = await startTestApp();
  const house = await app.createHouse();
  const { origin } = new URL(app.url);
  const browser = (options: { address?: string } = {}) => new AccountClient(app.url, options);
  const signedIn = async (who = house.organiser) => {
    const client = browser();
    expect((await client.signIn(who.email, house.password)).status).toBe(200);
    return client;
  };
  const challenge = async (client: AccountClient, body: object = {}) =>
    (await client.send('POST', '/api/me/passkeys/challenge', body)).body as {
      challenge: string;
      user: { id: string };
    };
  const add = async (client: AccountClient, device: Authenticator, name = 'Notebook') => {
    const passkey = device.create(await challenge(client));
    return client.send('POST', '/api/me/passkeys', { name, passkey });
  };
  const ask = async (client: AccountClient) =>
    (await client.send('POST', '/api/passkeys/challenge', {})).body as { challenge: string };
  const answer = (client: AccountClient, passkey: Passkey, more: object = {}) =>
    client.send('POST', '/api/passkeys/sign-in', { passkey, ...more });
  const signIn = async (device: Authenticator, client = browser()) => answer(client, device.get(await ask(client)));
  const device = (options?: { counts: boolean }) => new Authenticator({ origin }, options);
  const list = async (client: AccountClient) =>
    (await client.send('GET', '/api/me/passkeys')).body as {
      passkeys: { id: string; name: string; lastUsed: number | null; isCopied: boolean }[];
      confirmBy: string;
    };
  return { app, ...house, origin, browser, signedIn, challenge, add, ask, answer, signIn, device, list };
}

it('passkeys are added by name, let in without password or code, and say when they were used', async () => {
  const { organiser, signedIn, add, signIn, device, list, browser, ask, answer } = await setUp();
  const office = await signedIn();
  const [stick, phone] = [device(), device({ counts: false })];
  expect((await add(office, stick, ' Stick im\u200b Büro ')).body).toMatchObject({
    passkey: { name: 'Stick im Büro' },
  });
  expect((await add(office, phone, '<img src=x onerror=alert(1)>')).status).toBe(200);
  expect(stick.held[0]?.userHandle).toBe(Buffer.from(organiser.id).toString('base64url'));
  vi.setSystemTime(START + MINUTE_MS);
  const home = browser();
  expect((await signIn(stick, home)).body).toMatchObject({ me: { id: organiser.id }, next: null });
  expect(await home.me()).toMatchObject({ email: organiser.email });
  for (let turn = 0; turn < 3; turn += 1) expect((await signIn(phone)).status).toBe(200);
  const { passkeys } = await list(office);
  expect(passkeys.map(({ name, lastUsed, isCopied }) => [name, lastUsed, isCopied])).toEqual([
    ['Stick im Büro', START + MINUTE_MS, false],
    ['<img src=x onerror=alert(1)>', START + MINUTE_MS, false],
  ]);
  const deep = browser();
  const next = '/verwaltung/raeume/vorstand#invite=geheim';
  expect((await answer(deep, stick.get(await ask(deep)), { next })).body.next).toBe(next);
  expect((await answer(deep, stick.get(await ask(deep)), { next: '//evil.example' })).status).toBe(400);
});

it('a session of before ends, and the browser is known from then on, as with a password', async () => {
  const { signedIn, add, signIn, device } = await setUp();
  const office = await signedIn();
  const stick = device();
  await add(office, stick);
  const [token, known] = [office.cookie('session') ?? '', office.cookie('browser')];
  expect((await signIn(stick, office)).status).toBe(200);
  expect(office.cookie('session')).not.toBe(token);
  expect(office.cookie('browser')).toBe(known);
  office.put('session', token);
  expect(await office.me()).toBeNull();
});

it('what a passkey has signed counts once, soon, here, for the browser that asked, and with its owner checked', async () => {
  const { signedIn, add, ask, answer, device, browser, origin } = await setUp();
  const office = await signedIn();
  const stick = device();
  await add(office, stick);
  const home = browser();
  const answered = stick.get(await ask(home));
  const other = browser();
  await ask(other);
  for (const client of [browser(), other]) expect(await answer(client, answered)).toMatchObject(REFUSED);
  expect((await answer(home, answered)).status).toBe(200);
  expect(await answer(home, answered)).toMatchObject(REFUSED);

  const old = await ask(home);
  vi.setSystemTime(START + 5 * MINUTE_MS);
  expect(await answer(home, stick.get(old))).toMatchObject(REFUSED);
  for (const fault of [
    { origin: 'https://evil.example' },
    { origin: `${origin}.evil.example` },
    { rpId: 'evil.example' },
    { type: 'webauthn.create' },
    { isVerified: false },
    { userHandle: null },
    { userHandle: Buffer.from('somebody').toString('base64url') },
  ]) {
    expect(await answer(home, stick.get(await ask(home), fault)), JSON.stringify(fault)).toMatchObject(REFUSED);
  }
  const wrong = stick.get(await ask(home));
  const foreign = { ...wrong, signature: stick.get(await ask(home)).signature };
  expect(await answer(home, foreign)).toMatchObject(REFUSED);
  expect(await answer(home, { ...wrong, id: 'AAAA' })).toMatchObject(REFUSED);
  expect(await answer(home, { ...wrong, clientDataJSON: 'AAAA' })).toMatchObject(REFUSED);
  // One that does not belong to a tab's question spoils no other tab's.
  const [one, two] = [await ask(home), await ask(home)];
  expect((await answer(home, stick.get(two))).status).toBe(200);
  expect((await answer(home, stick.get({ challenge: one.challenge }))).status).toBe(200);
});

it('two answers at once to one question: one is let in', async () => {
  const { signedIn, add, ask, answer, device, browser } = await setUp();
  const stick = device({ counts: false });
  await add(await signedIn(), stick);
  const home = browser();
  const question = await ask(home);
  const both = await Promise.all([answer(home, stick.get(question)), answer(home, stick.get(question))]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
});

it('a passkey of which there is a copy lets neither in any more, and its owner sees it', async () => {
  const { signedIn, add, signIn, device, list } = await setUp();
  const office = await signedIn();
  const stick = device();
  await add(office, stick);
  const copy = stick.copy();
  for (let turn = 0; turn < 3; turn += 1) expect((await signIn(stick)).status).toBe(200);
  expect(await signIn(copy)).toMatchObject(REFUSED);
  expect(await signIn(stick)).toMatchObject(REFUSED);
  expect((await list(office)).passkeys).toMatchObject([{ isCopied: true }]);
});

it('what is no new passkey of the one who asked for it is refused', async () => {
  const { app, organiser, admin, signedIn, challenge, add, device, list } = await setUp();
  const [office, elsewhere] = [await signedIn(), await signedIn()];
  const stick = device();
  const send = (client: AccountClient, passkey: object) =>
    client.send('POST', '/api/me/passkeys', { name: 'Notebook', passkey });
  for (const fault of [
    { origin: 'https://evil.example' },
    { rpId: 'evil.example' },
    { type: 'webauthn.get' },
    { isVerified: false },
    { fmt: 'tpm' },
  ]) {
    expect(await send(office, stick.create(await challenge(office), fault)), JSON.stringify(fault)).toMatchObject(
      REFUSED,
    );
  }
  const asked = await challenge(office);
  // A certificate names a server that is asked whether it is revoked: before anything of it is read, it is refused.
  const attStmt = new Map([['x5c', [Buffer.from('certificate')]]]);
  expect(await send(office, stick.create(asked, { fmt: 'packed', attStmt }))).toMatchObject(REFUSED);
  expect(await send(elsewhere, stick.create(asked))).toMatchObject(REFUSED);
  expect((await send(office, stick.create(asked))).status).toBe(200);
  expect(await send(office, stick.create(asked))).toMatchObject(REFUSED);
  // Nobody takes another's key for their own.
  const other = await signedIn(admin);
  const same = stick.create(await challenge(other));
  expect((await send(other, same)).status).toBe(200);
  expect(await send(office, { ...stick.create(await challenge(office)), id: same.id })).toMatchObject(REFUSED);
  expect(await send(office, stick.create(await challenge(office), { credentialId: same.id }))).toMatchObject(REFUSED);
  expect((await list(office)).passkeys).toHaveLength(1);
  const late = await challenge(office);
  vi.setSystemTime(START + 5 * MINUTE_MS);
  expect(await send(office, stick.create(late))).toMatchObject(REFUSED);
  for (let more = 1; more < 20; more += 1) await app.database.passkeys.add(newPasskey({ organiserId: organiser.id }));
  expect((await add(office, stick)).body).toEqual({ error: { code: 'TOO_MANY' } });
  expect((await list(other)).passkeys).toHaveLength(1);
});

it('who has not signed in just now shows by password and code that it is they', async () => {
  const { app, organiser, password, signedIn, device, list, challenge } = await setUp();
  const office = await signedIn();
  const { body } = await office.send('POST', '/api/me/second-factor', { password });
  const secret = String(body.secret);
  await office.send('POST', '/api/me/second-factor/confirm', { code: codeAt(secret) });
  expect((await list(office)).confirmBy).toBe('nothing');
  expect((await challenge(office)).challenge).toBeTruthy();
  vi.setSystemTime(START + 10 * MINUTE_MS);
  expect((await list(office)).confirmBy).toBe('password');
  const begin = (said: object) => office.send('POST', '/api/me/passkeys/challenge', said);
  expect((await begin({})).body).toEqual({ error: { code: 'PASSWORD_REQUIRED' } });
  expect(await begin({ password: 'nicht das richtige' })).toMatchObject(refusedBy('SIGN_IN_FAILED'));
  expect(await begin({ password })).toMatchObject(refusedBy('CODE_REQUIRED'));
  expect(await begin({ password, code: '000000' })).toMatchObject(refusedBy('CODE_WRONG'));
  const { status, body: asked } = await begin({ password, code: codeAt(secret) });
  expect(status).toBe(200);
  const passkey = device().create(asked as { challenge: string; user: { id: string } });
  expect((await office.send('POST', '/api/me/passkeys', { name: 'Notebook', passkey })).status).toBe(200);
  const subject = { issuer: 'https://login.example', subject: 'eva' };
  const { organiser: guest } = await app.catalogue.organisers.invite(OPERATOR, {
    organisationId: organiser.organisationId,
    email: 'ohne-passwort@klinik.example',
    name: 'Ohne',
    role: 'organiser',
  });
  await app.database.subjects.tie(guest.id, subject);
  const opened = await app.accounts.signIn.signInBy(subject, { formerToken: null, browser: null });
  const byHouse = new AccountClient(app.url);
  byHouse.put('session', opened.token);
  expect((await list(byHouse)).confirmBy).toBe('nothing');
  vi.setSystemTime(Date.now() + 10 * MINUTE_MS);
  expect((await list(byHouse)).confirmBy).toBe('sign-in');
});

it('nobody comes in by a passkey that is removed, or to an account that is disabled or deleted', async () => {
  const { app, organiser, signedIn, add, signIn, device, list, ask, answer, browser } = await setUp();
  const office = await signedIn();
  const [stick, phone] = [device(), device()];
  await add(office, stick);
  await add(office, phone, 'Telefon');
  const [first] = (await list(office)).passkeys;
  const path = `/api/me/passkeys/${first?.id}`;
  expect((await office.send('PATCH', path, { name: ' Neu ' })).body).toMatchObject({ passkey: { name: 'Neu' } });
  expect((await office.send('PATCH', path, { name: ' \u200b' })).status).toBe(400);
  expect((await office.send('DELETE', path)).status).toBe(200);
  expect((await office.send('DELETE', path)).status).toBe(404);
  expect(await signIn(stick)).toMatchObject(REFUSED);
  const { organisers } = app.catalogue;
  await organisers.disable(OPERATOR, organiser.id);
  expect(await signIn(phone)).toMatchObject(REFUSED);
  await organisers.enable(OPERATOR, organiser.id);
  expect((await signIn(phone)).status).toBe(200);
  const home = browser();
  const answered = phone.get(await ask(home));
  await organisers.delete(OPERATOR, organiser.id);
  expect(await answer(home, answered)).toMatchObject(REFUSED);
});

it('somebody else’s passkeys are neither seen, renamed nor removed', async () => {
  const { app, signedIn, add, device, list, browser } = await setUp();
  const office = await signedIn();
  await add(office, device());
  const [{ id } = { id: '' }] = (await list(office)).passkeys;
  const other = await app.createHouse();
  const nobody = browser();
  expect((await nobody.send('GET', '/api/me/passkeys')).body).toEqual({ error: { code: 'SIGNED_OUT' } });
  const foreign = await signedIn(other.admin);
  expect((await list(foreign)).passkeys).toEqual([]);
  expect((await foreign.send('PATCH', `/api/me/passkeys/${id}`, { name: 'Fremd' })).status).toBe(404);
  expect((await foreign.send('DELETE', `/api/me/passkeys/${id}`)).status).toBe(404);
  expect((await list(office)).passkeys).toMatchObject([{ name: 'Notebook' }]);
  const csrf = { origin: 'https://evil.example' };
  for (const path of ['/api/passkeys/challenge', '/api/passkeys/sign-in', '/api/me/passkeys/challenge']) {
    expect((await office.send('POST', path, {}, csrf)).status, path).toBe(403);
  }
});

it('a program that tries is told to stop, and who holds a passkey comes in from the same address all the same', async () => {
  const { signedIn, add, signIn, device } = await setUp();
  const stick = device();
  await add(await signedIn(), stick);
  const stranger = device();
  stranger.create({ challenge: 'none' });
  const tries = [];
  for (let turn = 0; turn < 62; turn += 1) tries.push((await signIn(stranger)).status);
  expect(tries.slice(0, 60)).toEqual(Array(60).fill(401));
  expect(tries.slice(60)).toEqual([429, 429]);
  expect((await signIn(stick)).status).toBe(200);
});

it('passkeys work at the name that the server has, and at an address of numbers nobody is offered any', async () => {
  const offered = async (publicUrl: string | null) => {
    const app = await startTestApp({ publicUrl });
    const client = new AccountClient(app.listensAt);
    const { origin } = new URL(app.url);
    const { body } = await client.send('GET', '/api/passkeys', undefined, { origin });
    const { status } = await client.send('POST', '/api/passkeys/challenge', {}, { origin });
    return { ...body, status };
  };
  expect(await offered(PUBLIC_URL)).toEqual({ worksAt: 'localhost', status: 200 });
  expect(await offered('https://meet.example.org')).toEqual({ worksAt: 'meet.example.org', status: 200 });
  for (const url of ['https://192.0.2.1', 'https://[2001:db8::1]', 'http://meet.example.org']) {
    expect(await offered(url), url).toEqual({ worksAt: null, status: 404 });
  }
});
