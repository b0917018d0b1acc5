import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CONFIRM_SECOND_FACTOR } from '../../../../src/protocol/accounts/accounts.ts';
import { API_PATH, IDEMPOTENCY_KEY } from '../../../../src/protocol/api/base.ts';
import { allPages } from '../../../../web/src/admin/server/all-pages.ts';
import { nothing, problemOf, Server } from '../../../../web/src/admin/server/server.ts';
import { failureOf } from '../../../../web/src/session/signaling.ts';

type Sent = { path: string; init: RequestInit };

/** One that answers so, and remembers what it was asked. */
function serverThat(answer: (path: string) => Response | Promise<Response>, meant: string | null = null) {
  const sent: Sent[] = [];
  const onSignedOut = vi.fn();
  const server = new Server({
    onSignedOut,
    meant: () => meant,
    fetch: async (path, init = {}) => {
      sent.push({ path: String(path), init });
      return answer(String(path));
    },
  });
  return { server, sent, onSignedOut };
}

const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);
const failed = (asked: Promise<unknown>) => asked.then(() => null, failureOf);

it('what comes back is read by its schema, and what cannot be read is a failure', async () => {
  const { server, sent } = serverThat(() => json({ name: 'Runde', more: 1 }));
  const answer = z.object({ name: z.string() });
  expect(await server.ask('POST', '/api/x', { body: { a: 1 }, answer })).toEqual({ name: 'Runde' });
  expect(sent[0]?.init).toMatchObject({ method: 'POST', body: '{"a":1}' });
  expect(await failed(server.ask('GET', '/api/x', { answer: z.object({ id: z.string() }) }))).toEqual({
    code: 'INTERNAL',
  });
});

it('says for whom the page is that asks, once somebody has come', async () => {
  for (const meant of [null, 'eva']) {
    const { server, sent } = serverThat(() => json({}), meant);
    await server.ask('GET', '/api/x', { answer: nothing });
    expect(new Headers(sent[0]?.init.headers).get('tafelrunde-account')).toBe(meant);
  }
});

it('an answer without content is one', async () => {
  const { server } = serverThat(() => new Response(null, { status: 204 }));
  expect(await server.ask('DELETE', '/api/x', { answer: nothing })).toBeNull();
});

it.each([
  ['as pages hear it', { error: { code: 'NAME_TAKEN' } }, 'NAME_TAKEN'],
  ['as the API says it', { type: 'about:blank', title: 'Conflict', status: 409, code: 'NAME_TAKEN' }, 'NAME_TAKEN'],
  ['a code of a newer server', { code: 'SOMETHING_NEW' }, 'INTERNAL'],
  ['the page of a proxy', '<html>', 'INTERNAL'],
])('a failure has its code: %s', async (_, body, code) => {
  const { server } = serverThat(
    () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status: 409 }),
  );
  expect(await failed(server.ask('GET', '/api/x', { answer: nothing }))).toMatchObject({ code });
});

it('keeps what is said of a failure beside its code, for whoever can read it', async () => {
  const body = { code: 'CAPACITY_TAKEN', seatsLeft: 3 };
  const { server } = serverThat(() => json(body, { status: 409 }));
  const failure = await failed(server.ask('POST', '/api/x', { answer: nothing }));
  expect(failure && problemOf(failure)).toEqual(body);
  expect(problemOf({ code: 'OFFLINE' })).toBeNull();
});

it('says how long to wait, that there is no line, and that nobody is signed in any more', async () => {
  const slow = serverThat(() => json({ code: 'RATE_LIMITED' }, { status: 429, headers: { 'retry-after': '30' } }));
  expect(await failed(slow.server.ask('GET', '/api/x', { answer: nothing }))).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterMs: 30_000,
  });
  const cut = serverThat(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await failed(cut.server.ask('GET', '/api/x', { answer: nothing }))).toEqual({ code: 'OFFLINE' });
  const out = serverThat(() => json({ code: 'SIGNED_OUT' }, { status: 401 }));
  expect(await failed(out.server.ask('GET', '/api/x', { answer: nothing }))).toMatchObject({ code: 'SIGNED_OUT' });
  expect(out.onSignedOut).toHaveBeenCalledOnce();
});

it('a list of several pages comes whole, in order', async () => {
  const pages: Record<string, unknown> = { null: { items: [1, 2], next: 'b' }, b: { items: [3], next: null } };
  const { server, sent } = serverThat((path) => json(pages[`${new URL(path, 'http://x').searchParams.get('cursor')}`]));
  const page = z.object({ items: z.array(z.number()), next: z.string().nullable() });
  expect(await allPages(server, '/api/v1/x', page, new AbortController().signal)).toEqual([1, 2, 3]);
  expect(sent).toHaveLength(2);
});

it('a list that never ends is none', async () => {
  const { server } = serverThat(() => json({ items: [1], next: 'again' }));
  const page = z.object({ items: z.array(z.number()), next: z.string().nullable() });
  expect(await failed(allPages(server, '/api/v1/x', page, new AbortController().signal))).toEqual({ code: 'INTERNAL' });
});

it('what makes something is asked with a key: the same while no answer was heard and nothing else was asked, and then another', async () => {
  let fails = true;
  const { server, sent } = serverThat(() => {
    if (fails) throw new TypeError('Failed to fetch');
    return json({});
  });
  const make = (name: string) => failed(server.ask('POST', `${API_PATH}/rooms`, { body: { name }, answer: nothing }));
  await make('Runde');
  await make('Runde');
  await make('Andere');
  fails = false;
  for (const name of ['Runde', 'Runde']) await make(name);
  await server.ask('PATCH', `${API_PATH}/organisation`, { body: {}, answer: nothing });
  await server.ask('POST', '/api/sign-in', { body: {}, answer: nothing });
  const keys = sent.map(({ init }) => new Headers(init.headers).get(IDEMPOTENCY_KEY));
  expect(keys[0]).toMatch(/^"[\w-]{22}"$/);
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys.slice(1, 5)).size).toBe(4);
  expect(keys.slice(5)).toEqual([null, null]);
});

it('an answer of a proxy that gave up is none: asked again it is the same request', async () => {
  let status = 504;
  const { server, sent } = serverThat(() => json({}, { status }));
  // What shows recovery codes once is no part of the REST API, and asked in the same way.
  const make = (path = `${API_PATH}/rooms`) => failed(server.ask('POST', path, { answer: nothing }));
  for (const path of [CONFIRM_SECOND_FACTOR, CONFIRM_SECOND_FACTOR]) await make(path);
  const [asked, askedAgain] = sent.splice(0).map(({ init }) => new Headers(init.headers).get(IDEMPOTENCY_KEY));
  expect(asked).toMatch(/^"[\w-]{22}"$/);
  expect(askedAgain).toBe(asked);
  await make();
  status = 201;
  await make();
  await make();
  const [first, second, third] = sent.map(({ init }) => new Headers(init.headers).get(IDEMPOTENCY_KEY));
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});
