import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { secrets } from '../../../src/auth/index.ts';
import type { MadeRoom } from '../../../src/protocol/open-rooms.ts';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';

// Anybody may ask for a room: what they ask with is not the start page.

vi.setConfig({ testTimeout: 60_000 });

const openRooms = { forEveryone: true, forOrganisers: false, days: 14, max: 200 };
const newKey = () => randomBytes(32).toString('base64url');
const wishFor = (changes: object = {}) => ({ key: newKey(), name: 'Runde', guard: { by: 'link' }, ...changes });

function post(app: TestApp, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const given = { 'content-type': 'application/json', origin: app.url, 'x-forwarded-for': '192.0.2.9', ...headers };
  return fetch(`${app.url}/api/open-rooms`, { method: 'POST', headers: given, body });
}

async function refusal(answer: Response): Promise<string> {
  return `${answer.status} ${((await answer.json()) as { error: { code: string } }).error.code}`;
}

it('a thousand requests from one address make a handful of rooms, and the others and the meetings go on', async () => {
  const app = await startTestApp({ openRooms });
  const room = await app.createRoom({ password: 'richtig-lang' });
  const guard = { by: 'password', password: 'Vier Amseln' };
  const lane = async () => {
    const heard: Response[] = [];
    for (let each = 0; each < 20; each += 1) heard.push(await post(app, JSON.stringify(wishFor({ guard }))));
    return heard;
  };
  const flood = Array.from({ length: 50 }, lane);
  const guest = await app.connect();
  await guest.join(room.id, 'Gast', { password: 'richtig-lang' });
  const answers = (await Promise.all(flood)).flat();
  const statuses = Map.groupBy(answers, ({ status }) => status);
  expect([...statuses.keys()].sort()).toEqual([201, 429]);
  expect(statuses.get(201)?.length).toBeLessThanOrEqual(11);
  for (const refused of statuses.get(429)?.slice(0, 5) ?? []) {
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusal(refused)).toBe('429 RATE_LIMITED');
  }
  expect(await app.database.openRooms.count()).toBe(statuses.get(201)?.length);
  expect(await app.database.rooms.count()).toBe(1 + (statuses.get(201)?.length ?? 0));
  const elsewhere = await post(app, JSON.stringify(wishFor()), { 'x-forwarded-for': '203.0.113.5' });
  expect(elsewhere.status).toBe(201);
  // One owner of an IPv6 network is one address, whichever of its addresses asks.
  const statusesOfNetwork = [];
  for (let each = 1; each <= 12; each += 1) {
    const forwarded = { 'x-forwarded-for': `2001:db8:1:2::${each}` };
    statusesOfNetwork.push((await post(app, JSON.stringify(wishFor()), forwarded)).status);
  }
  expect(statusesOfNetwork.filter((status) => status === 201)).toHaveLength(10);
});

it('two hundred addresses that ask at once are as many as all together may be', async () => {
  const app = await startTestApp({ openRooms });
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, each) =>
      post(app, JSON.stringify(wishFor()), { 'x-forwarded-for': `198.51.100.${each + 1}` }),
    ),
  );
  const made = answers.filter(({ status }) => status === 201).length;
  expect(made).toBeGreaterThanOrEqual(40);
  expect(made).toBeLessThan(60);
  expect(await app.database.openRooms.count()).toBe(made);
});

it('a foreign page, or one without an origin, makes no room and is not listened to', async () => {
  const app = await startTestApp({ openRooms });
  const foreign = ['https://evil.example', 'null', `${app.url}.evil.example`, app.url.replace('http:', 'https:'), ''];
  for (const origin of foreign)
    expect(await refusal(await post(app, JSON.stringify(wishFor()), { origin }))).toBe('403 NOT_ALLOWED');
  const nameless = await fetch(`${app.url}/api/open-rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wishFor()),
  });
  expect(await refusal(nameless)).toBe('403 NOT_ALLOWED');
  // As a form of a foreign page would send it, without asking first.
  const form = await post(app, JSON.stringify(wishFor()), { 'content-type': 'text/plain' });
  expect(form.status).toBe(400);
  expect(await app.database.rooms.count()).toBe(0);
});

it.each([
  ['no JSON', 'name=Runde', 400],
  ['nothing', '', 400],
  ['a list', '[]', 400],
  ['null', 'null', 400],
  ['too much', JSON.stringify({ ...wishFor(), name: 'x'.repeat(5_000) }), 413],
  ['a foreign key', JSON.stringify(wishFor({ maxParticipants: 500 })), 400],
  ['a foreign key within', JSON.stringify(wishFor({ guard: { by: 'link', lobby: 'off' } })), 400],
  ['its own prototype', `{"__proto__":{},"key":"${newKey()}","name":"Runde","guard":{"by":"link"}}`, 400],
  ['an id of its own choice', JSON.stringify(wishFor({ id: 'vorstand', roomId: 'vorstand' })), 400],
  ['a key that is none', JSON.stringify(wishFor({ key: 'x' })), 400],
  ['a guard that there is not', JSON.stringify(wishFor({ guard: { by: 'nobody' } })), 400],
  ['a password that is none', JSON.stringify(wishFor({ guard: { by: 'password', password: 'kurz' } })), 400],
  [
    'a password of nothing to see',
    JSON.stringify(wishFor({ guard: { by: 'password', password: '\u200b'.repeat(12) } })),
    400,
  ],
  ['a password of two lines', JSON.stringify(wishFor({ guard: { by: 'password', password: 'Vier\nAmseln' } })), 400],
  ['a name too long', JSON.stringify(wishFor({ name: 'x'.repeat(121) })), 400],
  ['a name that is a number', JSON.stringify(wishFor({ name: 7 })), 400],
])('%s makes no room, and nothing else', async (_what, body, status) => {
  const app = await startTestApp({ openRooms });
  expect((await post(app, body)).status).toBe(status);
  expect(await app.database.rooms.count()).toBe(0);
  expect(app.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it.each(['', '   ', '\u200b\u2060', '\u2800\u3164', '\u202e', '\u0301\u0301'])(
  'a name of which nothing is seen (%j) makes no room, and that is said',
  async (name) => {
    const app = await startTestApp({ openRooms });
    expect(await refusal(await post(app, JSON.stringify(wishFor({ name }))))).toBe('400 TEXT_INVISIBLE');
    expect(await app.database.rooms.count()).toBe(0);
  },
);

it('a name that is like another, or means to turn or stack its line, is a room of its own, named by what is seen of it', async () => {
  const app = await startTestApp({ openRooms });
  const names = ['Vorstand', 'Vorstand', 'V\u200borstand', 'Vorstand\u202e\u2066', `Vor${'\u0301'.repeat(40)}stand`];
  const made = [];
  for (const name of names) made.push((await (await post(app, JSON.stringify(wishFor({ name })))).json()) as MadeRoom);
  expect(new Set(made.map(({ roomId }) => roomId)).size).toBe(names.length);
  expect(new Set(made.map(({ moderatorSecret }) => moderatorSecret)).size).toBe(names.length);
  expect(made.slice(0, 4).map(({ name }) => name)).toEqual(Array.from({ length: 4 }, () => 'Vorstand'));
  expect(made[4]?.name.length).toBeLessThan(14);
});

it('whoever has a link knows nothing of its key, and a key opens nothing but the room that was made with it', async () => {
  const app = await startTestApp({ openRooms });
  const wish = wishFor();
  const first = (await (await post(app, JSON.stringify(wish))).json()) as MadeRoom;
  for (const key of [first.moderatorSecret, newKey()]) {
    const other = (await (await post(app, JSON.stringify({ ...wish, key }))).json()) as MadeRoom;
    expect(other.roomId).not.toBe(first.roomId);
    expect(other.moderatorSecret).not.toBe(first.moderatorSecret);
  }
  const operators = await app.createRoom();
  const { secret } = await app.createInvite(operators.id, { role: 'moderator' });
  const taken = (await (await post(app, JSON.stringify({ ...wish, key: secret }))).json()) as MadeRoom;
  expect(taken.roomId).not.toBe(operators.id);
  expect(await app.database.openRooms.findBySecret(secrets.hash(first.moderatorSecret))).not.toBeNull();
  expect(await app.database.openRooms.findBySecret(secrets.hash(secret))).toBeNull();
});

it('nothing of who makes a room, or of the room, reaches the log, whether it is made or refused', async () => {
  const app = await startTestApp({ openRooms });
  const address = { 'x-forwarded-for': '203.0.113.77' };
  const wish = wishFor({ name: 'Geheimrunde', guard: { by: 'password', password: 'Vier Amseln' } });
  const made = (await (await post(app, JSON.stringify(wish), address)).json()) as MadeRoom;
  await post(app, JSON.stringify({ ...wish, guard: { by: 'password', password: 'Amsel' } }), address);
  await post(app, `{"name":"Geheimrunde`, address);
  await post(app, JSON.stringify(wish), { ...address, origin: 'https://evil.example' });
  vi.spyOn(app.database.openRooms, 'findBySecret').mockRejectedValue(new Error('broken'));
  expect((await post(app, JSON.stringify(wishFor({ name: 'Geheimrunde' })), address)).status).toBe(500);
  const log = app.logLines.filter((line) => !line.includes('Server listening')).join('');
  expect(log).toContain('request failed');
  for (const secret of [
    'Geheimrunde',
    'geheimrunde',
    'Amsel',
    wish.key,
    made.roomId,
    made.moderatorSecret,
    '203.0.113',
  ]) {
    expect(log, secret).not.toContain(secret);
  }
});
