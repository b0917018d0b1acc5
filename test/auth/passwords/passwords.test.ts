import argon2 from 'argon2';
import { afterEach, expect, it, vi } from 'vitest';
import { newPassword, Passwords } from '../../../src/auth/index.ts';
import { SOON } from '../../helpers/patience.ts';

const CHEAP = { memoryKiB: 64, passes: 2 };
const PASSWORD = 'gut-geheim';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

type Turn = Parameters<Passwords['verify']>[0]['turn'];
const turnOf = (network: string): Turn => ({ known: false, network });
const KNOWN: Turn = { known: true };

/** Comparisons that take as long as one wants. */
async function heldUp(options: Parameters<typeof Passwords.create>[0] = {}) {
  const made = await setUp(options);
  const { promise: gate, resolve } = Promise.withResolvers<boolean>();
  const compared: string[] = [];
  const state = { running: 0, letGo: () => resolve(false) };
  made.verify.mockImplementation(async (_hash, password) => {
    compared.push(String(password));
    state.running += 1;
    await gate;
    state.running -= 1;
    return false;
  });
  return { ...made, compared, state };
}

async function setUp(options: Parameters<typeof Passwords.create>[0] = {}) {
  const passwords = await Passwords.create({ cost: CHEAP, ...options });
  const hash = await passwords.hash(PASSWORD);
  const verify = vi.spyOn(argon2, 'verify');
  const check = (password: string, changes: { roomId?: string; hash?: string | null; turn?: Turn } = {}) =>
    passwords.verify({ roomId: 'room', hash, password, turn: turnOf('192.0.2.1'), ...changes });
  return { passwords, hash, verify, check };
}

it('a password is hashed with what OWASP recommends for argon2id', async () => {
  const passwords = await Passwords.create();
  expect(await passwords.hash(PASSWORD)).toMatch(
    /^\$argon2id\$v=19\$m=19456,p=1,t=2\$|^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
  );
});

it('the right password fits, any other does not', async () => {
  const { check } = await setUp();
  expect(await check(PASSWORD)).toBe(true);
  expect(await check(PASSWORD.toUpperCase())).toBe(false);
  expect(await check(PASSWORD.replace('-', ''))).toBe(false);
  expect(await check('')).toBe(false);
});

it('an umlaut is the same whether a keyboard sends one character or two', async () => {
  const { passwords, check } = await setUp();
  const hash = await passwords.hash('schlu\u0308ssel');
  expect(await check('schl\u00fcssel', { hash })).toBe(true);
});

it.each([
  ['a space at its end', 'Drei Wörter-lang '],
  ['a line break and a tab around it', '\tDrei Wörter-lang\r\n'],
  ['a no-break space in it', 'Drei\u00a0Wörter-lang'],
  ['a narrow and an ideographic space', '\u202fDrei\u3000Wörter-lang'],
  ['a hyphen that does not break', 'Drei Wörter\u2011lang'],
  ['a dash', 'Drei Wörter\u2013lang'],
  ['a minus sign', 'Drei Wörter\u2212lang'],
  ['a full-width hyphen', 'Drei Wörter\uff0dlang'],
  ['a soft hyphen and a zero-width space', 'Drei Wör\u00adter-\u200blang'],
  ['a byte order mark before it', '\ufeffDrei Wörter-lang'],
  ['marks of direction', '\u2066Drei Wörter-lang\u2069'],
  ['an umlaut of two characters', 'Drei Wo\u0308rter-lang'],
])('a password is the same with %s, typed or kept', async (_what, pasted) => {
  const { passwords, check } = await setUp();
  const [kept, keptAsPasted] = await Promise.all(['Drei Wörter-lang', pasted].map((text) => passwords.hash(text)));
  expect(await check(pasted, { hash: kept ?? null })).toBe(true);
  expect(await check('Drei Wörter-lang', { hash: keptAsPasted ?? null })).toBe(true);
  expect(await check(pasted.toLowerCase(), { hash: kept ?? null })).toBe(false);
});

it('quotes are the same straight and curled', async () => {
  const { passwords, check } = await setUp();
  const hash = await passwords.hash(`Omas "Haus's" Tür`);
  expect(await check('Omas \u201eHaus\u2019s\u201c T\u00fcr', { hash })).toBe(true);
});

it.each([
  (password: string) => password.replace(/^./, (letter) => letter.toUpperCase()),
  (password: string) => password.toUpperCase(),
  (password: string) => password.replaceAll('-', '\u2011'),
  (password: string) => password.replaceAll('-', ' '),
  (password: string) => password.replaceAll('-', ''),
  (password: string) => `\u201e${password}\u201c.\u00a0`,
])('a generated password fits however it is written (%#)', async (write) => {
  const { passwords, check } = await setUp();
  const password = newPassword();
  const hash = await passwords.hash(password);
  expect(await check(write(password), { hash })).toBe(true);
  expect(await check(write(newPassword()), { hash })).toBe(false);
});

it('a chosen password that looks like a generated one keeps its capitals', async () => {
  const { passwords, check } = await setUp();
  const hash = await passwords.hash('Heimatkunde-23456');
  expect(await check('Heimatkunde-23456', { hash })).toBe(true);
  expect(await check('heimatkunde-23456', { hash })).toBe(false);
});

it('a password that an older version kept as it was typed still fits as it was typed', async () => {
  const { check } = await setUp();
  const typed = ' mit\u00a0Rand \u2013 und Strich ';
  const hash = await argon2.hash(typed, { memoryCost: 64, timeCost: 2, parallelism: 1 });
  expect(await check(typed, { hash })).toBe(true);
  expect(await check('mit Rand - und Strich', { hash })).toBe(false);
});

it('costs one comparison, or one more for what was pasted, as many for a missing room, by what was typed alone', async () => {
  const { hash, verify, check } = await setUp();
  const runs = async (password: string, kept: string | null) => {
    verify.mockClear();
    await check(password, { hash: kept });
    return verify.mock.calls.length;
  };
  for (const [password, expected] of [
    ['geraten-geraten', 1],
    ['geraten\u00a0geraten ', 2],
    ['Abcd-efgh-jkmn-2345', 2],
    ['abcd-efgh-jkmn-2345', 1],
    ['Abcd efgh jkmn\u00a02345', 3],
  ] as const) {
    expect(await runs(password, hash), password).toBe(expected);
    expect(await runs(password, null), password).toBe(expected);
  }
});

it('a missing hash never fits and costs one comparison with the same parameters', async () => {
  const { hash, verify, check } = await setUp();
  expect(await check(PASSWORD, { hash: null })).toBe(false);
  expect(verify).toHaveBeenCalledTimes(1);
  const parameters = (text: unknown) => String(text).split('$').slice(1, 4);
  expect(parameters(verify.mock.calls[0]?.[0])).toEqual(parameters(hash));
});

it('a wrong password costs a comparison each time', async () => {
  const { verify, check } = await setUp();
  await check(PASSWORD);
  verify.mockClear();
  for (let guess = 0; guess < 3; guess += 1) await check('geraten-geraten');
  expect(verify).toHaveBeenCalledTimes(3);
});

it('two hundred people with the right password cost one comparison, together or one after the other', async () => {
  const { verify, check } = await setUp();
  const together = await Promise.all(Array.from({ length: 100 }, () => check(PASSWORD)));
  for (let person = 0; person < 100; person += 1) together.push(await check(PASSWORD));
  expect(together.every((fits) => fits)).toBe(true);
  expect(verify).toHaveBeenCalledTimes(1);
});

it('missing and existing rooms share comparisons alike: within a room, never across rooms', async () => {
  const { hash, verify, check } = await setUp();
  for (const kept of [hash, null]) {
    verify.mockClear();
    await Promise.all(['a', 'b', 'a', 'b', 'c'].map((roomId) => check('geraten-geraten', { roomId, hash: kept })));
    expect(verify).toHaveBeenCalledTimes(3);
  }
});

it('a right password is forgotten after five minutes', async () => {
  const { verify, check } = await setUp();
  vi.useFakeTimers({ toFake: ['Date'] });
  await check(PASSWORD);
  vi.setSystemTime(Date.now() + 5 * 60_000 - 1);
  await check(PASSWORD);
  expect(verify).toHaveBeenCalledTimes(1);
  vi.setSystemTime(Date.now() + 1);
  await check(PASSWORD);
  expect(verify).toHaveBeenCalledTimes(2);
});

it('a remembered password does not outlive its change', async () => {
  const { passwords, check } = await setUp();
  await check(PASSWORD);
  expect(await check(PASSWORD, { hash: await passwords.hash('ein-anderes') })).toBe(false);
  expect(await check(PASSWORD, { hash: null })).toBe(false);
});

it('only a thousand right passwords are remembered', async () => {
  const { hash, verify, check } = await setUp();
  for (let room = 0; room <= 1_000; room += 1) await check(PASSWORD, { roomId: `room-${room}`, hash });
  verify.mockClear();
  await check(PASSWORD, { roomId: 'room-1000' });
  expect(verify).not.toHaveBeenCalled();
  await check(PASSWORD, { roomId: 'room-0' });
  expect(verify).toHaveBeenCalledTimes(1);
});

it('no more comparisons run at once than allowed, and who would be one too many is told when to come back', async () => {
  const { check, state } = await heldUp({ concurrency: 2, maxWaitingEach: 3 });
  const guesses = Array.from({ length: 5 }, (_, guess) => check(`geraten-${guess}`));
  await vi.waitFor(() => expect(state.running).toBe(2), SOON);
  await expect(check('einer-zu-viel')).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 2_000 });
  expect(state.running).toBe(2);
  state.letGo();
  expect(await Promise.all(guesses)).toEqual(Array(5).fill(false));
});

it('guesses from one network keep nobody from another waiting for more than those that run already', async () => {
  const { check, compared, state } = await heldUp({ concurrency: 1 });
  const guesses = Array.from({ length: 30 }, (_, guess) => check(`geraten-${guess}`, { roomId: `nicht-da-${guess}` }));
  await vi.waitFor(() => expect(state.running).toBe(1), SOON);
  const other = check('von woanders', { turn: turnOf('198.51.100.1') });
  state.letGo();
  await other;
  expect(compared.indexOf('von woanders')).toBeLessThanOrEqual(2);
  await Promise.all(guesses);
});

it('who was in before is compared at once, whoever else waits, also with the same password', async () => {
  const { check, compared, state } = await heldUp({ concurrency: 1, maxWaiting: 3 });
  const guesses = ['a', 'b', 'meins'].map((password) => check(password));
  await vi.waitFor(() => expect(state.running).toBe(1), SOON);
  await expect(check('voll', { turn: turnOf('198.51.100.1') })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  const mine = check('meins', { turn: KNOWN });
  await vi.waitFor(() => expect(compared).toEqual(['a', 'meins']), SOON);
  state.letGo();
  await Promise.all([mine, ...guesses]);
});

it('what has waited for longer than anybody waits for it is not compared any more', async () => {
  const { check, compared, state } = await heldUp({ concurrency: 1 });
  vi.useFakeTimers({ toFake: ['performance'] });
  const guesses = ['a', 'b', 'c'].map((password) => check(password));
  await vi.waitFor(() => expect(state.running).toBe(1), SOON);
  vi.advanceTimersByTime(5_001);
  state.letGo();
  const [first, ...others] = await Promise.allSettled(guesses);
  expect(first).toMatchObject({ status: 'fulfilled' });
  for (const late of others) expect(late).toMatchObject({ reason: { code: 'RATE_LIMITED', retryAfterMs: 2_000 } });
  expect(compared).toEqual(['a']);
});
