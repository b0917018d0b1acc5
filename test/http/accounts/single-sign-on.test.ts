import { expect, it } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startProvider } from '../../helpers/servers/openid-provider.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const CALLBACK = '/api/single-sign-on/callback';

async function setUp() {
  const provider = await startProvider();
  const app = await startTestApp({ oidc: provider.settings });
  provider.serves(app.url + CALLBACK);
  const house = await app.createHouse();
  const browser = () => new AccountClient(app.url);
  const depart = async (client: AccountClient, body: object = {}) => {
    const { body: answer } = await client.send('POST', '/api/single-sign-on', body);
    return String(answer.url);
  };
  /** As a browser comes back from another site: without this server's own origin. */
  const arrive = async (client: AccountClient, back: string) => {
    const { pathname, search } = new URL(back);
    const { status, headers } = await client.send('GET', pathname + search, undefined, {
      origin: '',
      'sec-fetch-site': 'cross-site',
    });
    return { status, to: headers.get('location') };
  };
  const goThere = async (client: AccountClient, body: object = {}) =>
    arrive(client, await provider.signIn(await depart(client, body)));
  const linkFor = async (organiserId: string) =>
    (await app.catalogue.organisers.makeLink(OPERATOR, organiserId)).link.secret;
  const tied = async () => {
    const client = browser();
    expect(await goThere(client, { link: await linkFor(house.organiser.id) })).toEqual({
      status: 303,
      to: '/verwaltung',
    });
    return client;
  };
  return { app, provider, ...house, browser, depart, arrive, goThere, linkFor, tied };
}

it('whoever follows their invitation signs in by the house from then on, in a browser that was never here', async () => {
  const { organiser, browser, goThere, tied } = await setUp();
  expect((await (await tied()).me())?.id).toBe(organiser.id);
  const cold = browser();
  expect(await goThere(cold)).toEqual({ status: 303, to: '/verwaltung' });
  expect((await cold.me())?.id).toBe(organiser.id);
});

it('whoever was on the way to a place on this server goes on there, and nobody is led elsewhere', async () => {
  const { browser, goThere, tied } = await setUp();
  await tied();
  const next = '/r/vorstand-aaaaaaaaaaaaaaaaaaaaaaaaaa#invite=geheim';
  expect(await goThere(browser(), { next })).toEqual({ status: 303, to: next });
  const refused = await browser().send('POST', '/api/single-sign-on', { next: 'https://evil.example/' });
  expect(refused.status).toBe(400);
});

it('whoever may not come in that way reads why, and goes on from there to where they were going', async () => {
  const { browser, goThere } = await setUp();
  const next = '/verwaltung/raeume#neu';
  const to = `/verwaltung/anmelden?error=ACCOUNT_UNKNOWN&next=${encodeURIComponent(next)}`;
  expect(await goThere(browser(), { next })).toEqual({ status: 303, to });
});

it('the same subject keeps its account with another address, and another subject with the old one gets nothing', async () => {
  const { provider, organiser, browser, goThere, tied } = await setUp();
  await tied();
  provider.person.email = 'eva.neu@klinik.example';
  const eva = browser();
  await goThere(eva);
  expect((await eva.me())?.id).toBe(organiser.id);
  Object.assign(provider.person, { subject: 'somebody else', email: organiser.email });
  const other = browser();
  expect(await goThere(other)).toEqual({ status: 303, to: '/verwaltung/anmelden?error=ACCOUNT_UNKNOWN' });
  expect(await other.me()).toBeNull();
});

it('two tabs both come to their end, in whichever order', async () => {
  const { provider, organiser, browser, depart, arrive, tied } = await setUp();
  await tied();
  const client = browser();
  const jar = new Map<string, string>();
  const [first, second] = [await depart(client, { next: '/eins' }), await depart(client, { next: '/zwei' })];
  const [back, otherBack] = [await provider.signIn(first, jar), await provider.signIn(second, jar)];
  expect(await arrive(client, otherBack)).toEqual({ status: 303, to: '/zwei' });
  expect(await arrive(client, back)).toEqual({ status: 303, to: '/eins' });
  expect((await client.me())?.id).toBe(organiser.id);
});

it('whoever presses Back, or loads the page again, is in all the same', async () => {
  const { provider, organiser, browser, depart, arrive, tied } = await setUp();
  await tied();
  const client = browser();
  const back = await provider.signIn(await depart(client, { next: '/eins' }));
  await arrive(client, back);
  expect(await arrive(client, back)).toEqual({ status: 303, to: '/eins' });
  expect((await client.me())?.id).toBe(organiser.id);
});

it('a way back that began in another browser, was changed or made up lets nobody in', async () => {
  const { provider, browser, depart, arrive, tied } = await setUp();
  await tied();
  const failed = { status: 303, to: '/verwaltung/anmelden?error=SIGN_IN_FAILED' };
  const own = browser();
  const back = await provider.signIn(await depart(own));
  const stranger = browser();
  expect(await arrive(stranger, back)).toEqual(failed);
  expect(await stranger.me()).toBeNull();
  expect(await arrive(own, back.replace(/code=[^&]+/, 'code=made-up'))).toEqual(failed);
  expect(await arrive(own, back.replace(/state=[^&]+/, 'state=made-up'))).toEqual(failed);
  expect(await arrive(own, `${new URL(back).origin}${CALLBACK}?error=access_denied`)).toEqual(failed);
  expect(await own.me()).toBeNull();
});

it('a code of one way there is worth nothing on another', async () => {
  const { provider, browser, depart, arrive, tied } = await setUp();
  await tied();
  const [thief, victim] = [browser(), browser()];
  const stolen = new URL(await provider.signIn(await depart(thief))).searchParams.get('code') ?? '';
  const back = new URL(await provider.signIn(await depart(victim)));
  back.searchParams.set('code', stolen);
  expect((await arrive(victim, back.href)).to).toContain('SIGN_IN_FAILED');
  expect(await victim.me()).toBeNull();
});

it('an invitation is used up by it, and ties nobody who is tied to another account', async () => {
  const { admin, organiser, browser, goThere, linkFor, tied } = await setUp();
  const used = await linkFor(organiser.id);
  await goThere(browser(), { link: used });
  expect((await goThere(browser(), { link: used })).to).toContain('LINK_INVALID');
  await tied();
  const another = await linkFor(admin.id);
  expect((await goThere(browser(), { link: another })).to).toContain('SUBJECT_TAKEN');
  expect((await browser().send('POST', '/api/password-link', { secret: another })).status).toBe(200);
});

it('whoever is signed in and knows the password ties their own account', async () => {
  const { provider, organiser, password, browser, arrive, goThere } = await setUp();
  const client = browser();
  const tie = (given: string) =>
    client.send('POST', '/api/me/single-sign-on', { password: given, next: '/verwaltung' });
  expect((await tie(password)).status).toBe(401);
  await client.signIn(organiser.email, password);
  expect((await tie('nicht das richtige')).status).toBe(401);
  const { body } = await tie(password);
  expect(await arrive(client, await provider.signIn(String(body.url)))).toEqual({ status: 303, to: '/verwaltung' });
  const other = browser();
  await goThere(other);
  expect((await other.me())?.id).toBe(organiser.id);
});

it('a way there that ties leads back to whoever has shown by their password that it is they, and to nobody else', async () => {
  const { provider, organiser, admin, password, browser, arrive, depart, goThere } = await setUp();
  const client = browser();
  const refused = { status: 303, to: '/verwaltung/konto?error=INVALID_STATE' };
  await client.signIn(organiser.email, password);
  const { body } = await client.send('POST', '/api/me/single-sign-on', { password });
  await client.signIn(admin.email, password);
  expect(await arrive(client, await provider.signIn(String(body.url)))).toEqual(refused);
  // Whoever finds a browser open, and knows no password, makes of one way there another.
  const url = await depart(client);
  const state = new URL(url).searchParams.get('state');
  const cookie = `tafelrunde-journey-${state}`;
  const journey = JSON.parse(Buffer.from(client.cookies.get(cookie) ?? '', 'base64url').toString());
  const changed = JSON.stringify({ ...journey, purpose: { kind: 'tie' } });
  client.cookies.set(cookie, Buffer.from(changed).toString('base64url'));
  expect(await arrive(client, await provider.signIn(url))).toEqual(refused);
  expect((await goThere(browser())).to).toContain('ACCOUNT_UNKNOWN');
});

it('who is disabled or deleted does not get in by the house either, nor does who comes again have anything of before', async () => {
  const { app, organisation, organiser, browser, goThere, tied } = await setUp();
  await tied();
  const { organisers } = app.catalogue;
  await organisers.disable(OPERATOR, organiser.id);
  expect((await goThere(browser())).to).toContain('ACCOUNT_UNKNOWN');
  await organisers.delete(OPERATOR, organiser.id);
  const { email, name, role } = organiser;
  await organisers.invite(OPERATOR, { organisationId: organisation.id, email, name, role });
  expect((await goThere(browser())).to).toContain('ACCOUNT_UNKNOWN');
});

it('a provider that is not there is said to be so, and the password goes on', async () => {
  const { provider, organiser, password, browser } = await setUp();
  await provider.stop();
  const { status, body } = await browser().send('POST', '/api/single-sign-on', {});
  expect({ status, body }).toEqual({ status: 503, body: { error: { code: 'SIGN_ON_UNAVAILABLE' } } });
  expect((await browser().signIn(organiser.email, password)).status).toBe(200);
});

it('many ways there that nobody goes leave a browser able to ask', async () => {
  const { provider, organiser, browser, depart, arrive, tied } = await setUp();
  await tied();
  const client = browser();
  for (let tab = 0; tab < 12; tab += 1) await depart(client);
  expect(client.cookies.size).toBeLessThanOrEqual(6);
  await arrive(client, await provider.signIn(await depart(client)));
  expect((await client.me())?.id).toBe(organiser.id);
});

it('a foreign page begins no way there, and where no provider is named there is none', async () => {
  const { app, browser } = await setUp();
  const foreign = { origin: 'https://evil.example' };
  expect((await browser().send('POST', '/api/single-sign-on', {}, foreign)).status).toBe(403);
  expect((await browser().send('GET', '/api/single-sign-on')).body).toEqual({ offered: true });
  await app.close();
  const without = new AccountClient((await startTestApp()).url);
  expect((await without.send('GET', '/api/single-sign-on')).body).toEqual({ offered: false });
  expect((await without.send('POST', '/api/single-sign-on', {})).status).toBe(404);
});

it('nothing of the way there reaches the log', async () => {
  const { app, provider, browser, depart, arrive, tied } = await setUp();
  await tied();
  const client = browser();
  const back = await provider.signIn(await depart(client));
  await arrive(client, back.replace(/code=[^&]+/, 'code=made-up'));
  await arrive(client, back);
  const { searchParams } = new URL(back);
  const log = app.logLines.join('');
  for (const text of [searchParams.get('code'), searchParams.get('state'), provider.settings.clientSecret, 'made-up']) {
    expect(log, `${text}`).not.toContain(`${text}`);
  }
});
