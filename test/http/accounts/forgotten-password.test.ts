import { afterEach, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const PASSWORD = 'wintergarten mit aussicht';
const HOUR_MS = 3_600_000;
const ASKED = { status: 202, body: {} };

afterEach(() => void vi.useRealTimers());

async function setUp() {
  const server = await startMailServer();
  const app = await startTestApp({ mail: server.settings });
  const house = await app.createHouse({
    name: `Klinik ${crypto.randomUUID()}`,
    senderName: 'Klinik Aach, Sekretariat',
  });
  const ask = (email: string, { address = '192.0.2.1', ...more }: { address?: string; language?: string } = {}) =>
    new AccountClient(app.url, { address }).send('POST', '/api/forgotten-password', { email, ...more });
  const linkIn = (text: string | undefined) => /#link=([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
  const browser = new AccountClient(app.url);
  const set = (secret: string, password = PASSWORD) => browser.send('POST', '/api/password', { secret, password });
  /** What is done apart from the answer is done at once. */
  const mailTo = async (email: string) => {
    await app.catalogue.forgottenPasswords.settled();
    return server.mailTo(email);
  };
  return { server, app, ...house, ask, mailTo, linkIn, browser, set };
}

it('whoever has forgotten a password gets a link to their own mailbox, and signs in with another one', async () => {
  const { app, organiser, organisation, password, ask, mailTo, linkIn, browser, set } = await setUp();
  expect(await ask(organiser.email.toUpperCase())).toMatchObject(ASKED);
  const { parsed } = await mailTo(organiser.email);
  expect(parsed.from?.value[0]?.name).toBe('Klinik Aach, Sekretariat');
  expect(parsed.text).toContain(organisation.name);
  expect(parsed.text).toContain(`${app.url}/verwaltung/passwort#link=`);
  expect((await browser.signIn(organiser.email, password)).status).toBe(200);
  expect((await set(linkIn(parsed.text))).status).toBe(200);
  expect((await browser.signIn(organiser.email, PASSWORD)).status).toBe(200);
  expect((await browser.signIn(organiser.email, password)).status).toBe(401);
});

it('the answer is the same whether there is an account, one that is disabled, or none, and only the first gets mail', async () => {
  const { server, app, organiser, admin, ask, mailTo } = await setUp();
  await app.catalogue.organisers.disable(OPERATOR, admin.id);
  const find = vi.spyOn(app.database.organisers, 'findByEmail');
  const answers = [];
  for (const email of ['niemand@klinik.example', admin.email, organiser.email]) {
    const { status, body, headers } = await ask(email);
    const told = ['content-type', 'content-length', 'x-ratelimit-limit'].map((name) => headers.get(name));
    answers.push({ status, body, told });
    // Nothing is looked at before it is answered.
    expect(find).not.toHaveBeenCalled();
  }
  expect(answers[0]).toMatchObject(ASKED);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  await mailTo(organiser.email);
  expect(find).toHaveBeenCalledTimes(3);
  expect(server.arrived.map(({ to }) => to)).toEqual([[organiser.email]]);
  expect(app.failures).toEqual([]);
});

it('a stranger who asks again and again fills no mailbox, and takes no link away from its owner', async () => {
  const { server, app, organiser, ask, mailTo, linkIn, set } = await setUp();
  const { link: given } = await app.catalogue.organisers.makeLink(OPERATOR, organiser.id);
  await ask(organiser.email);
  const { parsed } = await mailTo(organiser.email);
  for (let round = 0; round < 6; round += 1) {
    expect(await ask(organiser.email, { address: `198.51.100.${round}` })).toMatchObject(ASKED);
    await app.catalogue.forgottenPasswords.settled();
  }
  await expect.poll(() => server.arrived.length).toBe(3);
  expect((await set(linkIn(parsed.text))).status).toBe(200);
  // What was given or asked for before the password was set is over.
  const [, , last] = server.arrived;
  expect((await set(linkIn(last?.parsed.text), 'noch ein anderes wort')).status).toBe(403);
  expect((await set(given.secret, 'noch ein anderes wort')).status).toBe(403);
});

it('a link that was asked for works for a day, one that was given goes on', async () => {
  const { app, organiser, ask, mailTo, linkIn, browser } = await setUp();
  const { link: given } = await app.catalogue.organisers.makeLink(OPERATOR, organiser.id);
  await ask(organiser.email);
  const secret = linkIn((await mailTo(organiser.email)).parsed.text);
  const look = async (one: string) => (await browser.send('POST', '/api/password-link', { secret: one })).status;
  expect([await look(secret), await look(given.secret)]).toEqual([200, 200]);
  // A newer one takes the place of those that were given, and of no other.
  const { link: newer } = await app.catalogue.organisers.makeLink(OPERATOR, organiser.id);
  expect([await look(secret), await look(given.secret), await look(newer.secret)]).toEqual([200, 403, 200]);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * HOUR_MS + 1_000 });
  expect([await look(secret), await look(newer.secret)]).toEqual([403, 200]);
});

it('who asks without end from one place is told to stop, and the next place is not', async () => {
  const { ask } = await setUp();
  const statuses: number[] = [];
  for (let index = 0; index < 25; index += 1) statuses.push((await ask(`wer-${index}@klinik.example`)).status);
  expect(statuses.filter((status) => status === 202)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  expect(await ask('wer@klinik.example', { address: '203.0.113.9' })).toMatchObject(ASKED);
});

it('in English for who asks in English; what is no address is refused', async () => {
  const { organiser, ask, mailTo } = await setUp();
  await ask(organiser.email, { language: 'en' });
  expect((await mailTo(organiser.email)).parsed.subject).toBe('Choose a new password');
  expect((await ask('niemand')).status).toBe(400);
  expect((await ask(organiser.email, { language: 'fr' })).status).toBe(400);
});

it('without a mail server it is not offered, and says so whoever asks', async () => {
  const app = await startTestApp();
  const { organiser } = await app.createHouse();
  const browser = new AccountClient(app.url);
  expect((await browser.send('GET', '/api/forgotten-password')).body).toEqual({ isOffered: false });
  for (const email of [organiser.email, 'niemand@klinik.example']) {
    expect(await browser.send('POST', '/api/forgotten-password', { email })).toMatchObject({
      status: 409,
      body: { error: { code: 'MAIL_OFF' } },
    });
  }
});

it('an admin’s invitation goes by mail, and they see what became of it', async () => {
  const { server, app, organisation, admin, linkIn, set } = await setUp();
  server.wishes.refusal = (address) => (address.startsWith('weg') ? { at: 'RCPT', status: 550 } : null);
  const actor = { kind: 'organiser', organiserId: admin.id, organisationId: organisation.id, role: 'admin' } as const;
  const { organisers, organiserMail } = app.catalogue;
  const invite = async (email: string) => {
    const person = { organisationId: organisation.id, email, name: 'Neu', role: 'organiser' } as const;
    const { organiser, link } = await organisers.invite(actor, person);
    await organiserMail.sendLink(actor, organiser.id, 'de');
    return { organiser, link };
  };
  const there = await invite('da@klinik.example');
  const gone = await invite('weg@klinik.example');
  const states = async ({ organiser }: typeof there) =>
    (await organiserMail.list(actor, organiser.id)).map(({ state, failure }) => failure ?? state);
  await expect.poll(() => states(gone)).toEqual(['address-refused']);
  await expect.poll(() => states(there)).toEqual(['sent']);
  const { parsed } = await server.mailTo('da@klinik.example');
  expect(parsed.subject).toBe(`Ihr Konto bei ${organisation.name}`);
  // The newer one alone works.
  expect((await set(there.link.secret)).status).toBe(403);
  expect((await set(linkIn(parsed.text))).status).toBe(200);
  const log = app.logLines.join('');
  expect(log).toContain('address-refused');
  expect(log).not.toMatch(/weg@|da@klinik|Ihr Konto|#link/);
});
