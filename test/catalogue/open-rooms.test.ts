import { randomBytes } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import { keepRetention } from '../../src/catalogue/retention.ts';
import type { MadeRoom } from '../../src/protocol/open-rooms.ts';
import { DATABASE_FILE } from '../../src/storage/index.ts';
import { AccountClient } from '../helpers/clients/account-client.ts';
import { startTestApp, type TestApp } from '../helpers/servers/test-app.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const DAY_MS = 86_400_000;
const NAME = 'Elternabend der Amselschule';
const settings = { forEveryone: true, forOrganisers: false, days: 14, max: 200 };

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const newKey = () => randomBytes(32).toString('base64url');

function ask(app: TestApp, wish: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${app.url}/api/open-rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url, ...headers },
    body: JSON.stringify({ key: newKey(), name: NAME, guard: { by: 'link' }, ...wish }),
  });
}

async function made(app: TestApp, wish: object = {}): Promise<MadeRoom> {
  const answer = await ask(app, wish);
  expect(answer.status).toBe(201);
  return answer.json() as Promise<MadeRoom>;
}

async function refusal(answer: Response): Promise<[number, string]> {
  const { error } = (await answer.json()) as { error: { code: string } };
  return [answer.status, error.code];
}

it('a stranger makes a room and chairs it, and guests get in by the password', async () => {
  const app = await startTestApp({ openRooms: settings });
  const password = 'Vier Amseln';
  const room = await made(app, { name: `  ${NAME}\u200b `, guard: { by: 'password', password } });
  expect(room).toMatchObject({ name: NAME, days: 14 });
  expect(room.roomId).toMatch(/^elternabend-der-amselschule-[a-z2-7]{26}$/);
  expect(room.leftMs).toBeGreaterThan(13.9 * DAY_MS);
  const chair = await app.connect();
  expect((await chair.join(room.roomId, 'Leitung', { invite: room.moderatorSecret })).self.role).toBe('moderator');
  const guest = await app.connect();
  expect(
    await guest.refused('room:join', { roomId: room.roomId, displayName: 'Gast', password: 'falsches Passwort' }),
  ).toBe('WRONG_PASSWORD');
  expect((await guest.join(room.roomId, 'Gast', { password })).self.role).toBe('participant');
});

it('a room may be guarded by its moderator, who lets everyone in, or by nothing but its link', async () => {
  const app = await startTestApp({ openRooms: settings });
  const [guarded, open] = [await made(app, { guard: { by: 'lobby' } }), await made(app)];
  expect(await app.database.rooms.findRoom(guarded.roomId)).toMatchObject({ lobby: 'on', passwordHash: null });
  expect(await app.database.rooms.findRoom(open.roomId)).toMatchObject({ lobby: 'off', passwordHash: null });
});

it('nobody makes one where the operator has not allowed it, and the start page is told so', async () => {
  const app = await startTestApp();
  expect(await (await fetch(`${app.url}/api/open-rooms`)).json()).toEqual({ offer: null });
  expect(await refusal(await ask(app, {}))).toEqual([403, 'NOT_ALLOWED']);
  expect(await app.database.rooms.count()).toBe(0);
  const allowing = await startTestApp({ openRooms: settings });
  expect(await (await fetch(`${allowing.url}/api/open-rooms`)).json()).toEqual({ offer: { days: 14 } });
});

it('the same press sent twice, at once or after its answer was lost and the server started again, makes one room', async () => {
  const dataDir = tempDir();
  const wish = { key: newKey(), guard: { by: 'password', password: 'Vier Amseln' } };
  const app = await startTestApp({ dataDir, openRooms: { ...settings, max: 1 } });
  const [first, second] = await Promise.all([made(app, wish), made(app, wish)]);
  expect(second).toMatchObject({ roomId: first.roomId, moderatorSecret: first.moderatorSecret });
  await app.close();
  const again = await startTestApp({ dataDir, openRooms: { ...settings, max: 1 } });
  const third = await made(again, { ...wish, name: 'Anders genannt' });
  expect(third).toMatchObject({ roomId: first.roomId, name: NAME, moderatorSecret: first.moderatorSecret });
  expect(await again.database.rooms.count()).toBe(1);
  expect(await again.database.invites.list(first.roomId)).toHaveLength(1);
});

it('no more are kept than the operator allows, however many ask at once, and other rooms are not counted', async () => {
  const app = await startTestApp({ openRooms: { ...settings, max: 3 } });
  await app.createRoom();
  // All of them are looked at before the first is made.
  const guard = { by: 'password', password: 'Vier Amseln' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(app, { guard })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429, 429, 429, 429]);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused && (await refusal(refused))).toEqual([429, 'TOO_MANY']);
  expect(await app.database.openRooms.count()).toBe(3);
  expect(await app.database.rooms.count()).toBe(4);
});

it('no room is made while the server goes away', async () => {
  const app = await startTestApp({ openRooms: settings });
  app.rooms.draining.begin();
  expect(await refusal(await ask(app, {}))).toEqual([503, 'SERVER_DRAINING']);
});

/** Every row of every table. */
function everythingIn(dataDir: string): string {
  const sqlite = new SqliteDatabase(`${dataDir}/${DATABASE_FILE}`, { readonly: true });
  const tables = sqlite.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const rows = tables.map(({ name }) => JSON.stringify(sqlite.prepare(`SELECT * FROM "${name}"`).all()));
  sqlite.close();
  return rows.join('\n');
}

async function setUpRetention(days = 14) {
  const dataDir = tempDir();
  const app = await startTestApp({ dataDir, openRooms: { ...settings, days } });
  const unexpected = (error: unknown) => {
    throw error;
  };
  const { attendance, invites, standings } = app.database;
  const tidy = async () => {
    const kept = { stays: attendance, invites, standings, openRooms: app.unused, report: unexpected };
    (await keepRetention(kept)).close();
  };
  const setClock = (now: number) => vi.useFakeTimers({ now, toFake: ['Date'] });
  // Whoever looked the room up a moment ago may be on their way in.
  const afterAWhile = () => {
    const now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now + 61_000);
  };
  return { dataDir, app, tidy, setClock, afterAWhile, madeAt: Date.now() };
}

it('a room that nobody uses goes after its days with everything of it, and nothing is found in any table', async () => {
  const { dataDir, app, tidy, setClock, madeAt } = await setUpRetention();
  const operators = await app.createRoom({ name: 'Vorstand' });
  const room = await made(app, { guard: { by: 'password', password: 'Vier Amseln' } });
  const { id: inviteId } = await app.createInvite(room.roomId, { label: 'Frau Muster' });
  await app.database.plans.exchangePlan(room.roomId, () => true, {
    seats: [{ id: 'sitz', name: 'Herr Sitz' }],
    quorum: null,
  });
  const stay = { id: 'stay', displayName: 'Erika', role: 'participant', seat: null } as const;
  await app.database.attendance.saveStays(room.roomId, [{ ...stay, joinedAt: 1, leftAt: 2, keepUntil: madeAt * 2 }]);
  await app.database.standings.note(room.roomId, new Map([['geraet', 'removed']]));
  const traces = [room.roomId, NAME, 'Frau Muster', inviteId, 'Herr Sitz', 'Erika', 'geraet'];

  setClock(madeAt + 13.9 * DAY_MS);
  await tidy();
  for (const trace of traces.slice(0, -1)) expect(everythingIn(dataDir), trace).toContain(trace);
  setClock(madeAt + 14.1 * DAY_MS);
  await tidy();
  const left = everythingIn(dataDir);
  for (const trace of traces) expect(left, trace).not.toContain(trace);
  expect(left).toContain(operators.id);
  expect(await app.database.rooms.count()).toBe(1);
});

it('each meeting gives a room its days again, noted when it begins and ends and not for each who comes', async () => {
  const { app, tidy, setClock, afterAWhile, madeAt } = await setUpRetention();
  const room = await made(app);
  const notes = vi.spyOn(app.database.openRooms, 'noteUse');
  setClock(madeAt + 10 * DAY_MS);
  const guests = [await app.connect(), await app.connect(), await app.connect()];
  for (const guest of guests) await guest.join(room.roomId, 'Gast');
  expect(notes).toHaveBeenCalledTimes(1);
  setClock(madeAt + 10.5 * DAY_MS);
  app.rooms.live.endRoom(room.roomId);
  await app.rooms.settled();
  expect(notes).toHaveBeenCalledTimes(2);
  afterAWhile();
  setClock(madeAt + 24.4 * DAY_MS);
  await tidy();
  expect(await app.database.rooms.findRoom(room.roomId)).not.toBeNull();
  setClock(madeAt + 24.6 * DAY_MS);
  await tidy();
  expect(await app.database.rooms.findRoom(room.roomId)).toBeNull();
});

it('whoever only stands at the door uses no room', async () => {
  const { app, tidy, setClock, afterAWhile, madeAt } = await setUpRetention();
  const room = await made(app, { guard: { by: 'password', password: 'Vier Amseln' } });
  setClock(madeAt + 14.1 * DAY_MS);
  const guest = await app.connect();
  await guest.refused('room:join', { roomId: room.roomId, displayName: 'Gast', password: 'falsches Passwort' });
  await tidy();
  expect(await app.database.rooms.findRoom(room.roomId), 'they may be on their way in').not.toBeNull();
  afterAWhile();
  await tidy();
  expect(await app.database.rooms.findRoom(room.roomId)).toBeNull();
});

it('no room goes while somebody is in it, although nothing could be noted of it', async () => {
  const { app, tidy, setClock, afterAWhile, madeAt } = await setUpRetention(1);
  const room = await made(app);
  vi.spyOn(app.database.openRooms, 'noteUse').mockRejectedValue(new Error('database or disk is full'));
  const guest = await app.connect();
  await guest.join(room.roomId, 'Gast');
  afterAWhile();
  setClock(madeAt + 1.1 * DAY_MS);
  await tidy();
  await (await app.connect()).join(room.roomId, 'Noch ein Gast');
  expect(app.failures).toHaveLength(1);
});

it('a use that could not be written keeps the room until it can', async () => {
  const { app, tidy, setClock, afterAWhile, madeAt } = await setUpRetention(1);
  const room = await made(app);
  setClock(madeAt + 0.9 * DAY_MS);
  const full = vi.spyOn(app.database.openRooms, 'noteUse').mockRejectedValue(new Error('database or disk is full'));
  const guest = await app.connect();
  await guest.join(room.roomId, 'Gast');
  await guest.send('room:leave');
  await expect.poll(() => app.rooms.live.has(room.roomId)).toBe(false);
  afterAWhile();
  setClock(madeAt + 1.1 * DAY_MS);
  await tidy();
  expect(await app.database.rooms.findRoom(room.roomId)).not.toBeNull();
  full.mockRestore();
  await tidy();
  setClock(madeAt + 1.8 * DAY_MS);
  await tidy();
  expect(await app.database.rooms.findRoom(room.roomId)).not.toBeNull();
  setClock(madeAt + 2.1 * DAY_MS);
  await tidy();
  expect(await app.database.rooms.findRoom(room.roomId)).toBeNull();
});

it('who comes in the very moment in which a room goes is told that there is none, and is in none that has gone', async () => {
  const { app, setClock, madeAt } = await setUpRetention();
  const room = await made(app);
  setClock(madeAt + 14.1 * DAY_MS);
  const deletion = Promise.withResolvers<void>();
  const { deleteUnused } = app.database.openRooms;
  vi.spyOn(app.database.openRooms, 'deleteUnused').mockImplementation(async (...given) => {
    await deletion.promise;
    return deleteUnused.apply(app.database.openRooms, given);
  });
  const forgetting = app.unused.forgetUnused();
  await expect.poll(() => vi.mocked(app.database.openRooms.deleteUnused).mock.calls.length).toBe(1);
  expect(await app.unused.findRoom(room.roomId)).toBeNull();
  deletion.resolve();
  await forgetting;
  expect(app.rooms.live.has(room.roomId)).toBe(false);
});

it('where organisers may, a room is their organisation’s, begins as its rooms do and counts for its quota', async () => {
  const app = await startTestApp({ openRooms: { ...settings, forEveryone: false, forOrganisers: true } });
  const defaults = { attendanceDays: 7 };
  const { organiser, organisation, password } = await app.createHouse({
    name: 'Klinik',
    maxRooms: 1,
    roomDefaults: defaults,
  });
  const offerTo = async (who: AccountClient) => (await who.send('GET', '/api/open-rooms')).body;
  const wish = () => ({ key: newKey(), name: NAME, guard: { by: 'lobby' } });

  const stranger = new AccountClient(app.url);
  expect(await offerTo(stranger)).toEqual({ offer: null });
  expect((await stranger.send('POST', '/api/open-rooms', wish())).status).toBe(403);

  const maker = new AccountClient(app.url);
  await maker.signIn(organiser.email, password);
  expect(await offerTo(maker)).toEqual({ offer: { days: 14 } });
  const { status, body } = await maker.send('POST', '/api/open-rooms', wish());
  expect(status).toBe(201);
  expect(await app.database.rooms.findRoom(String(body.roomId))).toMatchObject({
    owner: { organisationId: organisation.id, organiserId: organiser.id },
    lobby: 'on',
    attendanceDays: 7,
  });
  const beyond = await maker.send('POST', '/api/open-rooms', wish());
  expect([beyond.status, beyond.body]).toEqual([409, { error: { code: 'QUOTA_REACHED' } }]);
  const foreign = await maker.send('POST', '/api/open-rooms', wish(), { origin: 'https://fremd.example' });
  expect(foreign.status).toBe(403);
});

it('where everyone may, who is signed in makes a room of nobody’s as everyone does', async () => {
  const app = await startTestApp({ openRooms: settings });
  const { organiser, password } = await app.createHouse({ name: 'Klinik', maxRooms: 0 });
  const maker = new AccountClient(app.url);
  await maker.signIn(organiser.email, password);
  const { body } = await maker.send('POST', '/api/open-rooms', { key: newKey(), name: NAME, guard: { by: 'link' } });
  expect(await app.database.rooms.findRoom(String(body.roomId))).toMatchObject({ owner: null });
});
