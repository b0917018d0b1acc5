import { afterEach, describe, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../src/catalogue/access/rights.ts';
import { AppError } from '../../src/platform/errors.ts';
import { AccountClient } from '../helpers/clients/account-client.ts';
import { startTestApp, type TestApp } from '../helpers/servers/test-app.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { rowCounts } from '../storage/storage.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FAILED = { status: 401, body: { error: { code: 'SIGN_IN_FAILED' } } };

// Thousands of requests; a busy machine takes a while.
vi.setConfig({ testTimeout: 60_000 });

afterEach(() => void vi.useRealTimers());

async function setUp(options: Parameters<typeof startTestApp>[0] = {}) {
  const app = await startTestApp(options);
  const house = await app.createHouse();
  return {
    app,
    ...house,
    browser: (address = '192.0.2.1') => new AccountClient(app.url, { address }),
    guesses: (count: number, by: Guesses) => guessesAt(app, count, by),
  };
}

interface Guesses {
  readonly email: string;
  readonly address: (index: number) => string;
  readonly browserOf?: (index: number) => string;
  /** Tells guesses from those of before. */
  readonly from?: number;
}

/** All at once, without the network between; what each is answered. */
function guessesAt(
  { accounts }: TestApp,
  count: number,
  { email, address, browserOf, from = 0 }: Guesses,
): Promise<string[]> {
  const guess = (_: unknown, index: number) =>
    codeOf(
      accounts.signIn.signIn({
        email,
        password: `geraten-${from + index}-lang`,
        address: address(index),
        code: null,
        formerToken: null,
        browser: browserOf?.(index) ?? null,
      }),
    );
  return Promise.all(Array.from({ length: count }, guess));
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'in',
    (error) => (error instanceof AppError ? error.code : String(error)),
  );

describe('who has an account', () => {
  it('is not told by any answer: unknown, wrong, without a password yet and disabled are the same', async () => {
    const { app, organisation, organiser, admin, password, browser } = await setUp();
    const { id: organisationId } = organisation;
    const person = { organisationId, email: 'neu@klinik.example', name: 'Neu', role: 'organiser' } as const;
    await app.catalogue.organisers.invite(OPERATOR, person);
    await app.catalogue.organisers.disable(OPERATOR, admin.id);
    const answers = [];
    for (const [email, tried] of [
      [organiser.email, 'nicht das richtige'],
      ['niemand@klinik.example', 'nicht das richtige'],
      ['neu@klinik.example', 'nicht das richtige'],
      [admin.email, password],
    ] as const) {
      const { status, body, headers } = await browser().signIn(email, tried);
      answers.push({ status, body, headers: Object.fromEntries(headers) });
    }
    const [first] = answers;
    expect(first).toMatchObject(FAILED);
    for (const answer of answers) {
      expect({ ...answer, headers: null }).toEqual({ ...first, headers: null });
      expect(Object.keys(answer.headers)).toEqual(Object.keys(first?.headers ?? {}));
    }
  });

  it('is not told by the work that it makes: one comparison and as many questions to the database', async () => {
    const { app, organiser, admin, password, browser } = await setUp();
    await app.catalogue.organisers.disable(OPERATOR, admin.id);
    const { credentials, sessions } = app.database;
    const work = async (email: string, tried = 'nicht das richtige') => {
      const spies = [
        vi.spyOn(credentials, 'byEmail'),
        vi.spyOn(credentials, 'byOrganiser'),
        vi.spyOn(sessions, 'open'),
        vi.spyOn(sessions, 'find'),
        vi.spyOn(app.passwords, 'verify'),
      ];
      await browser().signIn(email, tried);
      const counts = spies.map(({ mock }) => mock.calls.length);
      for (const spy of spies) spy.mockRestore();
      return counts;
    };
    expect(await work('niemand@klinik.example')).toEqual([1, 0, 0, 0, 1]);
    expect(await work(organiser.email)).toEqual([1, 0, 0, 0, 1]);
    expect(await work(admin.email, password)).toEqual([1, 0, 0, 0, 1]);
  });

  it('is not told by when guessing ends', async () => {
    const { organiser, guesses } = await setUp();
    const known = await guesses(60, { email: organiser.email, address: () => '198.51.100.1' });
    expect(known.filter((code) => code === 'SIGN_IN_FAILED').length).toBeLessThan(60);
    const unknown = await guesses(60, { email: 'niemand@klinik.example', address: () => '198.51.100.2' });
    expect(unknown.sort()).toEqual(known.sort());
  });
});

describe('guessing', () => {
  it('from many addresses keeps nobody out who has signed in in this browser before, also after a restart', async () => {
    const dataDir = tempDir();
    const { app, organiser, password, browser } = await setUp({ dataDir });
    const office = browser();
    await office.signIn(organiser.email, password);
    await office.send('POST', '/api/sign-out', {});
    await app.close();

    const again = await startTestApp({ dataDir });
    const codes = await guessesAt(again, 1_500, {
      email: organiser.email,
      address: (index) => `198.51.100.${index % 50}`,
    });
    expect(new Set(codes)).toEqual(new Set(['SIGN_IN_FAILED', 'RATE_LIMITED']));
    const stranger = new AccountClient(again.url, { address: '198.51.100.7' });
    expect((await stranger.signIn(organiser.email, password)).status).toBe(429);
    const own = new AccountClient(again.url, { address: '198.51.100.7' });
    for (const [name, value] of office.cookies) own.cookies.set(name, value);
    expect((await own.signIn(organiser.email, 'vertippt vertippt')).status).toBe(401);
    expect((await own.signIn(organiser.email, password)).status).toBe(200);
  });

  it('by a browser that only calls itself known is that of a stranger', async () => {
    const { organiser, guesses } = await setUp();
    const codes: string[] = [];
    for (let index = 0; index < 80; index += 1) {
      const browserOf = () => `${index}`.padEnd(43, 'b');
      codes.push(
        ...(await guesses(1, { email: organiser.email, address: () => '198.51.100.1', browserOf, from: index })),
      );
    }
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED').length).toBeLessThan(60);
  });

  it("at a room's door uses up nobody's sign-in", async () => {
    const { app, organiser, password, browser } = await setUp();
    const room = await app.createRoom({ password: 'richtig-lang' });
    const { id: roomId, passwordHash: hash } = room;
    const codes = [];
    for (let index = 0; index < 60; index += 1) {
      const attempt = { roomId, hash, password: `geraten-${index}`, address: '192.0.2.1', device: null };
      codes.push(await codeOf(app.gate.verify(attempt)));
    }
    expect(codes).toContain('RATE_LIMITED');
    expect((await browser().signIn(organiser.email, password)).status).toBe(200);
  });
});

describe('a session', () => {
  it('that somebody planted is not the one that is signed in', async () => {
    const { organiser, password, browser } = await setUp();
    const planted = 'p'.repeat(43);
    const victim = browser();
    victim.put('session', planted);
    await victim.signIn(organiser.email, password);
    expect(victim.cookie('session')).not.toBe(planted);
    const thief = browser();
    thief.put('session', planted);
    expect(await thief.me()).toBeNull();
  });

  it("of the thief's own that somebody was given ends when they sign in", async () => {
    const { organiser, admin, password, browser } = await setUp();
    const [thief, victim] = [browser(), browser()];
    await thief.signIn(organiser.email, password);
    const held = thief.cookie('session') ?? '';
    victim.put('session', held);
    await victim.signIn(admin.email, password);
    expect(victim.cookie('session')).not.toBe(held);
    expect(await thief.me()).toBeNull();
    expect((await victim.me())?.id).toBe(admin.id);
  });

  it('is not guessed, cut, lengthened, or opened by what the database holds', async () => {
    const { app, organiser, password, browser } = await setUp();
    const client = browser();
    await client.signIn(organiser.email, password);
    const held = client.cookie('session') ?? '';
    const [kept] = await app.catalogue.organisers.sessions(OPERATOR, organiser.id);
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(held).digest('hex');
    const forged = [held.slice(0, -1), `${held}A`, held.toLowerCase(), kept?.id ?? '', hash, hash.slice(0, 43), '%00'];
    for (const value of [...forged, '__proto__', '{}', 'a'.repeat(5_000)]) {
      const thief = browser();
      thief.put('session', value);
      expect(await thief.me(), value).toBeNull();
    }
    expect((await client.me())?.id).toBe(organiser.id);
  });

  it('is out of reach of scripts and foreign pages, and of other names of the domain', async () => {
    const { app, organiser, password } = await setUp({ publicUrl: 'https://meet.example.org' });
    const client = new AccountClient(app.listensAt);
    const origin = 'https://meet.example.org';
    await client.send('POST', '/api/sign-in', { email: organiser.email, password }, { origin });
    expect(client.setCookies).toHaveLength(2);
    for (const line of client.setCookies) {
      expect(line).toMatch(/^__Host-tafelrunde-(session|browser)=[\w-]{43}; /);
      for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
        expect(line).toContain(`; ${attribute}`);
      expect(line).not.toContain('Domain');
    }
  });

  it('over plain HTTP on this machine has plain names, and the rest all the same', async () => {
    const { organiser, password, browser } = await setUp();
    const client = browser();
    await client.signIn(organiser.email, password);
    for (const line of client.setCookies) {
      expect(line).toMatch(/^tafelrunde-(session|browser)=/);
      expect(line).not.toContain('Secure');
      for (const attribute of ['HttpOnly', 'SameSite=Lax']) expect(line).toContain(attribute);
    }
  });

  it('ends after a week without use and after a month in any case, and is deleted then', async () => {
    const { app, organiser, password, browser } = await setUp();
    const [idle, busy] = [browser(), browser()];
    await idle.signIn(organiser.email, password);
    await busy.signIn(organiser.email, password);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (let days = 0; days < 29; days += 1) {
      vi.setSystemTime(Date.now() + DAY_MS);
      if (days === 6) expect((await busy.me())?.id).toBe(organiser.id);
      expect((await busy.me())?.id, `${days}`).toBe(organiser.id);
    }
    expect(await idle.me()).toBeNull();
    vi.setSystemTime(Date.now() + DAY_MS + HOUR_MS);
    expect(await busy.me()).toBeNull();
    await app.accounts.forgetOld();
    vi.useRealTimers();
    expect(await app.catalogue.organisers.sessions(OPERATOR, organiser.id)).toEqual([]);
  });
});

describe('a foreign page', () => {
  const asks = [
    ['POST', '/api/sign-in', { email: 'eva@klinik.example', password: 'geraten geraten' }],
    ['POST', '/api/sign-out', { everywhere: true }],
    ['POST', '/api/me/password', { current: 'geraten geraten', password: 'anders anders anders' }],
    ['POST', '/api/password', { secret: 's'.repeat(43), password: 'anders anders anders' }],
    ['POST', '/api/password-link', { secret: 's'.repeat(43) }],
    ['DELETE', '/api/me/sessions/aaaaaaaaaa', undefined],
  ] as const;

  it.each(asks)('%s %s: is refused before anything is looked at', async (method, path, body) => {
    const { app, organiser, password, browser } = await setUp();
    const client = browser();
    await client.signIn(organiser.email, password);
    const find = vi.spyOn(app.accounts.sessions, 'find');
    const verify = vi.spyOn(app.passwords, 'verify');
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: '' },
      { origin: app.url, 'sec-fetch-site': 'cross-site' },
      { origin: app.url, 'sec-fetch-site': 'same-site' },
    ]) {
      const { status, body: answer } = await client.send(method, path, body, headers);
      expect({ status, answer }, JSON.stringify(headers)).toEqual({
        status: 403,
        answer: { error: { code: 'NOT_ALLOWED' } },
      });
    }
    expect(find).not.toHaveBeenCalled();
    expect(verify).not.toHaveBeenCalled();
    expect((await client.me())?.id).toBe(organiser.id);
  });

  it('cannot send a form, whatever it says that it is', async () => {
    const { organiser, password, browser } = await setUp();
    const client = browser();
    await client.signIn(organiser.email, password);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const { status } = await client.send('POST', '/api/sign-out', {}, { 'content-type': type });
      expect(status, type).toBe(415);
    }
    expect((await client.me())?.id).toBe(organiser.id);
  });

  it('does not read who is signed in', async () => {
    const { organiser, password, browser } = await setUp();
    const client = browser();
    await client.signIn(organiser.email, password);
    const { status, headers } = await client.send('GET', '/api/me', undefined, { origin: 'https://evil.example' });
    expect(status).toBe(403);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('what is no sign-in is refused, and the server goes on', async () => {
  const { organiser, password, browser } = await setUp();
  const email = organiser.email;
  for (const body of [
    {},
    { email },
    { email, password: '' },
    { email, password: 7 },
    { email: [email], password },
    { email, password: 'x'.repeat(129) },
    { email, password, role: 'admin' },
    { email: 'niemand', password },
    { email: 'a@'.repeat(800), password },
    JSON.parse(`{"__proto__":{"role":"admin"},"email":"${email}","password":"${password}"}`),
  ]) {
    const { status, body: answer } = await browser().send('POST', '/api/sign-in', body);
    expect({ status, answer }, JSON.stringify(body)).toEqual({
      status: 400,
      answer: { error: { code: 'BAD_REQUEST' } },
    });
  }
  const huge = await browser().signIn(email, 'x'.repeat(10_000));
  expect(huge.status).toBe(413);
  expect((await browser().signIn(email, password)).status).toBe(200);
});

it('fifty sign-ins leave twenty sessions and browsers, and the newest is one of them', async () => {
  const dataDir = tempDir();
  const { app, organiser, password, browser } = await setUp({ dataDir });
  const attempt = { email: organiser.email, password, code: null, formerToken: null, browser: null };
  for (let round = 0; round < 50; round += 1) {
    await app.accounts.signIn.signIn({ ...attempt, address: `198.51.100.${round}` });
  }
  const newest = browser();
  await newest.signIn(organiser.email, password);
  expect(rowCounts(dataDir)).toMatchObject({ sessions: 20, organiser_browsers: 20 });
  expect((await newest.me())?.id).toBe(organiser.id);
});

it('two tabs that sign in at once are both signed in', async () => {
  const { organiser, password, browser } = await setUp();
  const client = browser();
  await client.signIn(organiser.email, password);
  const tabs = [browser(), browser()];
  for (const tab of tabs) for (const [name, value] of client.cookies) tab.cookies.set(name, value);
  await Promise.all(tabs.map((tab) => tab.signIn(organiser.email, password)));
  for (const tab of tabs) expect((await tab.me())?.id).toBe(organiser.id);
});

it('no address, password, cookie or link of anybody reaches the log, even at its most talkative', async () => {
  const { app, organiser, password, browser } = await setUp();
  const client = browser('203.0.113.77');
  const { link } = await app.catalogue.organisers.makeLink(OPERATOR, organiser.id);
  await client.signIn(organiser.email, 'falsches geheimnis');
  await client.signIn(organiser.email, password);
  const held = [client.cookie('session') ?? '', client.cookie('browser') ?? ''];
  await client.me();
  await client.send('POST', '/api/me/password', { current: 'falsches geheimnis', password: 'neu' });
  await client.send('POST', '/api/password', { secret: link.secret, password: 'neues langes geheimnis' });
  await client.send('POST', '/api/sign-in', { email: { nested: organiser.email }, password });
  vi.spyOn(app.database.credentials, 'byEmail').mockRejectedValue(new Error('the disk is gone'));
  await client.signIn(organiser.email, password);
  const log = app.logLines.filter((line) => !line.includes('Server listening')).join('');
  expect(log).toContain('the disk is gone');
  const [name = ''] = organiser.email.split('@');
  for (const text of [`${name}@`, password, 'geheimnis', ...held, link.secret, '203.0.113', organiser.name]) {
    expect(log, text).not.toContain(text);
  }
});
