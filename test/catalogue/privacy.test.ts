import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { newSeatInvite, secrets } from '../../src/auth/index.ts';
import { OPERATOR } from '../../src/catalogue/access/rights.ts';
import { newSeriesInvite } from '../../src/catalogue/calls/series-invite.ts';
import { keptKinds } from '../../src/catalogue/privacy/kinds.ts';
import { KeptReservations } from '../../src/catalogue/reservations/kept-reservations.ts';
import { wallTimeOf } from '../../src/catalogue/reservations/zoned.ts';
import { keepRetention } from '../../src/catalogue/retention.ts';
import { Outbox } from '../../src/mail/outbox.ts';
import { DAY_MS } from '../../src/platform/periods.ts';
import { backUp, DATABASE_FILE } from '../../src/storage/index.ts';
import { MIGRATIONS } from '../../src/storage/schema/migrations.ts';
import { PICTURES } from '../helpers/pictures.ts';
import { openTestCatalogue } from '../helpers/servers/houses.ts';
import { startTestApp, type TestApp } from '../helpers/servers/test-app.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { mail } from '../mail/letters.ts';
import { fullFile } from '../storage/schema/full-file.ts';
import { newInvite, newPasskey, newRoom, rowCounts } from '../storage/storage.ts';

const unexpected = (error: unknown) => {
  throw error;
};

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What is found of people, wherever it lies. */
const TRACES = [
  'Elternabend',
  'Frau Beschriftung',
  'Herr Sitz',
  'Erika Anwesend',
  'geraet-am-tisch',
  'geraet-mit-link',
  'bericht-der-pruefung',
  'Klinik Spurlos',
  'organiser@',
  'Eva organiser',
  'GEHEIMNISDERAPP',
  'wiederherstellungscode',
  'subjekt-beim-anbieter',
  'KennungDesSchluessels',
  'OeffentlicherSchluessel',
  'Stick von Erika',
  'brief-an-erika',
  'Titel der Reservierung',
  'am-sitz@kreis.example',
  'Belegung von Erika',
  'antwort-an-das-programm',
  'meldung-an-das-programm',
];

async function makeOpenRoom(app: TestApp): Promise<string> {
  const key = createHash('sha256').update('key').digest('base64url');
  const answer = await fetch(`${app.url}/api/open-rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ key, name: 'Elternabend', guard: { by: 'link' } }),
  });
  const { roomId } = (await answer.json()) as { roomId: string };
  return roomId;
}

/** A row in every table at least, as it comes there, and a copy of all of it in every place where there are copies. */
async function fillEverything(app: TestApp, dataDir: string) {
  const { database, accounts, catalogue } = app;
  const roomId = await makeOpenRoom(app);
  await app.createInvite(roomId, { label: 'Frau Beschriftung' });
  const limited = { id: 'begrenzt', secretHash: 'begrenzt', maxUses: 2 };
  await database.invites.create(newInvite({ roomId, ...limited }));
  await database.invites.redeem({ roomId, secretHash: 'begrenzt', deviceHash: 'geraet-mit-link' });
  await database.plans.exchangePlan(roomId, () => true, { seats: [{ id: 'sitz', name: 'Herr Sitz' }], quorum: null });
  const stay = { id: 'stay', displayName: 'Erika Anwesend', role: 'participant', seat: 'Herr Sitz' } as const;
  const now = Date.now();
  await database.attendance.saveStays(roomId, [{ ...stay, joinedAt: now, leftAt: now, keepUntil: now + 30 * DAY_MS }]);
  await database.standings.note(roomId, new Map([['geraet-am-tisch', 'removed']]));
  await database.checks.add({ code: '417203', checkedAt: now, report: 'bericht-der-pruefung' });

  const start = wallTimeOf(now + DAY_MS, 'Europe/Berlin');
  const times = { start, minutes: 60, zone: 'Europe/Berlin', rule: 'FREQ=DAILY;COUNT=3' };
  const title = 'Titel der Reservierung';
  const { id: reservationId } = await catalogue.reservations.create(OPERATOR, { roomId, title, seats: 3, ...times });
  await catalogue.reservations.cancelDate(OPERATOR, reservationId, start);

  const letter = { subject: 'brief-an-erika' };
  await database.mails.post([{ id: 'mail', ...mail({ giveUpAt: now + DAY_MS, letter }) }], 9);

  await database.calls.setAddress(roomId, 'sitz', { email: 'am-sitz@kreis.example', language: 'de' });
  const { invite } = newSeatInvite({ roomId, seatId: 'sitz', label: 'Herr Sitz' }, secrets);
  const called = { id: 'ruf', ...mail({ giveUpAt: now + DAY_MS, letter, roomId, seatId: 'sitz' }) };
  await database.calls.call([{ seatId: 'sitz', invite, mail: called }], { calledBefore: now, maxWaiting: 9 });

  const invited = { id: 'einladung', ...mail({ giveUpAt: now + DAY_MS, letter, roomId, seatId: 'sitz' }) };
  const seat = { roomId, seatId: 'sitz', label: 'Herr Sitz', lastEnd: now + 3 * DAY_MS };
  const standing = newSeriesInvite(seat).invite;
  await database.calls.invite(reservationId, [standing], [{ seatId: 'sitz', mail: invited, sequence: 0 }], 9);
  // A day before the second date, also where the clocks change meanwhile.
  vi.useFakeTimers({ toFake: ['Date'], now: now + DAY_MS + 2 * 3_600_000 });
  const reminder = { id: 'erinnerung', ...mail({ giveUpAt: now + 2 * DAY_MS, letter, roomId, seatId: 'sitz' }) };
  const due = await database.reminders.due();
  const reminders = due.map((each) => ({ ...each, invite: newSeriesInvite(seat).invite, mail: reminder }));
  await database.reminders.remind(reminders, 9);
  vi.useRealTimers();

  const house = await app.createHouse({ name: 'Klinik Spurlos' });
  await catalogue.organisations.setLogo(OPERATOR, house.organisation.id, PICTURES['image/png']);
  const { organiser, password } = house;
  const owner = { organisationId: house.organisation.id, organiserId: organiser.id };
  const owned = await database.rooms.create(newRoom({ name: 'Elternabend der Klinik', owner }));
  const attempt = { email: organiser.email, password, address: '192.0.2.77', formerToken: null, browser: null };
  await accounts.signIn.signIn({ ...attempt, code: null });
  await catalogue.organisers.makeLink(OPERATOR, organiser.id);
  await database.secondFactors.begin(organiser.id, 'GEHEIMNISDERAPP');
  const confirmed = { secret: 'GEHEIMNISDERAPP', step: 1, hashes: ['wiederherstellungscode'] };
  await database.secondFactors.confirm(organiser.id, confirmed);
  await database.subjects.tie(organiser.id, { issuer: 'https://login.example', subject: 'subjekt-beim-anbieter' });

  const stick = {
    credentialId: 'KennungDesSchluessels',
    publicKey: 'OeffentlicherSchluessel',
    name: 'Stick von Erika',
  };
  await database.passkeys.add(newPasskey({ organiserId: organiser.id, ...stick }));

  const forPrograms = {
    organiserId: organiser.id,
    name: 'Belegung von Erika',
    scopes: ['rooms:read'],
    expiresAt: null,
  } as const;
  await catalogue.tokens.create(OPERATOR, forPrograms);
  const keyed = { id: 'anfrage', organiserId: organiser.id, mark: Buffer.from('marke') };
  await database.answers.begin(keyed);
  await database.answers.keep(keyed, Buffer.from('antwort-an-das-programm'));

  const hook = { id: 'haken', organisationId: house.organisation.id, url: 'https://haken.example/', secret: 'haken' };
  await database.webhooks.create(hook, 9);
  const told = { event: 'meeting.started', payload: 'meldung-an-das-programm', giveUpAt: now + DAY_MS } as const;
  await database.deliveries.meetingStarted({ id: 'treffen', roomId: owned.id, at: now }, () => ({ ...told, id: 'm' }));
  await catalogue.feeds.make(OPERATOR, organiser.id);
  await remindOwner(app, owned.id);

  const backup = join(tempDir(), 'sicherung.db');
  await backUp({ dataDir, target: backup });
  await database.copies.note({ file: backup, madeAt: now, until: now + 30 * DAY_MS });
  const replaced = `${join(dataDir, DATABASE_FILE)}.before-restore-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}`;
  copyFileSync(backup, replaced);
  const unfinished = join(dataDir, `.${DATABASE_FILE}.0a1b2c3d.part`);
  copyFileSync(backup, unfinished);
  return { house, owned, copies: [backup, replaced, unfinished] };
}

/** Of a date of their own room, in which a meeting of that date goes on. */
async function remindOwner({ database, catalogue }: TestApp, roomId: string): Promise<void> {
  const now = Date.now();
  const times = {
    start: wallTimeOf(now + 2 * DAY_MS, 'Europe/Berlin'),
    minutes: 60,
    zone: 'Europe/Berlin',
    rule: null,
  };
  const title = 'Titel der Reservierung';
  const { id: reservationId } = await catalogue.reservations.create(OPERATOR, { roomId, title, seats: 3, ...times });
  vi.useFakeTimers({ toFake: ['Date'], now: now + DAY_MS + 2 * 3_600_000 });
  const [due] = await database.reminders.dueOwn();
  if (due === undefined) throw new Error('nobody is to be reminded');
  const { organiserId, beginsAt, endsAt } = due;
  const letter = { subject: 'brief-an-erika' };
  const reminder = { id: 'eigene', ...mail({ giveUpAt: beginsAt, letter, roomId, organiserId }) };
  await database.reminders.remindOwn([{ reservationId, organiserId, beginsAt, mail: reminder }], 9);
  vi.useRealTimers();
  const window = { beginsAt, endsAt, opensAt: beginsAt, closesAt: endsAt };
  await database.runningDates.note(roomId, { reservationId, date: times.start, ...window });
}

function retain(app: TestApp) {
  const {
    attendance: stays,
    invites,
    standings,
    runningDates,
    checks,
    copies,
    keptData: files,
    answers,
    deliveries,
  } = app.database;
  const { unused: openRooms, accounts } = app;
  const mails = new Outbox({ store: app.database.mails, isOn: false });
  return keepRetention({
    stays,
    invites,
    standings,
    runningDates,
    checks,
    openRooms,
    accounts,
    mails,
    copies,
    files,
    answers,
    deliveries,
    reservations: new KeptReservations({ store: app.database.reservations, days: 14 }),
    report: unexpected,
  });
}

const isThere = (file: string) => statSync(file, { throwIfNoEntry: false }) !== undefined;

/** Which of the traces lie in which file, also where it is free and in what is not yet in the database itself. */
function tracesIn(dir: string): string[] {
  const files = readdirSync(dir).filter((name) => statSync(join(dir, name)).isFile());
  return files.flatMap((name) => {
    const bytes = readFileSync(join(dir, name));
    return TRACES.filter((trace) => bytes.includes(trace)).map((trace) => `${name}: ${trace}`);
  });
}

it('every table that is kept is of a kind with a purpose and a period, and nothing else is', async () => {
  const dataDir = tempDir();
  await openTestCatalogue(dataDir);
  const kinds = keptKinds({ openRoomDays: 14, reservationDays: 14 });
  expect([...new Set(kinds.flatMap(({ tables }) => tables))].sort()).toEqual(Object.keys(rowCounts(dataDir)).sort());
  for (const { id, name, what, why, until } of kinds) {
    for (const words of [name, what, why, until]) expect(words.de && words.en, id).toBeTruthy();
  }
});

it('a house is told what is kept of its own, in every table where a row is somebody’s, and of nobody else’s', async () => {
  const [version = ''] = Object.keys(MIGRATIONS).slice(-1);
  const { dataDir } = await fullFile(version);
  const { catalogue } = await openTestCatalogue(dataDir);
  // Each has one row in each table, which says by its times whose it is.
  for (const house of [0, 1, 2]) {
    const organisationId = `organisations id ${house}`;
    const reader = { kind: 'organiser', organiserId: 'anybody', organisationId, role: 'organiser' } as const;
    const { kinds } = await catalogue.privacy.reportOf(reader, organisationId, {
      openRoomDays: 14,
      reservationDays: 9,
    });
    const counts = kinds.flatMap((kind) => kind.counts ?? []);
    const common = kinds.filter((kind) => kind.counts === null).map(({ id }) => id);
    expect(common).toEqual(['checks', 'backups']);
    const tables = Object.keys(rowCounts(dataDir)).filter((table) => !common.includes(table));
    expect(counts.map(({ table }) => table).sort()).toEqual(tables.sort());
    for (const { table, rows, oldest } of counts) {
      expect([rows, oldest === null ? house : oldest % 100], table).toEqual([1, house]);
    }
  }
});

it('the annex for data protection officers has a line for every table', async () => {
  const dataDir = tempDir();
  await openTestCatalogue(dataDir);
  const annex = readFileSync(join(import.meta.dirname, '../../docs/datenschutz-anlage.md'), 'utf8');
  const lines = annex.split('\n').filter((line) => line.startsWith('| `'));
  for (const table of Object.keys(rowCounts(dataDir))) {
    expect(
      lines.some((line) => line.split(' | ')[0]?.includes(`\`${table}\``)),
      table,
    ).toBe(true);
  }
});

it('when the periods are over, and what has none was erased, nothing of anybody is left in any table, file, log line or copy', async () => {
  const dataDir = tempDir();
  const app = await startTestApp({ dataDir, openRooms: { forEveryone: true, forOrganisers: false, days: 14, max: 9 } });
  const { house, owned, copies } = await fillEverything(app, dataDir);
  // Each table has a row: one that is new has to be filled here too.
  for (const [table, rows] of Object.entries(rowCounts(dataDir))) expect(rows, table).toBeGreaterThan(0);
  expect(new Set(tracesIn(dataDir).map((found) => found.split(': ')[1]))).toEqual(new Set(TRACES));

  const { privacy, organisations } = app.catalogue;
  await privacy.eraseRoom(OPERATOR, owned.id, '0');
  for (const { email } of [house.organiser, house.admin]) await privacy.eraseAddress(OPERATOR, email, '0');
  await organisations.delete(OPERATOR, house.organisation.id);

  const now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now + 61_000);
  vi.useFakeTimers({ now: Date.now() + 60.1 * DAY_MS, toFake: ['Date'] });
  (await retain(app)).close();
  for (const [table, rows] of Object.entries(rowCounts(dataDir))) expect(rows, table).toBe(0);
  expect(tracesIn(dataDir)).toEqual([]);
  for (const trace of TRACES) expect(app.logLines.join('\n'), trace).not.toContain(trace);
  expect(copies.filter(isThere)).toEqual([]);
});

it('what the deletion of every hour takes lies in no file any more, also not in the one of the latest changes', async () => {
  const dataDir = tempDir();
  const app = await startTestApp({ dataDir });
  (await retain(app)).close();
  for (let code = 100_000; code < 100_400; code += 1) {
    const report = `bericht-der-pruefung-${'x'.repeat(code % 97)}`;
    await app.database.checks.add({ code: String(code), checkedAt: Date.now(), report });
  }
  expect(tracesIn(dataDir)).not.toEqual([]);
  vi.useFakeTimers({ now: Date.now() + 7.1 * DAY_MS, toFake: ['Date'] });
  (await retain(app)).close();
  expect(tracesIn(dataDir)).toEqual([]);
});

it('of an address that is erased no table and no file has anything, and who registers with it again has nothing of before', async () => {
  const dataDir = tempDir();
  const app = await startTestApp({ dataDir });
  const { organiser, organisation, password } = await app.createHouse();
  const attempt = { password, address: '192.0.2.77', code: null, formerToken: null, browser: null };
  await app.accounts.signIn.signIn({ ...attempt, email: organiser.email });
  await app.database.secondFactors.begin(organiser.id, 'GEHEIMNISDERAPP');
  const passkey = newPasskey({ organiserId: organiser.id });
  await app.database.passkeys.add(passkey);
  const subject = { issuer: 'https://login.example', subject: 'subjekt-beim-anbieter' };
  await app.database.subjects.tie(organiser.id, subject);
  const owner = { organisationId: organisation.id, organiserId: organiser.id };
  const room = await app.database.rooms.create(newRoom({ owner }));

  const spelled = organiser.email.toUpperCase();
  const { receipt } = await app.catalogue.privacy.eraseAddress(OPERATOR, spelled, '0');
  expect(receipt.deleted).toEqual([
    { table: 'organisers', rows: 1 },
    { table: 'sessions', rows: 1 },
    { table: 'organiser_browsers', rows: 1 },
    { table: 'second_factors', rows: 1 },
    { table: 'subjects', rows: 1 },
    { table: 'passkeys', rows: 1 },
  ]);
  expect(receipt).toMatchObject({ filesRewritten: true, remaining: [], copies: [] });
  for (const name of readdirSync(dataDir).filter((each) => each.startsWith(DATABASE_FILE))) {
    const bytes = readFileSync(join(dataDir, name));
    for (const trace of [organiser.email, organiser.id, 'subjekt-beim', 'GEHEIMNIS', passkey.credentialId]) {
      expect(bytes.includes(trace), `${name}: ${trace}`).toBe(false);
    }
  }

  const person = { organisationId: organisation.id, email: organiser.email, name: 'Eva', role: 'organiser' } as const;
  const { organiser: again } = await app.catalogue.organisers.invite(OPERATOR, person);
  expect(again).toMatchObject({ hasPassword: false, hasSecondFactor: false });
  expect(again.id).not.toBe(organiser.id);
  expect(await app.catalogue.organisers.sessions(OPERATOR, again.id)).toEqual([]);
  expect(await app.database.subjects.find(subject)).toBeNull();
  expect(await app.database.passkeys.findByCredential(passkey.credentialId)).toBeNull();
  expect((await app.database.rooms.findRoom(room.id))?.owner).toEqual({ ...owner, organiserId: null });
});

it('an invitation that waits to be sent goes with the address that it is for, and no other', async () => {
  const { database, catalogue } = await openTestCatalogue();
  const to = (address: string) => ({ id: address, ...mail({ letter: { to: { name: null, address } } }) });
  await database.mails.post([to('Erika@klinik.example'), to('anna@klinik.example')], 9);
  const { receipt } = await catalogue.privacy.eraseAddress(OPERATOR, 'erika@Klinik.example', '0');
  expect(receipt).toMatchObject({ deleted: [{ table: 'mails', rows: 1 }], remaining: [] });
  expect((await database.mails.claim(9)).map(({ letter }) => letter.to.address)).toEqual(['anna@klinik.example']);
});

it('a file that has taken the name of a backup is left alone, and goes from the list', async () => {
  const { database } = await openTestCatalogue();
  const file = join(tempDir(), 'brief.txt');
  writeFileSync(file, 'Sehr geehrte Damen und Herren');
  await database.copies.note({ file, madeAt: 1, until: 2 });
  expect(await database.copies.list()).toMatchObject([{ file, isThere: true }]);
  await database.copies.forgetOld();
  expect(readFileSync(file, 'utf8')).toContain('Sehr geehrte');
  expect(await database.copies.list()).toEqual([]);
});
