import { existsSync } from 'node:fs';
import argon2 from 'argon2';
import { expect, it, vi } from 'vitest';
import { secrets } from '../../src/auth/index.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { openTestDatabase } from '../storage/storage.ts';
import { callCli, PUBLIC_URL, spawnCli } from './run-cli.ts';

// Each process takes half a second, several on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

// Every command, on a database that a server holds open meanwhile; where it is about what only a process has, as a
// process of its own, as an operator starts it.

async function setUp() {
  const dataDir = tempDir();
  const database = await openTestDatabase(dataDir);
  const run = async (...args: string[]) => {
    const { code, out, err } = await callCli(args, { dataDir });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out;
  };
  const json = async (...args: string[]) => JSON.parse(await run(...args, '--json'));
  return { dataDir, ...database, run, json };
}

it('a room is made, shown, changed and deleted, each for scripts and for people', async () => {
  const { rooms, run, json } = await setUp();
  const wishes = ['--generate-password', '--lobby', 'on', '--moderator-link'];
  const { room, password } = await json('room', 'create', 'Vorstand Süd', ...wishes);
  expect(room).toMatchObject({
    name: 'Vorstand Süd',
    hasPassword: true,
    lobby: 'on',
    link: `${PUBLIC_URL}/r/${room.id}`,
  });
  const stored = await rooms.findRoom(room.id);
  expect(await argon2.verify(stored?.passwordHash ?? '', password)).toBe(true);

  expect((await json('room', 'list')).rooms.map(({ id }: { id: string }) => id)).toEqual([room.id]);
  expect(await run('room', 'list')).toContain(room.id);
  expect((await json('room', 'show', 'Vorstand Süd')).room.invites).toHaveLength(1);
  expect(await run('room', 'show', room.id)).toContain(`${PUBLIC_URL}/r/${room.id}`);

  const changes = ['--name', 'Vorstand', '--no-password', '--locked', '--no-join-before-host', '--mute-on-entry'];
  expect(await run('room', 'update', 'vorstand-s', ...changes, '--max-participants', '30')).toContain("'Vorstand'");
  expect(await rooms.findRoom(room.id)).toMatchObject({
    name: 'Vorstand',
    passwordHash: null,
    lobby: 'on',
    locked: true,
    joinBeforeHost: false,
    muteOnEntry: true,
    maxParticipants: 30,
  });

  expect(await run('room', 'delete', room.id, '--yes')).toBe("Deleted the room 'Vorstand' with 1 invite.\n");
  expect(await rooms.count()).toBe(0);
});

it('an invite is made, listed and revoked, and its link carries a secret that storage does not know', async () => {
  const { invites, run, json } = await setUp();
  const { room } = await json('room', 'create', 'Vorstand');
  const { invite, link } = await json(
    'invite',
    'create',
    'Vorstand',
    '--role',
    'moderator',
    '--single-use',
    '--expires',
    '7d',
    '--label',
    'Frau Muster',
  );
  const [base, secret = ''] = link.split('#invite=');
  expect(base).toBe(`${PUBLIC_URL}/r/${room.id}`);
  const inSevenDays = Date.parse(invite.expiresAt) - Date.now() - 7 * 86_400_000;
  expect(Math.abs(inSevenDays)).toBeLessThan(60_000);
  const attempt = { roomId: room.id, secretHash: secrets.hash(secret) };
  expect(await invites.redeem(attempt)).toMatchObject({ ok: true, invite: { inviteId: invite.id, role: 'moderator' } });

  const { invites: listed } = await json('invite', 'list', 'Vorstand');
  expect(listed).toMatchObject([{ id: invite.id, label: 'Frau Muster', status: 'used up', uses: 1, maxUses: 1 }]);
  expect(await run('invite', 'list', 'Vorstand')).toContain('used up');
  await invites.release(invite.id);
  expect(await run('invite', 'revoke', invite.id)).toContain('no longer works');
  expect(await invites.redeem(attempt)).toEqual({ ok: false, reason: 'revoked' });
});

it('a password can come by standard input, where no process list shows it', async () => {
  const { dataDir, rooms } = await setUp();
  const args = ['room', 'create', 'Vorstand', '--password-stdin', '--json'];
  const ends = ['', '\n', '\r\n'];
  const made = await Promise.all([
    spawnCli(args, { dataDir, input: 'langes Geheimnis\n' }),
    ...ends.map((end) => callCli(args, { dataDir, input: `langes Geheimnis${end}` })),
  ]);
  for (const { code, out } of made) {
    expect(code).toBe(0);
    expect(out).not.toContain('Geheimnis');
    const stored = await rooms.findRoom(JSON.parse(out).room.id);
    expect(await argon2.verify(stored?.passwordHash ?? '', 'langes Geheimnis')).toBe(true);
  }
});

it('a password that is too short or too long on standard input is refused', async () => {
  const { dataDir, rooms } = await setUp();
  const args = ['room', 'create', 'Vorstand', '--password-stdin'];
  const endless = 'x'.repeat(1_000_000);
  const inputs = ['', 'kurz\n', 'zwei\nZeilen zusammen\n', endless];
  const refused = await Promise.all([
    spawnCli(args, { dataDir, input: endless }),
    ...inputs.map((input) => callCli(args, { dataDir, input })),
  ]);
  for (const { err } of [refused[0], refused.at(-1)].flatMap((each) => each ?? [])) {
    expect(err).toBe('Error: The password on standard input is too long.\n');
  }
  for (const { code, out, err } of refused) {
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Error: [^\n]+\.\n$/);
  }
  expect(await rooms.count()).toBe(0);
});

it('an older Node hands over to the one that is installed', async () => {
  const { dataDir } = await setUp();
  const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })";
  const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(older)}`];
  expect(existsSync(new URL('../../node_modules/.bin/node', import.meta.url))).toBe(true);
  const [made, refused] = await Promise.all([
    spawnCli(['room', 'create', 'Vorstand', '--json'], { dataDir, nodeArgs }),
    spawnCli(['room', 'show', 'missing'], { dataDir, nodeArgs }),
  ]);
  expect({ code: made.code, err: made.err }).toEqual({ code: 0, err: '' });
  expect(refused.code).toBe(2);
});

it('writes while another connection reads', async () => {
  const { dataDir, rooms, json } = await setUp();
  await json('room', 'create', 'Erste');
  const SqliteDatabase = (await import('better-sqlite3')).default;
  const reader = new SqliteDatabase(`${dataDir}/tafelrunde.db`);
  reader.exec('BEGIN');
  expect(reader.prepare('SELECT count(*) AS rooms FROM rooms').get()).toEqual({ rooms: 1 });
  await json('room', 'create', 'Zweite');
  expect(reader.prepare('SELECT count(*) AS rooms FROM rooms').get()).toEqual({ rooms: 1 });
  reader.close();
  expect(await rooms.count()).toBe(2);
});

it('a database that cannot be used is one sentence and exit code 1', async () => {
  const { code, out, err } = await callCli(['room', 'list'], { dataDir: '/proc/self/net' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^Error: The database [^\n]+\.\n$/);
});
