import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { AppError } from '../../../src/platform/errors.ts';
import { DAY_MS } from '../../../src/platform/periods.ts';
import { API_PATH } from '../../../src/protocol/api/base.ts';
import type { MadeRoom } from '../../../src/protocol/api/rooms/rooms.ts';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { startTestApi } from '../../helpers/servers/api.ts';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const WISH = { name: 'Vorstand', password: 'sehr-geheim-7', moderatorLink: true };
const keyed = (key: string) => ({ 'idempotency-key': key });
const roomsOf = async ({ catalogue }: TestApp, organisationId: string) =>
  (await catalogue.rooms.list(OPERATOR, organisationId, { after: null, limit: 100 })).map(({ name }) => name);

/** A house's program, by its token. */
async function startProgram(dataDir = tempDir()) {
  const api = await startTestApi({ dataDir });
  const { organiser, organisation } = api.house;
  const wish = { name: 'Belegung', scopes: ['rooms:read', 'rooms:write'], expiresAt: null } as const;
  const make = () => api.app.catalogue.tokens.create(OPERATOR, { ...wish, organiserId: organiser.id });
  const { secret, token } = await make();
  return { ...api, organisation, secret, token, makeToken: make, post: poster(api.app, secret) };
}

function poster({ url }: { url: string }, secret: string) {
  return async (path: string, body: object | null, key: string, method = 'POST') => {
    const headers = { authorization: `Bearer ${secret}`, ...keyed(key) };
    const response = await fetch(`${url}${API_PATH}${path}`, {
      method,
      headers: body === null ? headers : { ...headers, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    const { status } = response;
    return { status, text, type: response.headers.get('content-type'), headers: response.headers };
  };
}

const code = ({ text }: { text: string }) => JSON.parse(text).code;

it('a request that is sent again with its key is done once and answered the same, also over a restart, and nothing of it can be read', async () => {
  const dataDir = tempDir();
  const { app, organisation, secret, post } = await startProgram(dataDir);
  const first = await post('/rooms', WISH, '"der-schluessel-1"');
  expect(first).toMatchObject({ status: 201 });
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  // Quoted by the draft, and bare by habit: the same key.
  for (const key of ['"der-schluessel-1"', 'der-schluessel-1']) {
    const again = await post('/rooms', WISH, key);
    expect([again.status, again.text, again.type]).toEqual([first.status, first.text, first.type]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  }
  const { moderatorLink, room } = JSON.parse(first.text) as MadeRoom;
  const gone = await post(`/rooms/${room.id}/invites/nirgends`, null, 'anderer', 'DELETE');
  expect(code(gone)).toBe('NOT_FOUND');
  const link = moderatorLink?.split('#invite=')[1] ?? 'none';
  for (const file of readdirSync(dataDir).filter((name) => name.startsWith(DATABASE_FILE))) {
    const bytes = readFileSync(join(dataDir, file));
    for (const readable of [link, 'der-schluessel-1', WISH.password, secret]) {
      expect(bytes.includes(readable), `${file}: ${readable}`).toBe(false);
    }
  }
  expect(app.logLines.join('')).not.toContain(link);
  await app.close();
  const later = await startTestApp({ dataDir });
  const afterwards = await poster(later, secret)('/rooms', WISH, 'der-schluessel-1');
  expect([afterwards.status, afterwards.text]).toEqual([first.status, first.text]);
  expect(await roomsOf(later, organisation.id)).toEqual(['Vorstand']);
});

it('many that arrive at once with one key are one, and another key, caller or sign-in is another', async () => {
  const { app, asOrganiser, asAdmin, organisation, post, makeToken } = await startProgram();
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('/rooms', WISH, 'k')));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(await roomsOf(app, organisation.id)).toHaveLength(1);
  await post('/rooms', WISH, 'other');
  await poster(app, (await makeToken()).secret)('/rooms', WISH, 'k');
  for (const client of [asOrganiser, asOrganiser, asAdmin]) {
    expect((await client.post('/rooms', WISH, keyed('k'))).status).toBe(201);
  }
  expect(await roomsOf(app, organisation.id)).toHaveLength(5);
});

it('a key with another request is refused, one that is none too, and what was not valid used none up', async () => {
  const { app, organisation, post } = await startProgram();
  expect((await post('/rooms', { name: '' }, 'k')).status).toBe(400);
  expect((await post('/rooms', WISH, 'k')).status).toBe(201);
  // In another order it is the same.
  expect((await post('/rooms', Object.fromEntries(Object.entries(WISH).reverse()), 'k')).status).toBe(201);
  const refused = [
    await post('/rooms', { ...WISH, name: 'Anders' }, 'k'),
    await post('/rooms/nirgends/invites', { role: 'participant' }, 'k'),
  ];
  for (const each of refused) expect([each.status, code(each)]).toEqual([422, 'KEY_REUSED']);
  for (const key of ['""', '"a', '"a", "b"', 'a b', 'x'.repeat(201)]) {
    expect((await post('/rooms', WISH, key)).status, key).toBe(400);
  }
  expect(await roomsOf(app, organisation.id)).toEqual(['Vorstand']);
});

it('what failed on the server or came too often is not kept, what was refused is', async () => {
  const { app, organisation, post } = await startProgram();
  const create = vi.spyOn(app.database.rooms, 'createWithInvite');
  for (const [error, status] of [
    [new Error('broken'), 500],
    [new AppError('RATE_LIMITED'), 429],
    [new AppError('QUOTA_REACHED'), 409],
  ] as const) {
    create.mockRejectedValueOnce(error);
    expect((await post('/rooms', WISH, 'k')).status).toBe(status);
  }
  expect(code(await post('/rooms', WISH, 'k'))).toBe('QUOTA_REACHED');
  expect(create).toHaveBeenCalledTimes(3);
  expect(await roomsOf(app, organisation.id)).toEqual([]);
});

it('of a request that was cut off in the middle it is said that nobody knows, and it is not done again', async () => {
  const dataDir = tempDir();
  const { app, organisation, secret, post } = await startProgram(dataDir);
  // As kill -9 leaves it: done, and its answer not kept.
  const keep = vi.spyOn(app.database.answers, 'keep').mockRejectedValueOnce(new Error('disk full'));
  expect((await post('/rooms', WISH, 'k')).status).toBe(201);
  expect(keep).toHaveBeenCalledOnce();
  expect(app.logLines.some((line) => line.includes('an answer was not kept'))).toBe(true);
  await app.close();
  const later = await startTestApp({ dataDir });
  const again = await poster(later, secret)('/rooms', WISH, 'k');
  expect([again.status, code(again), again.headers.get('retry-after')]).toEqual([409, 'OUTCOME_UNKNOWN', null]);
  expect(await roomsOf(later, organisation.id)).toHaveLength(1);
});

it('while the first goes on for too long the second is told to ask again, and then hears what the first did', async () => {
  const { app, organisation, post } = await startProgram();
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: hasBegun, resolve: begun } = Promise.withResolvers<void>();
  const { rooms } = app.database;
  const create = rooms.createWithInvite.bind(rooms);
  vi.spyOn(rooms, 'createWithInvite').mockImplementation(async (...wish) => {
    begun();
    await mayGoOn;
    return create(...wish);
  });
  const first = post('/rooms', WISH, 'k');
  await hasBegun;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const second = post('/rooms', WISH, 'k');
  await vi.waitUntil(() => vi.getTimerCount() > 0, { interval: 1 });
  while (vi.getTimerCount() > 0) await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect([code(await second), (await second).headers.get('retry-after')]).toEqual(['OUTCOME_UNKNOWN', '2']);
  goOn();
  expect((await post('/rooms', WISH, 'k')).text).toBe((await first).text);
  expect(await roomsOf(app, organisation.id)).toHaveLength(1);
});

it('answers are kept for a day and within bounds, and nobody hears one who may not come in any more', async () => {
  const { app, organisation, house, secret, post } = await startProgram();
  const { answers } = app.database;
  await post('/rooms', WISH, 'k');
  const row = { organiserId: house.organiser.id, mark: Buffer.from('m') };
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    await answers.begin({ ...row, id });
    await answers.keep({ ...row, id }, Buffer.alloc(1024 * 1024));
  }
  expect(await answers.begin({ ...row, id: 'a' })).toBeNull();
  expect((await answers.begin({ ...row, id: 'e' }))?.answer).toHaveLength(1024 * 1024);
  // Its answer went for the newer ones.
  expect((await post('/rooms', WISH, 'k')).status).toBe(201);
  expect(await roomsOf(app, organisation.id)).toHaveLength(2);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + DAY_MS);
  await answers.forgetOld();
  expect(await answers.begin({ ...row, id: 'e' })).toBeNull();
  vi.restoreAllMocks();
  await app.catalogue.organisers.disable(OPERATOR, house.organiser.id);
  expect((await poster(app, secret)('/rooms', WISH, 'k')).status).toBe(401);
});
