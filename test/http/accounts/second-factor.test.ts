import { afterEach, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { codeAt } from '../../helpers/totp.ts';

const HALF_MINUTE_MS = 30_000;
/** Of a half minute that has just begun, so that none goes by within a test. */
const START = 60_000_000 * HALF_MINUTE_MS;

afterEach(() => void vi.useRealTimers());

const refusedBy = (code: string) => ({ status: 401, body: { error: { code } } });

async function setUp({ dataDir = tempDir() } = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const app = await startTestApp({ dataDir });
  const house = await app.createHouse();
  const { email } = house.organiser;
  const browser = () => new AccountClient(app.url);
  const office = browser();
  await office.signIn(email, house.password);
  const begin = async () => {
    const { body } = await office.send('POST', '/api/me/second-factor', { password: house.password });
    return { secret: String(body.secret), url: String(body.url) };
  };
  const confirm = (code: string) => office.send('POST', '/api/me/second-factor/confirm', { code });
  /** Signs in anew, as a stranger's browser would. */
  const signIn = (code?: string, client = browser()) =>
    client.signIn(email, house.password, code === undefined ? {} : { code });
  const withFactor = async () => {
    const { secret } = await begin();
    const { body } = await confirm(codeAt(secret));
    vi.setSystemTime(Date.now() + HALF_MINUTE_MS);
    return { secret, recoveryCodes: body.recoveryCodes as string[] };
  };
  return { app, ...house, browser, office, begin, confirm, signIn, withFactor };
}

it('the code of RFC 6238 is what the server reckons with', () => {
  // Appendix B, of '12345678901234567890'.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect(codeAt(secret, 59_000)).toBe('287082');
  expect(codeAt(secret, 1_111_111_109_000)).toBe('081804');
});

it('an app is set up by its first code, and from then on the password alone lets nobody in', async () => {
  const { organiser, office, begin, confirm, signIn } = await setUp();
  const { secret, url } = await begin();
  const { searchParams, pathname } = new URL(url);
  expect(Object.fromEntries(searchParams)).toMatchObject({ issuer: 'Tafelrunde', secret });
  expect(decodeURIComponent(pathname)).toContain(organiser.email);
  expect((await signIn()).status).toBe(200);
  expect(await confirm('000000')).toMatchObject(refusedBy('CODE_WRONG'));
  const { status, body } = await confirm(codeAt(secret));
  expect({ status, codes: (body.recoveryCodes as string[]).length }).toEqual({ status: 200, codes: 10 });
  expect(await office.me()).toMatchObject({ hasSecondFactor: true });

  vi.setSystemTime(Date.now() + HALF_MINUTE_MS);
  expect(await signIn()).toMatchObject(refusedBy('CODE_REQUIRED'));
  expect((await signIn(codeAt(secret))).status).toBe(200);
});

it('whoever was on the way somewhere is told it again after the code', async () => {
  const { organiser, password, browser, withFactor } = await setUp();
  const { secret } = await withFactor();
  const next = '/r/vorstand-aaaaaaaaaaaaaaaaaaaaaaaaaa#invite=geheim';
  const { body } = await browser().signIn(organiser.email, password, { code: codeAt(secret), next });
  expect(body.next).toBe(next);
});

it('a code lets in once, and neither does one before it', async () => {
  const { withFactor, signIn } = await setUp();
  const { secret } = await withFactor();
  const before = codeAt(secret, Date.now() - HALF_MINUTE_MS);
  const code = codeAt(secret);
  const both = await Promise.all([signIn(code), signIn(code)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect(await signIn(before)).toMatchObject(refusedBy('CODE_WRONG'));
});

it('a phone whose clock is half a minute off still lets in, and one that is two minutes off does not', async () => {
  const { withFactor, signIn } = await setUp();
  const { secret } = await withFactor();
  expect((await signIn(codeAt(secret, Date.now() + HALF_MINUTE_MS))).status).toBe(200);
  expect(await signIn(codeAt(secret, Date.now() + 4 * HALF_MINUTE_MS))).toMatchObject(refusedBy('CODE_WRONG'));
});

it('a recovery code lets in once, however it is written', async () => {
  const { withFactor, signIn } = await setUp();
  const { recoveryCodes } = await withFactor();
  const [first = '', second = ''] = recoveryCodes;
  expect((await signIn(first.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
  expect(await signIn(first)).toMatchObject(refusedBy('CODE_WRONG'));
  expect((await signIn(second)).status).toBe(200);
});

it('codes are guessed a few times, and who has signed in in this browser before is not behind a guesser', async () => {
  const { withFactor, office, organiser, password, signIn } = await setUp();
  const { secret } = await withFactor();
  const guesses = await Promise.all(Array.from({ length: 20 }, (_, index) => signIn(`${100_000 + index}`)));
  const statuses = guesses.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  expect((await signIn(codeAt(secret))).status).toBe(429);
  expect((await office.signIn(organiser.email, password, { code: codeAt(secret) })).status).toBe(200);
});

it('a wrong password is answered as without a second factor, with a right code too', async () => {
  const { organiser, browser, withFactor } = await setUp();
  const { secret } = await withFactor();
  const { status, body } = await browser().signIn(organiser.email, 'nicht das richtige', { code: codeAt(secret) });
  expect({ status, body }).toEqual(refusedBy('SIGN_IN_FAILED'));
});

it('a password that is set by a link leaves the second factor as it is', async () => {
  const { app, organiser, browser, withFactor } = await setUp();
  await withFactor();
  const { link } = await app.catalogue.organisers.makeLink(OPERATOR, organiser.id);
  const password = 'wintergarten mit aussicht';
  await browser().send('POST', '/api/password', { secret: link.secret, password });
  expect(await browser().signIn(organiser.email, password)).toMatchObject(refusedBy('CODE_REQUIRED'));
});

it('it is removed by who knows password and code, and set up anew by nobody before that', async () => {
  const { office, password, begin, withFactor, signIn } = await setUp();
  const { secret } = await withFactor();
  const remove = (body: object) => office.send('POST', '/api/me/second-factor/remove', body);
  expect((await office.send('POST', '/api/me/second-factor', { password })).status).toBe(409);
  expect(await remove({ password: 'nicht das richtige', code: codeAt(secret) })).toMatchObject(
    refusedBy('SIGN_IN_FAILED'),
  );
  expect(await remove({ password, code: '123456' })).toMatchObject(refusedBy('CODE_WRONG'));
  expect((await remove({ password, code: codeAt(secret) })).status).toBe(200);
  expect((await signIn()).status).toBe(200);
  expect((await begin()).secret).not.toBe(secret);
});

it('an admin removes it for who has lost the phone, and recovery codes of before let nobody in', async () => {
  const { app, organiser, admin, withFactor, begin, confirm, signIn } = await setUp();
  const { recoveryCodes } = await withFactor();
  const { id: organiserId, organisationId, role } = admin;
  const actor = { kind: 'organiser', organiserId, organisationId, role } as const;
  await app.catalogue.organisers.removeSecondFactor(actor, organiser.id);
  expect((await signIn()).status).toBe(200);
  await confirm(codeAt((await begin()).secret));
  expect(await signIn(recoveryCodes[0])).toMatchObject(refusedBy('CODE_WRONG'));
});

it('who did not hear the recovery codes asks again by the same key and gets the same; nobody else does, and none are kept to read', async () => {
  const dataDir = tempDir();
  const { office, browser, begin, signIn, organiser, password } = await setUp({ dataDir });
  const { secret } = await begin();
  const path = '/api/me/second-factor/confirm';
  const ask = (by = office, key = 'eins', code = codeAt(secret)) =>
    by.send('POST', path, { code }, { 'idempotency-key': `"${key}"` });
  const [first, second] = await Promise.all([ask(), ask()]);
  const codes = first.body.recoveryCodes as string[];
  expect(codes).toHaveLength(10);
  expect(second.body).toEqual(first.body);
  // The app shows another code by then.
  const said = { code: codeAt(secret) };
  vi.setSystemTime(Date.now() + 10 * HALF_MINUTE_MS);
  const again = await ask(office, 'eins', said.code);
  expect(again).toMatchObject({ status: 200, body: first.body });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await ask(office, 'zwei')).toMatchObject({ status: 409, body: { error: { code: 'INVALID_STATE' } } });
  expect((await ask(office, 'eins', '000000')).status).toBe(422);
  const other = browser();
  expect((await signIn(codes[0], other)).status).toBe(200);
  expect(await ask(other, 'eins', said.code)).toMatchObject({ status: 409 });
  expect(await ask(browser(), 'eins', said.code)).toMatchObject({ status: 401 });
  expect((await other.signIn(organiser.email, password, { code: codes[1] })).status).toBe(200);
  const { default: Sqlite } = await import('better-sqlite3');
  const sqlite = new Sqlite(`${dataDir}/tafelrunde.db`, { readonly: true });
  const kept = sqlite.prepare('SELECT answer FROM kept_answers').all() as { answer: Buffer | null }[];
  sqlite.close();
  expect(kept.length).toBeGreaterThan(0);
  for (const { answer } of kept) expect(answer?.toString('latin1')).not.toContain(codes[0]?.slice(0, 4));
});
