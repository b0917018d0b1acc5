import { expect, it } from 'vitest';
import { secrets } from '../../../src/auth/index.ts';
import type { StoredStay } from '../../../src/rooms/ports/storage.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newRoom, openTestDatabase } from '../../storage/storage.ts';
import { callCli, PUBLIC_URL } from '../run-cli.ts';

async function setUp(changes: object = {}) {
  const dataDir = tempDir();
  const database = await openTestDatabase(dataDir);
  const room = await database.rooms.create(newRoom({ name: 'Kreistag', ...changes }));
  const run = async (...args: string[]) => {
    const { code, out, err } = await callCli(args, { dataDir });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out;
  };
  const json = async (...args: string[]) => JSON.parse(await run(...args, '--json'));
  return { dataDir, ...database, room, run, json };
}

it('a plan is set and shown in its order, and taken away', async () => {
  const { rooms, room, run, json } = await setUp({ quorum: 2 });
  expect(await run('seat', 'list', 'Kreistag')).toBe("'Kreistag' has no plan.\n");
  expect(await run('seat', 'set', 'Kreistag', 'Cham', '  Aach ', 'Buch am Wald')).toBe(
    "'Kreistag' expects 3 people.\n",
  );
  const { seats, quorum } = await json('seat', 'list', 'Kreistag');
  expect(seats.map(({ number, name, link }: Record<string, unknown>) => [number, name, link])).toEqual([
    [1, 'Cham', null],
    [2, 'Aach', null],
    [3, 'Buch am Wald', null],
  ]);
  expect(quorum).toBe(2);
  expect(await run('seat', 'list', 'Kreistag')).toMatch(/1.*Cham[\s\S]*2.*Aach[\s\S]*3.*Buch am Wald/);
  expect(await run('seat', 'set', 'Kreistag', '--none')).toBe("'Kreistag' has no plan any more.\n");
  expect((await json('seat', 'list', 'Kreistag')).seats).toEqual([]);
  expect((await rooms.findRoom(room.id))?.quorum).toBe(2);
});

it("a seat's link is made by number or name, works once, and outlives a new order but not the seat", async () => {
  const { invites, room, json, run } = await setUp();
  await run('seat', 'set', 'Kreistag', 'Aach', 'Buch', 'Buch', '4711');
  const made = {
    aach: await json('seat', 'invite', 'Kreistag', 'Aach'),
    second: await json('seat', 'invite', 'Kreistag', '2'),
    number: await json('seat', 'invite', 'Kreistag', '4711'),
  };
  expect(made.aach.link.split('#invite=')[0]).toBe(`${PUBLIC_URL}/r/${room.id}`);
  expect(made.number.seat.name).toBe('4711');
  const redeem = ({ link }: { link: string }) =>
    invites.redeem({ roomId: room.id, secretHash: secrets.hash(link.split('#invite=')[1] ?? '') });
  await run('seat', 'set', 'Kreistag', 'Buch', 'Aach');
  const promised = { role: 'participant', trusted: true, seatId: made.aach.seat.id };
  expect(await redeem(made.aach)).toMatchObject({ ok: true, invite: promised });
  expect(await redeem(made.aach)).toEqual({ ok: false, reason: 'usedUp' });
  expect((await redeem(made.second)).ok).toBe(true);
  expect(await redeem(made.number)).toEqual({ ok: false, reason: 'revoked' });
  const { seats } = await json('seat', 'list', 'Kreistag');
  expect(seats.map(({ link }: { link: string }) => link)).toEqual(['used up', 'used up']);
  await run('seat', 'invite', 'Kreistag', 'Aach');
  expect((await json('seat', 'list', 'Kreistag')).seats[1].link).toBe('open');
  expect(await run('invite', 'list', 'Kreistag')).toContain('participant, trusted');
});

it('the settings of the chair are made, shown and changed', async () => {
  const { rooms, json, run } = await setUp();
  const { room } = await json('room', 'create', 'Rat', '--no-chat', '--lobby-replies', '--attendance-days', '30');
  expect(room).toMatchObject({ chat: false, lobbyReplies: true, attendanceDays: 30, trustedPass: true, quorum: null });
  await run('room', 'update', 'Rat', '--chat', '--no-lobby-replies', '--no-trusted-pass', '--quorum', '12');
  const changed = { chat: true, lobbyReplies: false, attendanceDays: 30, trustedPass: false, quorum: 12 };
  expect(await rooms.findRoom(room.id)).toMatchObject(changed);
  const shown = await run('room', 'show', 'Rat');
  for (const line of [
    /Trusted invites pass +no/,
    /Lobby replies +no/,
    /Chat +yes/,
    /Attendance +kept for 30 days/,
    /Quorum +12/,
  ]) {
    expect(shown).toMatch(line);
  }
  await run('room', 'update', 'Rat', '--attendance-days', '0', '--quorum', 'none', '--trusted-pass');
  expect(await run('room', 'show', 'Rat')).toMatch(/Attendance +not kept/);
  expect(await rooms.findRoom(room.id)).toMatchObject({ attendanceDays: 0, quorum: null, trustedPass: true });
});

it('an invite is made for each role, trusted where that is said', async () => {
  const { json, run } = await setUp();
  for (const role of ['moderator', 'deputy', 'participant', 'observer']) {
    const { invite } = await json('invite', 'create', 'Kreistag', '--role', role);
    expect(invite).toMatchObject({ role, trusted: false, seatId: null });
  }
  expect(await run('invite', 'create', 'Kreistag', '--role', 'participant', '--trusted')).toMatch(
    /Lobby +waits only where trusted invites do not pass/,
  );
});

const HOSTILE = '=HYPERLINK("https://evil.example";"x")';

function stay(changes: Partial<StoredStay>): StoredStay {
  const at = new Date(2026, 10, 22, 9, 30).getTime();
  const base = { id: 'a', displayName: 'Erika', role: 'participant', seat: null, joinedAt: at } as const;
  return { ...base, leftAt: at + 3_600_000, keepUntil: Date.now() + 1_000_000, ...changes };
}

it('attendance is printed for people, for scripts, and for spreadsheets that run nothing of it', async () => {
  const { attendance, room, json, run } = await setUp({ attendanceDays: 30 });
  expect(await run('room', 'attendance', 'Kreistag')).toBe("Nobody's attendance is kept of 'Kreistag'.\n");
  expect(await run('room', 'attendance', 'Kreistag', '--csv')).toBe('\uFEFFName;Role;Seat;Joined;Left\n');
  const names = [HOSTILE, '+1', '-2+3', '@SUM(A1)', 'Aach, "Süd"', 'A\u001b[2J\r\n\u202eB'];
  const stays = names.map((displayName, index) =>
    stay({ id: `${index}`, displayName, joinedAt: index, seat: displayName }),
  );
  await attendance.saveStays(room.id, [...stays, stay({ id: 'open', leftAt: null })]);

  const lines = (await run('room', 'attendance', 'Kreistag', '--csv')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(8);
  expect(lines[1]).toMatch(/^"'=HYPERLINK\(""https:\/\/evil\.example"";""x""\)";participant;"'=HYPERLINK/);
  for (const [index, start] of ["'+1;", "'-2+3;", "'@SUM(A1);", '"Aach, ""Süd""";', 'A [2J B;'].entries()) {
    expect(lines[index + 2]?.startsWith(start), lines[index + 2]).toBe(true);
  }
  expect(lines[7]).toBe('Erika;participant;;2026-11-22 09:30;');

  const { attendance: rows } = await json('room', 'attendance', 'Kreistag');
  expect(rows).toHaveLength(7);
  expect(rows[6]).toEqual({
    displayName: 'Erika',
    role: 'participant',
    seat: null,
    joinedAt: new Date(2026, 10, 22, 9, 30).toISOString(),
    leftAt: null,
  });
  const text = await run('room', 'attendance', 'Kreistag');
  expect(text).toContain('2026-11-22 09:30');
  await run('room', 'update', 'Kreistag', '--pseudonyms');
  expect(await run('room', 'attendance', 'Kreistag', '--csv')).toMatch(/^\uFEFFName or pseudonym;Role;/);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
});

it('attendance is deleted after a yes, and only that of this room', async () => {
  const { dataDir, rooms, attendance, room, run } = await setUp({ attendanceDays: 30 });
  const other = await rooms.create(newRoom({ name: 'Rat', attendanceDays: 30 }));
  await attendance.saveStays(room.id, [stay({})]);
  await attendance.saveStays(other.id, [stay({ id: 'b' })]);
  const command = ['room', 'attendance', 'Kreistag', '--delete'];
  const refused = await callCli(command, { dataDir, answer: 'ja' });
  expect({ code: refused.code, err: refused.err }).toEqual({ code: 1, err: 'Error: Nothing was changed.\n' });
  expect(await attendance.listStays(room.id)).toHaveLength(1);
  expect(await run(...command, '--yes')).toBe("Deleted the 1 stay kept of 'Kreistag'.\n");
  expect(await attendance.listStays(room.id)).toEqual([]);
  expect(await attendance.listStays(other.id)).toHaveLength(1);
});
