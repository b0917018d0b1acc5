import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import { newSeatInvite, secrets } from '../../../src/auth/index.ts';
import { newSeriesInvite } from '../../../src/catalogue/calls/series-invite.ts';
import { DATABASE_FILE } from '../../../src/storage/index.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { mail } from '../../mail/letters.ts';
import {
  newInvite,
  newOrganisation,
  newOrganiser,
  newPasskey,
  newRoom,
  openTestDatabase,
  rowCounts,
} from '../storage.ts';

const HOUR_MS = 3_600_000;
const ALWAYS = { createdAfter: 0, usedAfter: 0 };

afterEach(() => void vi.useRealTimers());

/** Checks of connections, rooms that anybody makes, and copies of everything. */
const OF_NOBODY = ['checks', 'open_rooms', 'backups'];

/** A house in which everything is that can belong to one. */
async function fullHouse() {
  const dataDir = tempDir();
  const database = await openTestDatabase(dataDir);
  const { organisations, organisers, credentials, sessions, secondFactors, subjects, tokens, passkeys, feeds } =
    database;
  const { rooms, invites, plans, attendance, standings, calls, reservations, reminders, runningDates } = database;
  const fill = async (name: string) => {
    const { id: organisationId } = await organisations.create(newOrganisation({ name }));
    const picture = { key: `${name} logo`, type: 'image/png', width: 1, height: 1, bytes: Buffer.from('png') } as const;
    await organisations.setLogo(organisationId, picture);
    const organiser = await organisers.create(newOrganiser({ organisationId, email: `eva@${organisationId}.example` }));
    const organiserId = organiser?.id ?? '';
    const secretHash = `${name} link`;
    await credentials.keep({
      organiserId,
      secretHash: `${name} first`,
      expiresAt: Date.now() + HOUR_MS,
      isAsked: true,
    });
    await credentials.spend(`${name} first`, `${name} password`);
    await credentials.keep({ organiserId, secretHash, expiresAt: Date.now() + HOUR_MS, isAsked: false });
    const session = { id: `${name} session`, organiserId, tokenHash: `${name} token`, replaces: null };
    await sessions.open({ ...session, browserHash: 'browser' }, { passwordHash: `${name} password` });
    const { id: roomId } = await rooms.create(newRoom({ owner: { organisationId, organiserId } }));
    await invites.create(newInvite({ roomId, secretHash: `${name} invite`, maxUses: 5 }));
    await invites.redeem({ roomId, secretHash: `${name} invite`, deviceHash: 'device' });
    await subjects.tie(organiserId, { issuer: 'https://login.example', subject: name });
    const api = { name: 'Belegung', scopes: ['rooms:read'], expiresAt: null } as const;
    await tokens.create({ id: `${name} api`, organiserId, tokenHash: `${name} api`, ...api });
    await database.answers.begin({ id: `${name} answer`, organiserId, mark: Buffer.from('mark') });
    const hook = { id: `${name} hook`, organisationId, url: 'https://hook.example/', secret: 'secret' };
    await database.webhooks.create(hook, 9);
    const told = { event: 'webhook.test', payload: '{}', giveUpAt: Date.now() + HOUR_MS } as const;
    await database.webhooks.postTest(hook.id, { ...told, id: `${name} told` });
    await database.deliveries.meetingStarted({ id: `${name} meeting`, roomId, at: Date.now() }, () => ({
      ...told,
      id: `${name} started`,
    }));
    await feeds.replace(organiserId, `${name} feed`);
    await passkeys.add(newPasskey({ organiserId, id: `${name} passkey`, credentialId: `${name} credential` }));
    await secondFactors.begin(organiserId, 'secret');
    await secondFactors.confirm(organiserId, { secret: 'secret', step: 1, hashes: [`${name} code`] });
    await plans.exchangePlan(roomId, () => true, { seats: [{ id: `${name} seat`, name: 'Aach' }], quorum: null });
    await standings.note(roomId, new Map([['device', 'seated']]));
    const stay = { id: `${name} stay`, displayName: 'Eva', role: 'participant', seat: null } as const;
    const stayed = { joinedAt: Date.now(), leftAt: null, keepUntil: Date.now() + HOUR_MS };
    await attendance.saveStays(roomId, [{ ...stay, ...stayed }]);
    const at = Date.now();
    const beginsAt = at + 2 * HOUR_MS;
    const window = { date: 'date', beginsAt, endsAt: beginsAt, opensAt: beginsAt, closesAt: beginsAt };
    const times = { start: '2099-03-02T10:00', minutes: 60, zone: 'Europe/Berlin', rule: null };
    const changes = [{ date: times.start, moved: null, sequence: 1 }];
    const series = { ...times, changes, uid: `${name} uid`, sequence: 0 };
    const terms = {
      title: null,
      seats: 2,
      minutesBefore: 0,
      minutesAfter: 0,
      reminderMinutes: 60,
      cancelledAt: null,
    } as const;
    const reservation = { id: `${name} reservation`, roomId, ...terms, series };
    await reservations.create(reservation, { windows: [window], judge: () => {} });
    await runningDates.note(roomId, { reservationId: reservation.id, ...window });
    const about = { organisationId, sentBy: organiserId, organiserId, roomId, seatId: `${name} seat` };
    const address = { email: `aach@${organisationId}.example`, language: 'de' } as const;
    await calls.setAddress(roomId, `${name} seat`, address);
    const wanted = { roomId, seatId: `${name} seat`, label: 'Aach' };
    const { invite } = newSeatInvite(wanted, secrets);
    const call = { seatId: wanted.seatId, invite, mail: { id: `${name} mail`, ...mail(about) } };
    await calls.call([call], { calledBefore: Date.now(), maxWaiting: 9 });
    const invited = { seatId: wanted.seatId, mail: { id: `${name} invitation`, ...mail(about) }, sequence: 0 };
    const { invite: ofSeries } = newSeriesInvite({ ...wanted, lastEnd: beginsAt });
    await calls.invite(reservation.id, [ofSeries], [invited], 9);
    vi.useFakeTimers({ toFake: ['Date'], now: beginsAt - HOUR_MS });
    const reminded = {
      ...newSeriesInvite({ ...wanted, lastEnd: beginsAt }),
      mail: { id: `${name} reminder`, ...mail(about) },
    };
    await reminders.remind([{ reservationId: reservation.id, seatId: wanted.seatId, beginsAt, ...reminded }], 9);
    const own = { id: `${name} own reminder`, ...mail(about) };
    await reminders.remindOwn([{ reservationId: reservation.id, organiserId, beginsAt, mail: own }], 9);
    vi.useRealTimers();
    return { organisationId, organiserId, roomId, token: session.tokenHash, link: secretHash };
  };
  return { dataDir, ...database, fill };
}

it('of an organisation that is deleted nothing is left in any table, and of the others everything', async () => {
  const { dataDir, fill, organisations, rooms } = await fullHouse();
  const before = rowCounts(dataDir);
  const gone = await fill('Aach');
  const one = rowCounts(dataDir);
  for (const [table, count] of Object.entries(one)) {
    if (!OF_NOBODY.includes(table)) expect(count, table).toBeGreaterThan(before[table] ?? 0);
  }
  const kept = await fill('Buch');
  expect(await organisations.delete(gone.organisationId)).toEqual([gone.roomId]);
  expect(rowCounts(dataDir)).toEqual(one);
  expect((await rooms.list()).map(({ id }) => id)).toEqual([kept.roomId]);
  expect(await organisations.delete(gone.organisationId)).toBeNull();
});

it('of an organiser who is deleted only the rooms are left, which are the organisation’s', async () => {
  const { fill, organisers, sessions, credentials, rooms } = await fullHouse();
  const { organisationId, organiserId, roomId, token, link } = await fill('Aach');
  expect(await organisers.delete(organiserId)).toBe(true);
  expect(await sessions.find(token, ALWAYS)).toBeNull();
  expect(await credentials.find(link)).toBeNull();
  expect((await rooms.findRoom(roomId))?.owner).toEqual({ organisationId, organiserId: null });
  expect(await organisers.delete(organiserId)).toBe(false);
});

it('who is deleted and comes again has nothing of before', async () => {
  const { fill, organisers, credentials, rooms } = await fullHouse();
  const { organisationId, organiserId, roomId } = await fill('Aach');
  const { email = '' } = (await organisers.find(organiserId)) ?? {};
  await organisers.delete(organiserId);
  const again = await organisers.create(newOrganiser({ organisationId, email }));
  expect(again).toMatchObject({ hasPassword: false, isDisabled: false });
  expect(await credentials.byEmail(email, 'browser')).toMatchObject({ passwordHash: null, knowsBrowser: false });
  expect((await rooms.findRoom(roomId))?.owner?.organiserId).toBeNull();
});

it.each([
  ['in capitals', 'EVA@KLINIK.EXAMPLE'],
  ['with a domain of full-width letters', 'eva@ｋlinik.example'],
  ['with what nobody sees', 'eva\u200b@klinik.example'],
])('an address %s is the one that has an account already', async (_what, email) => {
  const { organisations, organisers } = await openTestDatabase();
  const [one, other] = [
    await organisations.create(newOrganisation({ name: 'Aach' })),
    await organisations.create(newOrganisation({ name: 'Buch' })),
  ];
  await organisers.create(newOrganiser({ organisationId: one.id, email: 'Eva@klinik.example' }));
  const again = organisers.create(newOrganiser({ organisationId: other.id, email }));
  await expect(again).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
});

it('names of organisations differ in more than how they are written', async () => {
  const { organisations } = await openTestDatabase();
  const { id } = await organisations.create(newOrganisation({ name: 'Klinik Süd' }));
  const other = await organisations.create(newOrganisation({ name: 'Klinik Nord' }));
  for (const name of ['KLINIK SÜD', 'Klinik  Su\u0308d', 'ＫLINIK süd']) {
    await expect(organisations.create(newOrganisation({ name })), name).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(organisations.update(other.id, { name }), name).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  }
  expect((await organisations.update(id, { name: 'KLINIK SÜD' }))?.name).toBe('KLINIK SÜD');
});

it('an organiser or a room of an organisation that is gone is not made', async () => {
  const { organisers, rooms } = await openTestDatabase();
  expect(await organisers.create(newOrganiser({ organisationId: 'gone' }))).toBeNull();
  const orphan = newRoom({ owner: { organisationId: 'gone', organiserId: null } });
  await expect(rooms.create(orphan)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('of a hundred who make the last room at once one does, and the operator’s rooms count for nobody', async () => {
  const { organisations, rooms } = await openTestDatabase();
  const { id: organisationId } = await organisations.create(newOrganisation({ maxRooms: 3 }));
  const owner = { organisationId, organiserId: null };
  for (let made = 0; made < 5; made += 1) await rooms.create(newRoom());
  for (let made = 0; made < 2; made += 1) await rooms.create(newRoom({ owner }));
  const codes = await Promise.all(
    Array.from({ length: 100 }, () =>
      rooms.create(newRoom({ owner })).then(
        () => 'made',
        ({ code }) => code,
      ),
    ),
  );
  expect(codes.filter((code) => code === 'made')).toHaveLength(1);
  expect(codes.filter((code) => code === 'QUOTA_REACHED')).toHaveLength(99);
  await organisations.setQuotas(organisationId, { maxRooms: 0 });
  expect(await rooms.listOf(organisationId)).toHaveLength(3);
  await organisations.setQuotas(organisationId, { maxRooms: null });
  await rooms.create(newRoom({ owner }));
});

it('a session ends when nobody has used it for a week, and after a month however often it was used', async () => {
  const { fill, sessions } = await fullHouse();
  const { token, organiserId } = await fill('Aach');
  const now = Date.now();
  expect(await sessions.find(token, { createdAfter: now - HOUR_MS, usedAfter: now - HOUR_MS })).not.toBeNull();
  expect(await sessions.find(token, { createdAfter: now + HOUR_MS, usedAfter: 0 })).toBeNull();
  expect(await sessions.find(token, { createdAfter: 0, usedAfter: now + HOUR_MS })).toBeNull();
  expect(await sessions.list(organiserId, { createdAfter: 0, usedAfter: now + HOUR_MS })).toEqual([]);
  await sessions.deleteEnded({ createdAfter: now + HOUR_MS, usedAfter: 0, browsersSeenAfter: 0 });
  expect(await sessions.find(token, ALWAYS)).toBeNull();
});

it('whose password was changed while it was compared is not let in by the old one', async () => {
  const { fill, credentials, sessions } = await fullHouse();
  const { organiserId, link } = await fill('Aach');
  await credentials.spend(link, 'another');
  const late = { id: 'late', organiserId, tokenHash: 'late', replaces: null, browserHash: 'b' };
  expect(await sessions.open(late, { passwordHash: 'Aach password' })).toBe(false);
  expect(await sessions.open(late, { passwordHash: 'another' })).toBe(true);
});

it('a house’s own sign-in lets nobody in once the account is tied to somebody else there', async () => {
  const { fill, sessions, subjects } = await fullHouse();
  const { organiserId } = await fill('Aach');
  const former = { issuer: 'https://login.example', subject: 'Aach' };
  const next = { ...former, subject: 'another' };
  const session = { id: 'sso', organiserId, tokenHash: 'sso', replaces: null, browserHash: 'b' };
  await subjects.tie(organiserId, next);
  expect(await sessions.open(session, { subject: former })).toBe(false);
  expect(await sessions.open(session, { subject: next })).toBe(true);
});

it('what was kept by another version of an organisation’s rooms is as though it had not been said', async () => {
  const dataDir = tempDir();
  const { organisations } = await openTestDatabase(dataDir);
  const { id } = await organisations.create(newOrganisation({ roomDefaults: { lobby: 'on' } }));
  expect((await organisations.find(id))?.roomDefaults).toEqual({ lobby: 'on' });
  const SqliteDatabase = (await import('better-sqlite3')).default;
  const sqlite = new SqliteDatabase(`${dataDir}/tafelrunde.db`);
  for (const kept of ['{"lobby":"ajar"}', '{"later":1}', 'nothing', '[]']) {
    sqlite.prepare('UPDATE organisations SET room_defaults = ?').run(kept);
    expect((await organisations.find(id))?.roomDefaults, kept).toEqual({});
  }
  sqlite.close();
});

it('one house has a thousand accounts at most, and one room five thousand links, whatever fills them', async () => {
  const { dataDir, fill, organisers, invites } = await fullHouse();
  const [full, other] = [await fill('Aach'), await fill('Buch')];
  const sqlite = new SqliteDatabase(join(dataDir, DATABASE_FILE));
  const many = (count: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  sqlite.exec(`${many(999)} INSERT INTO organisers (id, organisation_id, email, email_key, name, role, created_at, updated_at)
    SELECT 'o' || i, '${full.organisationId}', i, i, 'Eva', 'organiser', 0, 0 FROM n`);
  sqlite.exec(`${many(4_998)} INSERT INTO invites (id, room_id, role, secret_hash, uses, created_at)
    SELECT 'i' || i, '${full.roomId}', 'participant', i, 0, 0 FROM n`);
  sqlite.close();
  const tooMany = { code: 'TOO_MANY' };
  const newcomer = newOrganiser({ organisationId: full.organisationId, email: 'neu@klinik.example' });
  await expect(organisers.create(newcomer)).rejects.toMatchObject(tooMany);
  await expect(invites.create(newInvite({ roomId: full.roomId }))).rejects.toMatchObject(tooMany);
  expect(await organisers.create({ ...newcomer, organisationId: other.organisationId })).toMatchObject({
    name: 'Eva Muster',
  });
  expect(await invites.create(newInvite({ roomId: other.roomId }))).toBeTruthy();
});
