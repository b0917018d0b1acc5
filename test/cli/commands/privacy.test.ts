import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { DAY_MS } from '../../../src/platform/periods.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newInvite, newRoom } from '../../storage/storage.ts';
import { callCli } from '../run-cli.ts';

afterEach(() => void vi.useRealTimers());

async function setUp() {
  const dataDir = tempDir();
  const { database, createHouse } = await openTestCatalogue(dataDir);
  const room = await database.rooms.create(newRoom({ id: 'vorstand-1', name: 'Vorstand' }));
  await database.invites.create(newInvite({ roomId: room.id, label: 'Frau Muster' }));
  const run = (...args: string[]) => callCli(['privacy', ...args], { dataDir });
  return { dataDir, database, createHouse, room, run };
}

it('the report says of every table how much is kept, since when and for how long, and nobody’s name', async () => {
  const { run, database } = await setUp();
  await database.copies.note({ file: '/weg/sicherung.db', madeAt: 0, until: DAY_MS });
  const { code, out } = await run('report');
  expect(code).toBe(0);
  expect(out).toMatch(/rooms +│ 1 +│ \d{4}-\d\d-\d\d \d\d:\d\d │ until the room is deleted/);
  expect(out).toMatch(/open_rooms +│ 0 +│ - +│ 14 days after they were last used/);
  expect(out).toMatch(/checks +│ 0 +│ - +│ 7 days/);
  expect(out).toMatch(/sicherung\.db +│ .* │ moved or deleted/);
  expect(out).not.toMatch(/Vorstand|Muster|vorstand-1/);
  const { kinds, copies } = JSON.parse((await run('report', '--json')).out);
  expect(kinds.find(({ id }: { id: string }) => id === 'rooms').tables).toContainEqual(
    expect.objectContaining({ table: 'rooms', rows: 1, oldest: expect.stringMatching(/Z$/) }),
  );
  expect(copies).toEqual([
    {
      file: '/weg/sicherung.db',
      madeAt: '1970-01-01T00:00:00.000Z',
      until: '1970-01-02T00:00:00.000Z',
      isThere: false,
    },
  ]);
});

it('a room is erased after a question, with a receipt whose digest anybody can compute again', async () => {
  const { dataDir, database, room, run } = await setUp();
  const erase = ['privacy', 'erase', '--room', 'Vorstand'];
  const asked = await callCli(erase, { dataDir, answer: 'nein' });
  expect(asked).toMatchObject({ code: 1, out: '' });
  expect(asked.asked).toContain("erase the room 'Vorstand' (vorstand-1)");
  expect((await callCli(erase, { dataDir })).code).toBe(2);
  expect(await database.rooms.findRoom(room.id)).not.toBeNull();

  const { code, out } = await run('erase', '--room', room.id, '--yes', '--json');
  expect(code).toBe(0);
  const { receipt, sha256 } = JSON.parse(out);
  expect(receipt).toMatchObject({
    erased: { kind: 'room', id: room.id },
    deleted: [
      { table: 'rooms', rows: 1 },
      { table: 'invites', rows: 1 },
    ],
    filesRewritten: true,
  });
  expect(createHash('sha256').update(JSON.stringify(receipt)).digest('hex')).toBe(sha256);
  expect(await database.rooms.findRoom(room.id)).toBeNull();
  expect((await run('erase', '--room', room.id, '--yes')).code).toBe(2);
});

it('the receipt for an address is in German where that is wanted, and names the backups that may hold it still', async () => {
  const { dataDir, createHouse, run } = await setUp();
  const { organiser } = await createHouse();
  const backup = join(tempDir(), 'sicherung.db');
  expect((await callCli(['backup', backup], { dataDir })).code).toBe(0);
  const { code, out } = await run('erase', '--email', organiser.email, '--yes', '--language', 'de');
  expect(code).toBe(0);
  expect(out).toContain(`Alles zu der E-Mail-Adresse ${organiser.email}`);
  expect(out).toMatch(/organisers 1\n/);
  expect(out).toContain('es ist nichts davon mehr in ihnen');
  expect(out).toContain(backup);
  expect(out).toMatch(/\n {2}[0-9a-f]{64}\n$/);
  const again = await run('erase', '--email', organiser.email, '--yes');
  expect(again).toMatchObject({ code: 2, out: '' });
});

it('an address that stands in somebody else’s text is said to stand there still, and that is no success', async () => {
  const { database, createHouse, run } = await setUp();
  const { organiser } = await createHouse();
  await database.rooms.create(newRoom({ id: 'bei-eva', name: `Bei ${organiser.email.toUpperCase()}` }));
  const { code, out } = await run('erase', '--email', organiser.email, '--yes');
  expect(code).toBe(1);
  expect(out).toMatch(/stands still in texts of others[^\n]*\n {2}rooms\.name 1\n/);
});

it.each([
  ['neither', []],
  ['both', ['--room', 'Vorstand', '--email', 'eva@klinik.example']],
  ['no address', ['--email', 'Eva']],
])('erasing asks for one thing, and %s changes nothing', async (_what, args) => {
  const { database, room, run } = await setUp();
  expect(await run('erase', ...args, '--yes')).toMatchObject({ code: 2, out: '' });
  expect(await database.rooms.findRoom(room.id)).not.toBeNull();
});

it('a backup is kept for as long as said, 30 days without, and goes with the next one after that', async () => {
  const { dataDir } = await setUp();
  const [first, second, third] = ['1.db', '2.db', '3.db'].map((name) => join(tempDir(), name)) as [
    string,
    string,
    string,
  ];
  const back = async (...args: string[]) => JSON.parse((await callCli(['backup', ...args, '--json'], { dataDir })).out);
  const start = Date.now();
  vi.useFakeTimers({ now: start, toFake: ['Date'] });
  expect(await back(first)).toMatchObject({ keptUntil: new Date(start + 30 * DAY_MS).toISOString(), deleted: [] });
  await back(second, '--keep-days', '60');
  expect((await callCli(['backup', third, '--keep-days', '90'], { dataDir })).code).toBe(2);
  expect(existsSync(third)).toBe(false);
  vi.setSystemTime(start + 31 * DAY_MS);
  expect(await back(third)).toMatchObject({ deleted: [first] });
  expect([first, second, third].map((file) => existsSync(file))).toEqual([false, true, true]);
});
