import { expect, it } from 'vitest';
import { startTestApi } from '../../../helpers/servers/api.ts';
import { startMailServer } from '../../../helpers/servers/mail-server.ts';
import { readCalendar } from '../../../mail/calendar/read-calendar.ts';

const TIMES = { start: '2099-03-23T10:00', minutes: 60, zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;COUNT=3' };

it('those whom a room expects are invited to a series, told of a date that moved, and of its end, by one calendar entry', async () => {
  const server = await startMailServer();
  const { app, asOrganiser } = await startTestApi({ mail: server.settings });
  const { body: made } = await asOrganiser.post('/rooms', { name: 'Vorstand' });
  const roomId = (made.room as { id: string }).id;
  const { body: before } = await asOrganiser.get(`/rooms/${roomId}/plan`);
  const plan = { seats: [{ name: 'Aach' }, { name: 'Buch' }], quorum: null, version: before.version };
  const [aach] = (await asOrganiser.put(`/rooms/${roomId}/plan`, plan)).body.seats as { id: string }[];
  const { id } = await app.catalogue.reservations.create(
    { kind: 'operator' },
    { ...TIMES, roomId, seats: 5, title: 'Vorstandssitzung' },
  );
  const path = `/reservations/${id}`;
  const send = (news: object) => asOrganiser.post(`${path}/mails`, news);
  expect((await send({ is: 'invited' })).body.code).toBe('INVALID_STATE');
  await asOrganiser.put(`/rooms/${roomId}/plan/seats/${aach?.id}/address`, { email: 'aach@kreis.example' });
  const read = async (count: number) => {
    await expect.poll(() => server.arrived.length).toBe(count);
    const { parsed } = await server.mailTo('aach@kreis.example');
    const file = parsed.attachments.find(({ filename }) => filename === 'termin.ics');
    const calendar = readCalendar(file?.content.toString('utf8') ?? '');
    return { parsed, calendar, secret: /#invite=([\w-]{43})/.exec(parsed.text ?? '')?.[1] ?? '' };
  };

  // Pressed twice, and sent again because the answer was lost, it goes once.
  for (const answer of await Promise.all([send({ is: 'invited' }), send({ is: 'invited' })]))
    expect(answer).toMatchObject({ status: 202, body: { sent: 1 } });
  expect(await send({ is: 'invited' })).toMatchObject({ status: 202, body: { sent: 1 } });
  const invited = await read(1);
  expect(invited.calendar).toMatchObject({ method: 'REQUEST', events: [{ uid: id, summary: 'Vorstandssitzung' }] });
  expect(invited.calendar.begins).toHaveLength(3);

  expect((await send({ is: 'date-moved', date: '2099-03-30T10:00' })).status).toBe(404);
  await app.catalogue.reservations.moveDate({ kind: 'operator' }, id, '2099-03-30T10:00', {
    start: '2099-03-31T15:00',
    minutes: 60,
  });
  expect((await send({ is: 'date-moved', date: '2099-03-30T10:00' })).status).toBe(202);
  const moved = await read(2);
  const [before0, after0] = [invited.calendar.events[0], moved.calendar.events[0]];
  expect(after0).toMatchObject({ uid: id, recurrenceId: '2099-03-30T10:00:00' });
  expect(after0?.sequence).toBeGreaterThan(before0?.sequence ?? 99);

  // A call in between takes none of them away.
  expect((await asOrganiser.post(`/rooms/${roomId}/call`)).body).toEqual({ called: 1 });
  await expect.poll(() => server.arrived.length).toBe(3);
  // The link that the calendar has had from the first leads to the seat as well, and again.
  for (const secret of [invited.secret, moved.secret]) {
    const guest = await app.connect();
    const joined = await guest.join(roomId, 'Eva', { invite: secret });
    expect(joined.participants.map(({ seatId }) => seatId)).toEqual([aach?.id]);
    await guest.send('room:leave');
  }

  expect((await send({ is: 'cancelled' })).body.code).toBe('INVALID_STATE');
  await app.catalogue.reservations.cancel({ kind: 'operator' }, id);
  expect((await send({ is: 'changed' })).body.code).toBe('INVALID_STATE');
  expect((await send({ is: 'cancelled' })).status).toBe(202);
  const cancelled = await read(4);
  expect(cancelled.calendar).toMatchObject({ method: 'CANCEL', events: [{ uid: id, status: 'CANCELLED' }] });
  expect(cancelled.calendar.events[0]?.sequence).toBeGreaterThan(after0?.sequence ?? 99);
  expect(cancelled.parsed.text).not.toContain('#invite');
});

it('who was invited is seen as long as the reservation is there, one alone is written to again, and nobody who is not expected', async () => {
  const server = await startMailServer();
  const { app, asOrganiser } = await startTestApi({ mail: server.settings });
  const room = async (name: string) => {
    const { body } = await asOrganiser.post('/rooms', { name });
    const roomId = (body.room as { id: string }).id;
    const { version } = (await asOrganiser.get(`/rooms/${roomId}/plan`)).body;
    const plan = { seats: [{ name: 'Aach' }, { name: 'Buch' }, { name: 'Cham' }], quorum: null, version };
    const { seats } = (await asOrganiser.put(`/rooms/${roomId}/plan`, plan)).body;
    return { roomId, seatIds: (seats as { id: string }[]).map(({ id }) => id) };
  };
  const { roomId, seatIds } = await room('Vorstand');
  const elsewhere = await room('Anderswo');
  const [aach = '', buch = '', cham = ''] = seatIds;
  for (const seatId of [aach, buch]) {
    await asOrganiser.put(`/rooms/${roomId}/plan/seats/${seatId}/address`, { email: `${seatId}@kreis.example` });
  }
  server.wishes.refusal = (address) => (address.startsWith(buch) ? { at: 'RCPT', status: 550 } : null);
  const { id } = (await asOrganiser.post('/reservations', { ...TIMES, roomId, seats: 5 })).body;
  const send = (news: object) => asOrganiser.post(`/reservations/${id}/mails`, news);
  const invited = async () => {
    const { seats } = (await asOrganiser.get(`/reservations/${id}/invited`)).body as {
      seats: {
        name: string;
        mailed: null | { kind: string; mail: { state: string; failure: string | null } | null };
      }[];
    };
    return seats.map(({ name, mailed }) => [name, mailed?.kind ?? null, mailed?.mail?.failure ?? mailed?.mail?.state]);
  };
  expect(await invited()).toEqual([
    ['Aach', null, undefined],
    ['Buch', null, undefined],
    ['Cham', null, undefined],
  ]);
  expect((await send({ is: 'invited' })).body).toEqual({ sent: 2 });
  await expect.poll(invited).toEqual([
    ['Aach', 'invitation', 'sent'],
    ['Buch', 'invitation', 'address-refused'],
    ['Cham', null, undefined],
  ]);
  server.wishes.refusal = () => null;
  expect((await send({ is: 'invited', seatIds: [buch] })).body).toEqual({ sent: 1 });
  await expect.poll(async () => (await invited())[1]).toEqual(['Buch', 'invitation', 'sent']);
  expect(server.arrived).toHaveLength(2);
  expect((await send({ is: 'invited', seatIds: [cham] })).body.code).toBe('INVALID_STATE');
  expect((await send({ is: 'invited', seatIds: elsewhere.seatIds })).body.code).toBe('NOT_FOUND');

  // What became of a mail goes after two weeks; that somebody was written to stays.
  await app.database.mails.deleteSettled(Date.now() + 1);
  expect((await invited())[0]).toEqual(['Aach', 'invitation', undefined]);
  await asOrganiser.post(`/reservations/${id}/cancel`);
  expect((await send({ is: 'cancelled' })).body).toEqual({ sent: 2 });
  expect((await invited())[0]?.[1]).toBe('cancellation');
});

it('what those who were written to do not know yet is said: one date alone where it is one, and nothing once they were told', async () => {
  const server = await startMailServer();
  const { app, asOrganiser } = await startTestApi({ mail: server.settings });
  const { body: made } = await asOrganiser.post('/rooms', { name: 'Vorstand' });
  const roomId = (made.room as { id: string }).id;
  const { version } = (await asOrganiser.get(`/rooms/${roomId}/plan`)).body;
  const plan = { seats: [{ name: 'Aach' }, { name: 'Buch' }], quorum: null, version };
  const { seats } = (await asOrganiser.put(`/rooms/${roomId}/plan`, plan)).body;
  const [aach = '', buch = ''] = (seats as { id: string }[]).map(({ id }) => id);
  for (const seatId of [aach, buch])
    await asOrganiser.put(`/rooms/${roomId}/plan/seats/${seatId}/address`, { email: `${seatId}@kreis.example` });
  const { id } = (await asOrganiser.post('/reservations', { ...TIMES, roomId, seats: 5 })).body;
  const path = `/reservations/${id}`;
  const untold = async () => (await asOrganiser.get(`${path}/invited`)).body.untold;
  const send = async (news: object) => expect((await asOrganiser.post(`${path}/mails`, news)).status).toBe(202);
  const put = async (date: string, moved: object | null) =>
    expect((await asOrganiser.put(`${path}/dates/${date}`, { moved })).status).toBe(200);
  const [, second = '', third = ''] = ['2099-03-23T10:00', '2099-03-30T10:00', '2099-04-06T10:00'];
  const later = { start: '2099-03-31T15:00', minutes: 60 };

  expect(await untold()).toBeNull();
  await put(third, { start: '2099-04-07T10:00', minutes: 60 });
  // Nobody knows it otherwise.
  expect(await untold()).toBeNull();
  await send({ is: 'invited' });
  expect(await untold()).toBeNull();

  await put(second, later);
  const moved = { is: 'date-moved', date: second };
  expect(await untold()).toEqual(moved);
  // Whoever was told is not the only one.
  await send({ ...moved, seatIds: [aach] });
  expect(await untold()).toEqual(moved);
  await send(moved);
  expect(await untold()).toBeNull();

  await put(third, null);
  expect(await untold()).toEqual({ is: 'date-cancelled', date: third });
  await put(second, { start: second, minutes: 60 });
  expect(await untold()).toEqual({ is: 'changed', date: null });
  // One of two: the other is not known yet, also to who was told of this one.
  await send({ is: 'date-cancelled', date: third });
  expect(await untold()).toEqual({ is: 'changed', date: null });
  await send({ is: 'date-moved', date: second });
  await expect.poll(() => server.arrived.at(-1)?.parsed.text).toContain('doch wie geplant');
  await send({ is: 'changed' });
  expect(await untold()).toBeNull();

  expect((await asOrganiser.patch(path, { title: 'Vorstandssitzung' })).status).toBe(200);
  expect(await untold()).toEqual({ is: 'changed', date: null });
  await send({ is: 'changed' });
  expect((await asOrganiser.post(`${path}/cancel`)).status).toBe(200);
  expect(await untold()).toEqual({ is: 'cancelled', date: null });
  await send({ is: 'cancelled' });
  expect(await untold()).toBeNull();

  const { id: once } = (await asOrganiser.post('/reservations', { ...TIMES, rule: null, roomId, seats: 5 })).body;
  await asOrganiser.post(`/reservations/${once}/mails`, { is: 'invited' });
  await asOrganiser.put(`/reservations/${once}/dates/${TIMES.start}`, { moved: later });
  // Of what takes place once there is no part.
  expect((await asOrganiser.get(`/reservations/${once}/invited`)).body.untold).toEqual({ is: 'changed', date: null });
  expect(app.failures).toEqual([]);
});
