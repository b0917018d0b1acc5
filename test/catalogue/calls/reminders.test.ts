import { afterEach, expect, it, vi } from 'vitest';
import { type Actor, OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

afterEach(() => void vi.useRealTimers());

const TIMES = { start: '2099-03-23T10:00', minutes: 60, zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;COUNT=3' };

/** A series to which two of three expected people are invited by mail. */
async function setUp() {
  const server = await startMailServer();
  const options = { mail: server.settings, dataDir: tempDir() };
  const app = await startTestApp(options);
  const house = await app.createHouse({ name: `Landkreis ${crypto.randomUUID()}`, senderName: 'Landratsamt' });
  const { id: organiserId, organisationId, role } = house.organiser;
  const actor: Actor = { kind: 'organiser', organiserId, organisationId, role };
  const { calls, invitations, plans, reservations, reminders } = app.catalogue;
  const { id: roomId } = await app.createRoom({ name: 'Vorstand', owner: { organisationId, organiserId } });
  const { version } = await plans.read(actor, roomId);
  const seats = ['Aach', 'Buch', 'Cham'].map((name) => ({ name }));
  const planned = await plans.replace(actor, roomId, { seats, quorum: null, version });
  const [aach = '', buch = '', cham = ''] = planned.seats.map(({ id }) => id);
  const address = (name: string, language: 'de' | 'en' = 'de') => ({ email: `${name}@kreis.example`, language });
  await calls.setAddress(actor, roomId, aach, address('aach'));
  await calls.setAddress(actor, roomId, buch, address('buch', 'en'));
  await calls.setAddress(actor, roomId, cham, address('cham'));
  const { id } = await reservations.create(actor, { ...TIMES, roomId, seats: 5, title: 'Sitzung' });
  await invitations.send(actor, id, { is: 'invited' }, [aach, buch]);
  await expect.poll(() => server.arrived.length).toBe(2);
  const clock = (at: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) });
  /** To whom reminders have gone by then. */
  const remindedAt = async (at: string) => {
    clock(at);
    server.arrived.length = 0;
    await reminders.sendDue();
    const reminded = (await app.database.mails.deliveriesOf({ roomId })).filter(({ kind }) => kind === 'reminder');
    await expect
      .poll(() => server.arrived.length)
      .toBe(reminded.filter(({ createdAt }) => createdAt === Date.parse(at)).length);
    const { email } = house.organiser;
    return server.arrived.flatMap(({ to }) => to.map((each) => (each === email ? 'organiser' : each))).sort();
  };
  return { server, options, app, house, actor, roomId, id, aach, buch, clock, remindedAt };
}

it('whoever was invited and the organiser are reminded of each date once, a day before it as it is by then, and nobody else is', async () => {
  const { server, options, app, house, actor, roomId, id, aach, buch, remindedAt } = await setUp();
  const { reservations, invites, reminders } = app.catalogue;
  expect(await remindedAt('2099-03-22T08:59:00Z')).toEqual([]);
  expect(await remindedAt('2099-03-22T09:00:00Z')).toEqual(['aach@kreis.example', 'buch@kreis.example', 'organiser']);
  const [german, english] = await Promise.all(['aach', 'buch'].map((name) => server.mailTo(`${name}@kreis.example`)));
  expect(german?.parsed.subject).toBe('Erinnerung: Sitzung, Mo., 23. März 2099');
  expect(english?.parsed.subject).toBe('Reminder: Sitzung, Mon, 23 March 2099');
  expect(german?.parsed.from?.value[0]?.name).toBe('Landratsamt');
  expect(german?.parsed.replyTo?.value[0]?.address).toBe(house.organiser.email);
  const secret = /#invite=([\w-]{43})/.exec(german?.parsed.text ?? '')?.[1] ?? '';
  const guest = await app.connect();
  const { participants } = await guest.join(roomId, 'Eva', { invite: secret });
  expect(participants.map(({ seatId }) => seatId)).toEqual([aach]);

  // The next of two servers, one after the other, knows it from the database.
  const restarted = await startTestApp(options);
  await Promise.all([reminders.sendDue(), restarted.catalogue.reminders.sendDue()]);
  expect(await remindedAt('2099-03-23T08:59:00Z')).toEqual([]);

  const moved = { start: '2099-04-01T15:00', minutes: 60 };
  await reservations.moveDate(actor, id, '2099-03-30T10:00', moved);
  expect(await remindedAt('2099-03-29T08:00:00Z')).toEqual([]);
  for (const { id: inviteId, seatId } of await invites.list(actor, roomId))
    if (seatId === buch) await invites.revoke(actor, inviteId);
  // The server was not there in time: late is better than never.
  expect(await remindedAt('2099-03-31T20:00:00Z')).toEqual(['aach@kreis.example', 'organiser']);
  expect((await server.mailTo('aach@kreis.example')).parsed.text).toContain(
    'Wann: Mittwoch, 1. April 2099, 15:00–16:00 Uhr',
  );

  await reservations.cancelDate(actor, id, '2099-04-06T10:00');
  expect(await remindedAt('2099-04-05T09:00:00Z')).toEqual([]);
  expect(app.failures).toEqual([]);
});

it('a reminder is as early as was chosen, goes to nobody who was invited since, and where none is chosen there is none', async () => {
  const { server, app, actor, id, aach, clock, remindedAt } = await setUp();
  const { reservations, invitations } = app.catalogue;
  await reservations.update(actor, id, { reminderMinutes: null });
  expect(await remindedAt('2099-03-23T08:30:00Z')).toEqual([]);
  await reservations.update(actor, id, { reminderMinutes: 60 });
  // It changes nothing that those who are invited would have to be told.
  expect((await invitations.read(actor, id)).untold).toBeNull();
  clock('2099-03-30T07:10:00Z');
  await invitations.send(actor, id, { is: 'invited' }, [aach]);
  await expect.poll(() => server.arrived.length).toBe(1);
  expect(await remindedAt('2099-03-30T07:20:00Z')).toEqual(['buch@kreis.example', 'organiser']);
  expect(await remindedAt('2099-04-06T06:59:00Z')).toEqual([]);
  expect(await remindedAt('2099-04-06T08:00:00Z')).toEqual([]);
  expect(app.failures).toEqual([]);
});

it('the organiser reads in both languages what their room is reserved for, and signs in from there; expected themselves, they are reminded as that', async () => {
  const { server, app, house, actor, roomId, id, aach, buch, clock, remindedAt } = await setUp();
  const { calls, invites, organisers, organiserMail, reservations, reminders } = app.catalogue;
  const { email } = house.organiser;
  // Made so late that nobody has forgotten it by then.
  clock('2099-03-22T08:00:00Z');
  const soon = { roomId, seats: 2, start: '2099-03-22T13:00', minutes: 30, zone: 'Europe/Berlin', rule: null };
  await reservations.create(actor, soon);
  expect(await remindedAt('2099-03-22T08:30:00Z')).toEqual([]);
  expect(await remindedAt('2099-03-22T09:00:00Z')).toHaveLength(3);
  const { parsed } = await server.mailTo(email);
  expect(parsed.subject).toBe('Erinnerung: Sitzung, Mo., 23. März 2099 / Reminder: Sitzung, Mon, 23 March 2099');
  expect(parsed.from?.value[0]?.name).toBe('Landratsamt');
  for (const said of [
    'für die Ihr Raum „Vorstand“ reserviert ist',
    'Montag, 23. März 2099, 10:00',
    'Monday',
    'Europe/Berlin',
  ])
    expect(parsed.text).toContain(said);
  expect(parsed.text).toContain(`${app.url}/verwaltung/kalender/${id}`);
  expect(parsed.html).toContain(`href="${app.url}/verwaltung/kalender/${id}"`);
  expect(parsed.text).not.toContain('#invite=');
  // What one's own mail is, is nobody else's business.
  const { id: adminId, organisationId } = house.admin;
  const admin: Actor = { kind: 'organiser', organiserId: adminId, organisationId, role: 'admin' };
  expect(await organiserMail.list(admin, house.organiser.id)).toEqual([]);

  await calls.setAddress(actor, roomId, aach, { email: email.toUpperCase(), language: 'de' });
  // Two looks at once.
  clock('2099-03-29T08:00:00Z');
  server.arrived.length = 0;
  await Promise.all([reminders.sendDue(), reminders.sendDue()]);
  await expect
    .poll(() => server.arrived.flatMap(({ to }) => to.map((each) => each.toLowerCase())).sort())
    .toEqual(['buch@kreis.example', email].sort());
  // Their link was taken back: they are the organiser still.
  for (const { id: inviteId, seatId } of await invites.list(actor, roomId))
    if (seatId === aach || seatId === buch) await invites.revoke(actor, inviteId);
  await reservations.moveDate(actor, id, '2099-03-30T10:00', { start: '2099-03-30T11:00', minutes: 60 });
  expect(await remindedAt('2099-03-29T10:00:00Z')).toEqual(['organiser']);
  await organisers.disable(admin, house.organiser.id);
  expect(await remindedAt('2099-04-05T09:00:00Z')).toEqual([]);
  expect(app.failures).toEqual([]);
});

it('a reminder that still waits for the mail server does not go of a date that was called off, and goes when it is back', async () => {
  const { server, app, actor, roomId, id, remindedAt, clock } = await setUp();
  const { reservations, reminders } = app.catalogue;
  let refused = 0;
  server.wishes.refusal = () => {
    refused += 1;
    return { at: 'RCPT', status: 450 };
  };
  clock('2099-03-22T09:00:00Z');
  await reminders.sendDue();
  await expect.poll(() => refused).toBe(3);
  await reservations.cancelDate(OPERATOR, id, TIMES.start);
  const kinds = (await app.database.mails.deliveriesOf({ roomId })).map(({ kind }) => kind);
  expect(kinds).toEqual(['invitation', 'invitation']);
  server.wishes.refusal = () => null;
  expect(await remindedAt('2099-03-22T10:00:00Z')).toEqual([]);
  await reservations.moveDate(actor, id, TIMES.start, { start: TIMES.start, minutes: 60 });
  expect(await remindedAt('2099-03-22T11:00:00Z')).toHaveLength(3);
  await reservations.delete(actor, id);
  expect(await remindedAt('2099-03-29T09:00:00Z')).toEqual([]);
  expect(app.failures).toEqual([]);
});
