import { afterEach, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const PASSWORD = 'wintergarten mit aussicht';
const DAY_MS = 86_400_000;

afterEach(() => void vi.useRealTimers());

async function setUp() {
  const app = await startTestApp();
  const house = await app.createHouse();
  const { organisers } = app.catalogue;
  const browser = new AccountClient(app.url);
  const link = async () => (await organisers.makeLink(OPERATOR, house.organiser.id)).link.secret;
  const set = (secret: string, password = PASSWORD) => browser.send('POST', '/api/password', { secret, password });
  const look = (secret: string) => browser.send('POST', '/api/password-link', { secret });
  return { app, ...house, organisers, browser, link, set, look };
}

const REFUSED = { status: 403, body: { error: { code: 'LINK_INVALID' } } };

it('a link says for whom it is as often as it is opened, and sets a password once', async () => {
  const { organiser, organisation, browser, link, set, look } = await setUp();
  const secret = await link();
  const holder = { for: { name: organiser.name, email: organiser.email, organisation: organisation.name } };
  expect((await look(secret)).body).toEqual(holder);
  expect((await look(secret)).body).toEqual(holder);
  expect(await set(secret)).toMatchObject({ status: 200, body: holder });
  expect(await set(secret, 'ein anderes langes wort')).toMatchObject(REFUSED);
  expect(await look(secret)).toMatchObject(REFUSED);
  expect((await browser.signIn(organiser.email, PASSWORD)).status).toBe(200);
});

it('of two who use one link at the same moment one sets the password', async () => {
  const { organiser, browser, link, set } = await setUp();
  const secret = await link();
  const passwords = ['erstes langes geheimnis', 'zweites langes geheimnis'];
  const statuses = await Promise.all(passwords.map(async (password) => (await set(secret, password)).status));
  expect(statuses.sort()).toEqual([200, 403]);
  const signedIn = await Promise.all(passwords.map((password) => browser.signIn(organiser.email, password)));
  expect(signedIn.filter(({ status }) => status === 200)).toHaveLength(1);
});

it('a password that is set by a link signs out whoever was signed in', async () => {
  const { app, organiser, password, link, set } = await setUp();
  const thief = new AccountClient(app.url);
  await thief.signIn(organiser.email, password);
  const secret = await link();
  expect((await thief.me())?.id).toBe(organiser.id);
  await set(secret);
  expect(await thief.me()).toBeNull();
  expect((await thief.signIn(organiser.email, password)).status).toBe(401);
});

it('a newer link takes the place of the one before', async () => {
  const { link, look } = await setUp();
  const [former, newer] = [await link(), await link()];
  expect(await look(former)).toMatchObject(REFUSED);
  expect((await look(newer)).status).toBe(200);
});

it('a link ends after two weeks', async () => {
  const { link, look, set } = await setUp();
  const secret = await link();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 14 * DAY_MS - 60_000 });
  expect((await look(secret)).status).toBe(200);
  vi.setSystemTime(Date.now() + 60_001);
  expect(await look(secret)).toMatchObject(REFUSED);
  expect(await set(secret)).toMatchObject(REFUSED);
});

it('a link of somebody who is disabled or deleted does not work, nor when they are enabled again', async () => {
  const { organiser, organisers, link, look, set } = await setUp();
  const secret = await link();
  await organisers.disable(OPERATOR, organiser.id);
  expect(await set(secret)).toMatchObject(REFUSED);
  await expect(organisers.makeLink(OPERATOR, organiser.id)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  await organisers.enable(OPERATOR, organiser.id);
  expect(await look(secret)).toMatchObject(REFUSED);
  const another = await link();
  await organisers.delete(OPERATOR, organiser.id);
  expect(await set(another)).toMatchObject(REFUSED);
});

it.each([
  ['short', 'elf zeichen'],
  ['of one character', 'aaaaaaaaaaaaaaaa'],
  ['of a few', 'abababababababab'],
  ['the own name', 'Eva Organiser 1'],
  ['the own address', 'organiser@example.org'],
])('a password that is %s is refused, and the link works on', async (_what, password) => {
  const { link, set } = await setUp();
  const secret = await link();
  expect(await set(secret, password)).toMatchObject({ status: 400, body: { error: { code: 'PASSWORD_WEAK' } } });
  expect((await set(secret)).status).toBe(200);
});

it('who tries links without end is told to stop, and who holds one still gets in from there', async () => {
  const { link, look } = await setUp();
  const tries = await Promise.all(Array.from({ length: 80 }, (_, index) => look(`${index}`.padEnd(43, 'x'))));
  expect(tries.filter(({ status }) => status === 403)).toHaveLength(60);
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(20);
  expect((await look(await link())).status).toBe(200);
});

it('whoever was signed in in the browser in which a link is used is signed out there, and nowhere else', async () => {
  const { app, admin, organiser, password, browser, link, set } = await setUp();
  const elsewhere = new AccountClient(app.url);
  for (const client of [browser, elsewhere]) await client.signIn(admin.email, password);
  const secret = await link();
  expect(await set(secret, 'kurz')).toMatchObject({ status: 400 });
  expect((await browser.me())?.id).toBe(admin.id);
  const held = [...browser.cookies];
  expect((await set(secret)).status).toBe(200);
  expect(browser.cookies.has('tafelrunde-session')).toBe(false);
  for (const [name, value] of held) browser.cookies.set(name, value);
  expect(await browser.me()).toBeNull();
  expect((await elsewhere.me())?.id).toBe(admin.id);
  expect((await browser.signIn(organiser.email, PASSWORD)).status).toBe(200);
  expect((await browser.me())?.id).toBe(organiser.id);
});
