import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { API_PATH } from '../../../../src/protocol/api/base.ts';
import type { MadeToken } from '../../../../src/protocol/api/tokens.ts';
import { DATABASE_FILE } from '../../../../src/storage/index.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';
import { tempDir } from '../../../helpers/temp-dir.ts';

const HOUR_MS = 3_600_000;

type Api = Awaited<ReturnType<typeof startTestApi>>;

async function makeToken({ asOrganiser }: Pick<Api, 'asOrganiser'>, wish: object = {}): Promise<MadeToken> {
  const { status, body } = await asOrganiser.post('/tokens', { name: 'Belegung', scopes: ['rooms:read'], ...wish });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as MadeToken;
}

/** A program: no cookie, no origin, nothing but its token. */
async function call(
  { app }: Pick<Api, 'app'>,
  secret: string,
  path: string,
  { method = 'GET', body = null as object | null } = {},
) {
  const response = await fetch(app.url + API_PATH + path, {
    method,
    headers: { authorization: `Bearer ${secret}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
}

it('a program does by its token what the scopes name, and is told which one it lacks', async () => {
  const api = await startTestApi();
  const { token, secret } = await makeToken(api, { scopes: ['rooms:read', 'rooms:write'] });
  expect(secret).toMatch(/^tafelrunde_[\w-]{43}$/);
  expect(token).toMatchObject({ scopes: ['rooms:read', 'rooms:write'], expiresAt: null, lastUsedAt: null });
  const made = await call(api, secret, '/rooms', { method: 'POST', body: { name: 'Vorstand' } });
  expect(made).toMatchObject({ status: 201, body: { room: { madeBy: api.house.organiser.id } } });
  expect((await call(api, secret, '/rooms')).body.items).toHaveLength(1);
  const refused = await call(api, secret, `/rooms/${made.body.room.id}/meeting`);
  expect(refused).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  expect(refused.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope", scope="meetings:read"');
  const more = { name: 'Mehr', scopes: ['rooms:read'] };
  expect((await call(api, secret, '/tokens', { method: 'POST', body: more })).status).toBe(403);
});

it('a token reaches no farther than its organiser, from the moment on that they may do less', async () => {
  const api = await startTestApi();
  const { admin } = api.house;
  const wish = { organiserId: admin.id, name: 'Alles', scopes: ['organisers:read'], expiresAt: null } as const;
  const { secret } = await api.app.catalogue.tokens.create(OPERATOR, wish);
  expect((await call(api, secret, '/organisers')).status).toBe(200);
  await api.app.catalogue.organisers.setRole(OPERATOR, admin.id, 'organiser');
  expect((await call(api, secret, '/organisers')).status).toBe(403);
});

it.each([
  ['is revoked', async (api: Api, { token }: MadeToken) => api.asOrganiser.delete(`/tokens/${token.id}`)],
  [
    "'s organiser is disabled",
    async ({ app, house }: Api) => app.catalogue.organisers.disable(OPERATOR, house.organiser.id),
  ],
  [
    "'s organiser is deleted",
    async ({ app, house }: Api) => app.catalogue.organisers.delete(OPERATOR, house.organiser.id),
  ],
])('a token that %s opens nothing any more', async (_what, end) => {
  const api = await startTestApi();
  const made = await makeToken(api);
  expect((await call(api, made.secret, '/rooms')).status).toBe(200);
  await end(api, made);
  const { status, body, headers } = await call(api, made.secret, '/rooms');
  expect({ status, code: body.code }).toEqual({ status: 401, code: 'SIGNED_OUT' });
  expect(headers.get('www-authenticate')).toBe('Bearer');
});

it('a token is over when it was said, and forgotten afterwards', async () => {
  const api = await startTestApi();
  const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
  const { secret, token } = await makeToken(api, { expiresAt });
  expect(token.expiresAt).toBe(expiresAt);
  expect((await call(api, secret, '/rooms')).status).toBe(200);
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse(expiresAt));
  expect((await call(api, secret, '/rooms')).status).toBe(401);
  await api.app.accounts.forgetOld();
  vi.restoreAllMocks();
  expect(await api.app.database.tokens.find(token.id)).toBeNull();
  const past = { name: 'Gestern', scopes: ['rooms:read'], expiresAt: '2020-01-01T00:00:00Z' };
  expect((await api.asOrganiser.post('/tokens', past)).status).toBe(400);
});

it('with a token no cookie counts, and what is no token is nobody', async () => {
  const api = await startTestApi();
  const { secret } = await makeToken(api);
  const bad = { authorization: `Bearer ${secret.slice(0, -1)}` };
  expect((await api.asAdmin.get('/organisers', bad)).status).toBe(401);
  expect((await api.asAdmin.get('/organisers', { authorization: `Bearer ${secret}` })).status).toBe(403);
});

it('a token is kept as a hash, is in no log, and its list says when it was used', async () => {
  const dataDir = tempDir();
  const api = await startTestApi({ dataDir });
  const { secret, token } = await makeToken(api);
  await call(api, secret, '/rooms');
  const { body } = await api.asOrganiser.get('/tokens');
  expect(body.items).toEqual([{ ...token, lastUsedAt: expect.stringMatching(/Z$/) }]);
  expect((await api.asAdmin.get(`/organisers/${api.house.organiser.id}/tokens`)).body).toEqual(body);
  for (const file of readdirSync(dataDir).filter((name) => name.startsWith(DATABASE_FILE))) {
    expect(readFileSync(join(dataDir, file)).includes(secret), file).toBe(false);
  }
  expect(api.app.logLines.join('')).not.toContain(secret);
});

it('who asks too often with one token waits, and nobody else does', async () => {
  const api = await startTestApi();
  const [eager, calm] = [await makeToken(api), await makeToken(api)];
  const answers = await Promise.all(Array.from({ length: 230 }, () => call(api, eager.secret, '/organisation')));
  const limited = answers.find(({ status }) => status === 429);
  expect(limited?.body.code).toBe('RATE_LIMITED');
  expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await call(api, calm.secret, '/rooms')).status).toBe(200);
});
