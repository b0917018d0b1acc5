import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { STALLING_LENGTH } from '../../helpers/stalling.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newInvite, newRoom, openTestDatabase } from '../../storage/storage.ts';
import { callCli, spawnCli } from '../run-cli.ts';

// Each process takes half a second, several on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const SECRET = 'kurz123';
const create = (...options: string[]) => ['room', 'create', 'Neu', ...options];
const update = (...options: string[]) => ['room', 'update', 'Vorstand', ...options];
const invite = (...options: string[]) => ['invite', 'create', 'Vorstand', '--role', 'participant', ...options];

const BAD_INPUTS: readonly (readonly string[])[] = [
  ['rooms'],
  ['room', 'mend'],
  ['room', 'create'],
  ['room', 'create', ''],
  ['room', 'create', ' \u200b '],
  ['room', 'create', 'x'.repeat(121)],
  ['room', 'create', 'Neu', 'zu viel'],
  create('--frobnicate'),
  create('--lobby', 'maybe'),
  create('--lobby'),
  create('--lobby-message', 'x'.repeat(501)),
  create('--max-participants', '0'),
  create('--max-participants', '1'),
  create('--max-participants', '501'),
  create('--max-participants', '12.5'),
  create('--max-participants', '1e2'),
  create('--max-participants', '-3'),
  create('--max-participants', 'viele'),
  create('--password', SECRET),
  create('--password', 'x'.repeat(129)),
  create('--password', 'lang genug\u0007'),
  create('--password', 'lang genug', '--no-password'),
  create('--no-password', '--password', 'lang genug'),
  create('--password', 'lang genug', '--generate-password'),
  create('--generate-password', '--password-stdin'),
  create('--password', '--moderator-link'),
  create('--password-stdin'),
  ...['-1', '366', '1.5', 'viele', ''].map((days) => create('--attendance-days', days)),
  ...['0', '201', '-3', 'None', 'keins', ''].map((quorum) => update('--quorum', quorum)),
  create('--attendance-days'),
  update('--chat', 'yes'),
  update(),
  update('--json'),
  update('--name', ' '),
  update('--lobby', 'ON'),
  update('--password', SECRET),
  ['room', 'update', 'Niemand', '--locked'],
  ['room', 'update', '', '--locked'],
  ['room', 'update', 'gleich', '--locked'],
  ['room', 'show', 'Niemand'],
  ['room', 'show', '%'],
  ['room', 'show', "' OR 1=1 --"],
  ['room', 'delete', 'Vorstand'],
  ['room', 'delete', 'Niemand', '--yes'],
  ['room', 'delete', 'zwilling', '--yes'],
  ['room', 'people', 'Niemand'],
  ['room', 'remove', 'Vorstand'],
  ['room', 'end', 'Niemand'],
  ['invite', 'create', 'Vorstand'],
  ['invite', 'create', 'Vorstand', '--role', 'king'],
  ['invite', 'create', 'Niemand', '--role', 'moderator'],
  ...['7', '0d', '-1d', '7 d', '9999w', 'tomorrow', '2001-01-31', '2027-02-30', '2999-01-01', '31.01.2027', ''].map(
    (when) => invite('--expires', when),
  ),
  invite('--label', ''),
  invite('--label', 'x'.repeat(81)),
  ['invite', 'list', 'Niemand'],
  ['seat', 'set'],
  ['seat', 'set', 'Vorstand'],
  ['seat', 'set', 'Vorstand', 'Aach', '--none'],
  ['seat', 'set', 'Niemand', 'Aach'],
  ['seat', 'set', 'gleich', 'Aach'],
  ['seat', 'set', 'Vorstand', 'Aach', ''],
  ['seat', 'set', 'Vorstand', '\u202e'],
  ['seat', 'set', 'Vorstand', 'x'.repeat(65)],
  ['seat', 'set', 'Vorstand', ...Array<string>(201).fill('Aach')],
  ['seat', 'list', 'Niemand'],
  ['seat', 'invite', 'Vorstand'],
  ...['', '0', '4', '-1', 'Aach', 'Buch', "' OR 1=1 --"].map((seat) => ['seat', 'invite', 'Vorstand', seat]),
  ['seat', 'invite', 'Niemand', '1'],
  ['room', 'attendance'],
  ['room', 'attendance', 'Niemand'],
  ['room', 'attendance', 'Vorstand', '--csv', '--json'],
  ['room', 'attendance', 'Vorstand', '--csv', '--delete', '--yes'],
  ['room', 'attendance', 'Vorstand', '--delete'],
  ['room', 'attendance', 'Vorstand', '--yes'],
  ['invite', 'revoke', 'missing'],
];

async function setUp() {
  const dataDir = tempDir();
  const { rooms, invites, plans, attendance } = await openTestDatabase(dataDir);
  const room = await rooms.create(newRoom({ id: 'vorstand-aaaa' }));
  await invites.create(newInvite({ roomId: room.id }));
  const seats = ['Cham', 'Buch', 'Buch'].map((name, index) => ({ id: `seat-${index}`, name }));
  await plans.exchangePlan(room.id, () => true, { seats, quorum: 2 });
  const stay = { id: 'stay', displayName: 'Erika', role: 'observer', seat: null, joinedAt: 1, leftAt: null } as const;
  await attendance.saveStays(room.id, [{ ...stay, keepUntil: Date.now() + 1_000_000 }]);
  for (const id of ['zwilling-a', 'zwilling-b']) await rooms.create(newRoom({ id, name: 'gleich' }));
  const sqlite = new SqliteDatabase(join(dataDir, 'tafelrunde.db'), { readonly: true });
  onTestFinished(() => void sqlite.close());
  const everything = () =>
    ['rooms', 'invites', 'seats', 'stays'].map((table) => sqlite.prepare(`SELECT * FROM ${table}`).all());
  return { dataDir, everything };
}

it('bad input is one sentence, exit code 2, and nothing changed', async () => {
  const { dataDir, everything } = await setUp();
  const before = everything();
  for (const args of BAD_INPUTS) {
    const { code, out, err } = await callCli(args, { dataDir, input: SECRET });
    expect({ args, code, out }).toEqual({ args, code: 2, out: '' });
    expect(err, args.join(' ')).toMatch(/^Error: [^\n]{10,}\n$/);
    expect(everything(), args.join(' ')).toEqual(before);
  }
});

it('the process says the same as the call within a process', async () => {
  const { dataDir, everything } = await setUp();
  const before = everything();
  const commands = [
    ['room', 'mend'],
    ['room', 'delete', 'zwilling', '--yes'],
  ];
  const spawned = await Promise.all(commands.map((args) => spawnCli(args, { dataDir })));
  for (const [index, args] of commands.entries()) {
    const { code, out, err } = await callCli(args, { dataDir });
    expect(spawned[index]).toEqual({ code, out, err });
  }
  expect(everything()).toEqual(before);
});

it('a sentence says what is wrong and what is allowed', async () => {
  const { dataDir } = await setUp();
  const sayings: readonly (readonly [readonly string[], string])[] = [
    [create('--lobby', 'maybe'), '--lobby must be one of: off, on, without-password.'],
    [update('--quorum', '0'), '--quorum must be a whole number from 1 to 200, or none.'],
    [create('--attendance-days', '366'), '--attendance-days must be a whole number from 0 to 365.'],
    [['seat', 'invite', 'Vorstand', 'Buch'], "'Buch' is the name of more than one seat; name it by its number."],
    [create('--max-participants', '501'), '--max-participants must be a whole number from 2 to 500.'],
    [
      create('--password', `   ${SECRET}\u200b   `),
      'A password must have 8 to 128 characters, all of them in one line.',
    ],
    [create('--password', SECRET), 'A password must have 8 to 128 characters, all of them in one line.'],
    [['room', 'show', 'gleich'], "'gleich' fits 2 rooms; name one by its id: zwilling-a, zwilling-b."],
    [['room', 'show', 'Niemand'], "There is no room with the id or name 'Niemand'."],
    [
      ['room', 'delete', 'Vorstand'],
      "Give --yes to delete the room 'Vorstand' (vorstand-aaaa), its link and 1 invite; this cannot be undone.",
    ],
  ];
  for (const [args, sentence] of sayings) {
    expect((await callCli(args, { dataDir })).err).toBe(`Error: ${sentence}\n`);
  }
});

it('a password is in no answer, whether it was taken or refused', async () => {
  const { dataDir } = await setUp();
  for (const password of [SECRET, 'lang genug und geheim']) {
    for (const args of [create('--password', password), update('--password', password, '--json')]) {
      const { out, err } = await callCli(args, { dataDir });
      expect(`${out}${err}`).not.toContain(password);
      expect(`${out}${err}`).not.toContain('argon2');
    }
  }
});

it('strings made to stall a parser are refused at once', async () => {
  const { dataDir } = await setUp();
  const commands = [
    (text: string) => ['room', 'show', text],
    (text: string) => create('--max-participants', text),
    (text: string) => invite('--expires', text),
    (text: string) => create('--lobby-message', `${text}x`),
  ];
  for (const part of [' ', '\u200b', '1', '7d', '-', '2027-', "'", '%', '\\', 'ä\u0308']) {
    for (const command of commands) {
      const { code, err } = await callCli(command(part.repeat(STALLING_LENGTH / part.length)), { dataDir });
      expect(code).toBe(2);
      expect(err.length).toBeLessThan(400);
    }
  }
});

it('help is shown with examples, on standard output when asked for', async () => {
  const { dataDir } = await setUp();
  for (const args of [['--help'], ['room', '--help'], ['room', 'create', '--help'], ['invite', 'create', '--help']]) {
    const { code, out, err } = await callCli(args, { dataDir });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Usage: tafelrunde');
  }
  expect((await callCli(['room', 'create', '--help'], { dataDir })).out).toContain('process list');
  const nothing = await callCli([], { dataDir });
  expect(nothing).toMatchObject({ code: 2, out: '' });
  expect(nothing.err).toContain('Usage: tafelrunde');
});
