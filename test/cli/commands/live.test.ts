import { linkSync, statSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { AdminClient } from '../../../src/cli/server/admin-client.ts';
import { type LiveRooms, openAdminSocket } from '../../../src/http/admin-socket.ts';
import { AppError } from '../../../src/platform/errors.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newInvite, newRoom, openTestDatabase } from '../../storage/storage.ts';
import { callCli, spawnCli } from '../run-cli.ts';

// Each process takes half a second, several on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const ROOM_ID = 'vorstand-aaaa';
const SINCE = Date.parse('2026-06-01T12:00:00Z');
const ERIKA = { id: 'p-erika', displayName: 'Erika Muster', role: 'moderator', state: 'joined', since: SINCE };
const KARL = { id: 'p-karl', displayName: 'Karl\u001b[2J Muster', role: 'participant', state: 'lobby', since: SINCE };
const PETRA = { id: 'q-petra', displayName: 'Petra', role: 'participant', state: 'reconnecting', since: SINCE };

/** A database with one room, and the server's own socket in front of a meeting that only remembers what it was told. */
async function setUp() {
  const dataDir = tempDir();
  const { rooms, invites } = await openTestDatabase(dataDir);
  await rooms.create(newRoom({ id: ROOM_ID }));
  await rooms.create(newRoom({ id: 'leer-bbbb', name: 'Leer' }));
  await invites.create(newInvite({ roomId: ROOM_ID }));
  const told: unknown[] = [];
  const tell = (roomId: string, ...what: unknown[]) => {
    if (roomId !== ROOM_ID) throw new AppError('NOT_FOUND');
    told.push(what);
  };
  const live: LiveRooms = {
    rooms: [{ id: ROOM_ID, participants: 2, lobby: 1 }],
    people(roomId) {
      tell(roomId, 'people');
      return [ERIKA, KARL, PETRA];
    },
    presenceOf: () => new Map(),
    removePerson: (roomId, participantId) => tell(roomId, 'remove', participantId),
    endRoom: (roomId) => tell(roomId, 'end'),
    revoked: (roomId, inviteId) => tell(roomId, 'revoked', inviteId),
    reload: async (roomId) => void told.push(['reload', roomId, await rooms.findRoom(roomId)]),
  };
  const server = await openAdminSocket({ dataDir, live });
  onTestFinished(() => server.close());
  return { dataDir, rooms, told, run: (...args: string[]) => callCli(args, { dataDir }) };
}

/** A server that does not keep to the contract. */
async function startOddServer(listener: RequestListener): Promise<string> {
  const dataDir = tempDir();
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(join(dataDir, 'admin.sock'), resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return dataDir;
}

it('says of people whose name is another one’s as well that it is', async () => {
  const dataDir = await startOddServer((_request, response) => {
    const twin = { ...PETRA, mark: { twin: 2, claims: null } };
    const impostor = { ...ERIKA, id: 'x', mark: { twin: 3, claims: 'chair' } };
    const other = { ...ERIKA, id: 'y', displayName: 'Aach', mark: { twin: null, claims: 'seatLink' } };
    response.end(JSON.stringify({ participants: [twin, impostor, other] }));
  });
  const { rooms } = await openTestDatabase(dataDir);
  await rooms.create(newRoom({ id: ROOM_ID }));
  const { out } = await callCli(['room', 'people', 'Vorstand'], { dataDir });
  expect(out).toContain('Petra (2) ');
  expect(out).toContain('Erika Muster (3), not the chair ');
  expect(out).toContain("Aach, without the seat's link ");
  const json = await callCli(['room', 'people', 'Vorstand', '--json'], { dataDir });
  expect(JSON.parse(json.out).participants[1].mark).toEqual({ twin: 3, claims: 'chair' });
});

it('shows who is in a room and in its lobby', async () => {
  const { dataDir, run } = await setUp();
  const { code, out } = await spawnCli(['room', 'people', 'Vorstand', '--json'], { dataDir });
  expect(code).toBe(0);
  const since = '2026-06-01T12:00:00.000Z';
  expect(JSON.parse(out)).toEqual({
    room: { id: ROOM_ID, name: 'Vorstand' },
    participants: [ERIKA, KARL, PETRA].map((person) => ({ ...person, since })),
  });
  const text = (await run('room', 'people', 'Vorstand')).out;
  for (const part of ['Erika Muster', 'moderator', 'reconnecting', 'p-karl']) expect(text).toContain(part);
  expect(text).not.toContain('\u001b');
});

it('removes a person who is named by id or by name, and nobody when it is not clear who', async () => {
  const { told, run } = await setUp();
  const { code, out } = await run('room', 'remove', 'Vorstand', 'Erika Muster');
  expect({ code, out }).toEqual({ code: 0, out: "Put 'Erika Muster' out of 'Vorstand'.\n" });
  expect(told).toEqual([['people'], ['remove', 'p-erika']]);
  expect((await run('room', 'remove', 'Vorstand', 'q-', '--json')).code).toBe(0);
  expect(told.at(-1)).toEqual(['remove', 'q-petra']);
  for (const [who, sentence] of [
    ['Erika', "There is no participant with the id or name 'Erika'."],
    ['p-', "'p-' fits 2 participants; name one by its id: p-erika, p-karl."],
  ] as const) {
    expect(await run('room', 'remove', 'Vorstand', who)).toMatchObject({ code: 2, err: `Error: ${sentence}\n` });
    expect(told.at(-1)).toEqual(['people']);
  }
});

it('ends a meeting', async () => {
  const { told, run } = await setUp();
  const { code, out } = await run('room', 'end', 'Vorstand');
  expect({ code, out }).toEqual({ code: 0, out: "Ended the meeting in 'Vorstand'.\n" });
  expect(told).toEqual([['end']]);
  expect(JSON.parse((await run('room', 'end', 'Vorstand', '--json')).out)).toMatchObject({ ended: true });
});

it('a room in which nobody is has no people and nothing to end', async () => {
  const { run } = await setUp();
  for (const command of ['people', 'end']) {
    expect(await run('room', command, 'Leer')).toMatchObject({ code: 0, out: "Nobody is in 'Leer'.\n" });
  }
  expect(JSON.parse((await run('room', 'people', 'Leer', '--json')).out).participants).toEqual([]);
  expect((await run('room', 'remove', 'Leer', 'Erika')).code).toBe(2);
});

it('the server hears of a plan after it is stored', async () => {
  const { told, run } = await setUp();
  expect((await run('seat', 'set', 'Vorstand', 'Aach', 'Buch')).code).toBe(0);
  expect(told).toMatchObject([['reload', ROOM_ID, { name: 'Vorstand' }]]);
});

it('the server hears of a changed and of a deleted room after it is stored', async () => {
  const { told, run } = await setUp();
  await run('room', 'update', 'Vorstand', '--locked');
  expect(told).toMatchObject([['reload', ROOM_ID, { locked: true }]]);
  await run('room', 'delete', 'Vorstand', '--yes');
  expect(told.at(-1)).toEqual(['reload', ROOM_ID, null]);
});

it('lists say how many are there, and deleting says whom it puts out', async () => {
  const { run } = await setUp();
  const { rooms } = JSON.parse((await run('room', 'list', '--json')).out);
  // Both were made within a millisecond or two, so either may be the older.
  expect(Object.fromEntries(rooms.map(({ id, live }: { id: string; live: object }) => [id, live]))).toMatchObject({
    [ROOM_ID]: { participants: 2, lobby: 1 },
    'leer-bbbb': { participants: 0, lobby: 0 },
  });
  expect((await run('room', 'list')).out).toContain('2 people, 1 in the lobby');
  expect((await run('room', 'show', 'Vorstand')).out).toContain('There now: 2 people, 1 in the lobby');
  expect((await run('room', 'delete', 'Vorstand')).err).toContain('and put out the 3 people there');
});

const LIVE_COMMANDS = [
  ['room', 'people', 'Vorstand'],
  ['room', 'remove', 'Vorstand', 'Erika'],
  ['room', 'end', 'Vorstand'],
];

it.each(['no socket', 'a socket that a dead server has left'])(
  'with %s, live commands say that no server runs',
  async (kind) => {
    const dataDir = tempDir();
    const { rooms } = await openTestDatabase(dataDir);
    await rooms.create(newRoom());
    if (kind !== 'no socket') await leaveStaleSocket(dataDir);
    for (const args of LIVE_COMMANDS) {
      const { code, out, err } = await callCli(args, { dataDir });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^Error: The server is not running \(nothing listens on .*\/admin\.sock\)\.\n$/);
    }
    for (const args of [
      ['room', 'list'],
      ['room', 'show', 'Vorstand'],
      ['room', 'update', 'Vorstand', '--locked'],
    ]) {
      expect(await callCli(args, { dataDir })).toMatchObject({ code: 0, err: '' });
    }
  },
);

/** A server that closes removes its socket; a second name of it stays, as after kill -9. */
async function leaveStaleSocket(dataDir: string): Promise<void> {
  const server = createServer();
  const path = join(dataDir, 'first.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  linkSync(path, join(dataDir, 'admin.sock'));
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(statSync(join(dataDir, 'admin.sock')).isSocket()).toBe(true);
}

it.each<[string, RequestListener, RegExp]>([
  ['answers nonsense', (_request, response) => response.end('<html>'), /not understood/],
  ['answers something else', (_request, response) => response.end('{"participants":[{"id":1}]}'), /not understood/],
  ['answers without end', endless, /too long/],
  ['breaks off', (_request, response) => void response.destroy(), /connection to the server broke/],
  ['fails', (_request, response) => void response.writeHead(500).end('oops'), /HTTP status 500/],
  [
    'refuses',
    (_request, response) => void response.writeHead(403).end('{"error":{"code":"NOT_ALLOWED"}}'),
    /NOT_ALLOWED/,
  ],
  ['says nothing', () => {}, /did not answer within 0\.2 s/],
])('a server that %s is one clear sentence', async (_what, listener, sentence) => {
  const dataDir = await startOddServer(listener);
  // Only silence is waited for; what answers is heard however slow the machine is.
  const timeoutMs = sentence.source.includes('did not answer') ? 200 : 20_000;
  const client = new AdminClient({ dataDir, timeoutMs });
  await expect(client.people(ROOM_ID)).rejects.toThrow(sentence);
});

function endless(...[, response]: Parameters<RequestListener>): void {
  const more = () => {
    while (response.write('x'.repeat(65_536)));
    response.once('drain', more);
  };
  more();
}

it('a change that the running server did not take over is stored, and said to be', async () => {
  const dataDir = await startOddServer((_request, response) => void response.writeHead(500).end());
  const { rooms } = await openTestDatabase(dataDir);
  const { id } = await rooms.create(newRoom());
  const { code, err } = await callCli(['room', 'update', id, '--locked'], { dataDir });
  expect(code).toBe(0);
  expect(err).toBe(
    'Note: this is stored, but the running server has not taken it over yet. The server answered with HTTP status 500.\n',
  );
  expect((await rooms.findRoom(id))?.locked).toBe(true);
});

it('a data directory whose path is too long for a socket is named', async () => {
  const client = new AdminClient({ dataDir: join(tempDir(), 'x'.repeat(200)) });
  await expect(client.rooms()).rejects.toThrow(/too long for a socket; choose a shorter DATA_DIR\.$/);
});

it('what stands in a room id cannot leave its place in the path', async () => {
  const paths: (string | undefined)[] = [];
  const dataDir = await startOddServer((request, response) => {
    paths.push(request.url);
    response.end('{"ok":true}');
  });
  await new AdminClient({ dataDir }).end('../a?b#c\r\nX: y');
  expect(paths).toEqual(['/rooms/..%2Fa%3Fb%23c%0D%0AX%3A%20y/end']);
});
