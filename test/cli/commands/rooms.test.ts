import { afterEach, expect, it, vi } from 'vitest';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newInvite, newRoom, openTestDatabase } from '../../storage/storage.ts';
import { callCli } from '../run-cli.ts';

// ESC, CSI, BEL, DEL, a line break, and marks that turn the direction of the text.
const HOSTILE = 'A\u001b[2J\u009b31m\u0007\u007f\nB\u202eC\u2066\u{E0041}\u2800\u200D\u3164';

afterEach(() => void vi.useRealTimers());

async function setUp() {
  const dataDir = tempDir();
  const database = await openTestDatabase(dataDir);
  const run = (...args: string[]) => callCli(args, { dataDir });
  return { dataDir, ...database, run };
}

it('a room is found by its id, by the beginning of its id, or by its exact name, in this order', async () => {
  const { rooms, run } = await setUp();
  const wanted = [
    newRoom({ id: 'vorstand', name: 'Eins' }),
    newRoom({ id: 'vorstand-2', name: 'vorstand-' }),
    newRoom({ id: 'rat-1', name: 'vorstand' }),
  ];
  for (const room of wanted) await rooms.create(room);
  const found = async (text: string) => {
    const { out, err } = await run('room', 'show', text, '--json');
    return out === '' ? err : JSON.parse(out).room.id;
  };
  expect(await found('vorstand')).toBe('vorstand');
  expect(await found('vorstand-')).toBe('vorstand-2');
  expect(await found('ra')).toBe('rat-1');
  expect(await found('Eins')).toBe('vorstand');
  expect(await found('eins')).toContain('There is no room');
  expect(await found('vorst')).toContain('fits 2 rooms');
});

it('names are stored without what cannot be seen', async () => {
  const { rooms, run } = await setUp();
  await run('room', 'create', `  ${HOSTILE}  e\u0301 `);
  expect((await rooms.list()).map(({ name }) => name)).toEqual(['A [2J 31m B C é']);
});

it('a hostile name in the database does not reach the terminal, as text or as JSON', async () => {
  const { rooms, run } = await setUp();
  const { id } = await rooms.create(newRoom({ name: HOSTILE, lobbyMessage: HOSTILE }));
  for (const args of [['list'], ['show', id], ['list', '--json'], ['show', id, '--json'], ['delete', id]]) {
    const { out, err } = await run('room', ...args);
    expect(`${out}${err}`.replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\u202A-\u202E\u2066-\u2069\u2800\p{Default_Ignorable_Code_Point}]/u,
    );
  }
  const { out } = await run('room', 'show', id, '--json');
  expect(JSON.parse(out).room.name).toBe(HOSTILE);
});

it('a password is kept, changed and taken away by an update, and kept by every other update', async () => {
  const { rooms, run } = await setUp();
  const { id } = await rooms.create(newRoom({ passwordHash: 'kept' }));
  const hash = async () => (await rooms.findRoom(id))?.passwordHash;
  await run('room', 'update', id, '--locked');
  expect(await hash()).toBe('kept');
  await run('room', 'update', id, '--password', 'lang genug');
  expect(await hash()).toMatch(/^\$argon2id\$/);
  await run('room', 'update', id, '--no-password');
  expect(await hash()).toBeNull();
});

it('every setting can be turned on and off again', async () => {
  const { rooms, run } = await setUp();
  const { id } = await rooms.create(newRoom());
  const flags = {
    'join-before-host': 'joinBeforeHost',
    locked: 'locked',
    'mute-on-entry': 'muteOnEntry',
    renaming: 'renaming',
    pseudonyms: 'pseudonyms',
  } as const;
  for (const [flag, field] of Object.entries(flags) as [string, (typeof flags)[keyof typeof flags]][]) {
    for (const [option, value] of [
      [`--no-${flag}`, false],
      [`--${flag}`, true],
      [`--no-${flag}`, false],
    ] as const) {
      await run('room', 'update', id, option);
      expect((await rooms.findRoom(id))?.[field], option).toBe(value);
    }
  }
  for (const cameraOnEntry of ['blurred', 'off', 'free']) {
    await run('room', 'update', id, '--camera-on-entry', cameraOnEntry);
    expect(await rooms.findRoom(id)).toMatchObject({ cameraOnEntry });
  }
  await run('room', 'update', id, '--lobby', 'without-password', '--lobby-message', 'Bitte warten.');
  expect(await rooms.findRoom(id)).toMatchObject({ lobby: 'without-password', lobbyMessage: 'Bitte warten.' });
  await run('room', 'update', id, '--lobby-message', '');
  expect((await rooms.findRoom(id))?.lobbyMessage).toBeNull();
});

it('who makes a room where a moderator must let in, and has no moderator, is told', async () => {
  const { run } = await setUp();
  expect((await run('room', 'create', 'A', '--lobby', 'on')).err).toContain('a moderator has to let people in');
  expect((await run('room', 'create', 'B', '--no-join-before-host')).err).toContain('--role moderator');
  expect((await run('room', 'create', 'C', '--lobby', 'on', '--moderator-link')).err).toBe('');
  expect((await run('room', 'create', 'D')).err).toBe('');
});

it('deleting asks at a terminal, says what goes, and goes on only after yes', async () => {
  const { dataDir, rooms } = await setUp();
  const { id } = await rooms.create(newRoom());
  for (const answer of ['', 'n', 'ja', 'y']) {
    const { code, err, asked } = await callCli(['room', 'delete', id], { dataDir, answer });
    expect({ code, err }).toEqual({ code: 1, err: 'Error: Nothing was changed.\n' });
    expect(asked).toContain(`delete the room 'Vorstand' (${id}), its link and 0 invites`);
  }
  expect(await rooms.count()).toBe(1);
  expect((await callCli(['room', 'delete', id], { dataDir, answer: ' Yes ' })).code).toBe(0);
  expect(await rooms.count()).toBe(0);
});

it('an empty database is said to be empty, and where it is', async () => {
  const { dataDir, run } = await setUp();
  expect((await run('room', 'list')).out).toContain(`There are no rooms in ${dataDir}.`);
  expect(JSON.parse((await run('room', 'list', '--json')).out)).toEqual({ rooms: [] });
});

it.each([
  ['30m', '2026-06-01T12:30:00.000Z'],
  ['2h', '2026-06-01T14:00:00.000Z'],
  ['7d', '2026-06-08T12:00:00.000Z'],
  ['4w', '2026-06-29T12:00:00.000Z'],
  ['2027-01-31T18:00:00Z', '2027-01-31T18:00:00.000Z'],
  ['2027-01-31T18:00:00+02:00', '2027-01-31T16:00:00.000Z'],
  ['2027-01-31T18:00', new Date(2027, 0, 31, 18).toISOString()],
  ['2027-01-31', new Date(2027, 0, 31, 23, 59, 59, 999).toISOString()],
])('an invite that expires %s does so at %s', async (when, at) => {
  const { rooms, run } = await setUp();
  await rooms.create(newRoom());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-06-01T12:00:00Z') });
  const { out } = await run('invite', 'create', 'Vorstand', '--role', 'participant', '--expires', when, '--json');
  expect(JSON.parse(out).invite.expiresAt).toBe(at);
});

it('secrets are shown when they are made and never again', async () => {
  const { rooms, invites, run } = await setUp();
  const made = JSON.parse(
    (await run('room', 'create', 'Vorstand', '--generate-password', '--moderator-link', '--json')).out,
  );
  const text = (await run('room', 'create', 'Rat', '--generate-password', '--moderator-link')).out;
  expect(text.match(/shown only this once/g)).toHaveLength(2);
  const [secret] = made.moderatorLink.split('#invite=').slice(1);
  const [room] = await rooms.list();
  const [invite] = await invites.list(made.room.id);
  const shownOnce = [secret, made.password, room?.passwordHash];
  const later = [
    ['room', 'list'],
    ['room', 'show', made.room.id],
    ['room', 'update', made.room.id, '--locked'],
    ['invite', 'list', made.room.id],
    ['invite', 'revoke', invite?.id ?? ''],
    ['room', 'delete', made.room.id, '--yes'],
  ];
  for (const args of later) {
    for (const { out, err } of [await run(...args, '--json'), await run(...args)]) {
      for (const value of shownOnce) expect(`${out}${err}`).not.toContain(value);
    }
  }
});

it('the list says of open rooms when they go unless they are used, and of no others', async () => {
  const dataDir = tempDir();
  const { rooms, openRooms } = await openTestDatabase(dataDir);
  await rooms.create(newRoom({ id: 'vorstand-1', name: 'Vorstand' }));
  const open = newRoom({ id: 'amsel-1', name: 'Elternabend' });
  await openRooms.create(open, newInvite({ roomId: open.id }), 9);
  const usedAt = Date.parse('2100-01-01T12:00:00Z');
  await openRooms.noteUse(open.id, usedAt);
  const { out } = await callCli(['room', 'list', '--json'], { dataDir });
  const listed = JSON.parse(out).rooms.map(({ id, openUntil }: { id: string; openUntil: string }) => [id, openUntil]);
  expect(Object.fromEntries(listed)).toEqual({ 'vorstand-1': null, 'amsel-1': '2100-01-15T12:00:00.000Z' });
  expect((await callCli(['room', 'list'], { dataDir })).out).toMatch(/amsel-1 .* 2100-01-15 \d\d:00 │/);
});
