import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { type ReservationWithDates, reservationProblemSchema } from '../../../../src/protocol/api/reservations.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';

async function setUp() {
  const api = await startTestApi({ capacitySeats: 60 });
  const { app, house, asOrganiser } = api;
  const room = async (name: string) =>
    (await app.catalogue.rooms.create(OPERATOR, house.organisation.id, { name })).room.id;
  const roomId = await room('Vorstand');
  const weekly = {
    roomId,
    seats: 40,
    start: '2098-12-08T14:00',
    minutes: 60,
    zone: 'Europe/Berlin',
    rule: 'FREQ=WEEKLY;COUNT=4',
  };
  const reserve = async (wish: object = {}): Promise<ReservationWithDates> => {
    const { status, body } = await asOrganiser.post('/reservations', { ...weekly, ...wish });
    expect(status, JSON.stringify(body)).toBe(201);
    return body as unknown as ReservationWithDates;
  };
  return { ...api, roomId, room, weekly, reserve };
}

it('a room is reserved, and its dates say in which time they are and on which of them there is a holiday', async () => {
  const { reserve, asAdmin, roomId } = await setUp();
  const made = await reserve({ title: 'Sitzung', start: '2098-12-04T09:30', rule: 'FREQ=WEEKLY;COUNT=4' });
  expect(made).toMatchObject({ roomId, roomName: 'Vorstand', title: 'Sitzung', seats: 40, isCancelled: false });
  expect(made.dates).toHaveLength(4);
  expect(made.dates[0]).toEqual({
    date: '2098-12-04T09:30',
    state: 'planned',
    start: '2098-12-04T09:30',
    minutes: 60,
    beginsAt: '2098-12-04T08:30:00.000Z',
    endsAt: '2098-12-04T09:30:00.000Z',
    holidays: [],
  });
  // On Boxing Day it takes place all the same.
  expect(made.dates.at(-1)).toMatchObject({
    date: '2098-12-25T09:30',
    state: 'planned',
    holidays: [{ name: '1. Weihnachtstag', states: null }],
  });
  expect((await asAdmin.get(`/reservations/${made.id}`)).body).toEqual(made);
  const { dates: _, ...listed } = made;
  expect((await asAdmin.get('/reservations')).body.items).toEqual([listed]);
});

it('what cannot be had is refused with what could be had instead', async () => {
  const { reserve, asOrganiser, weekly, room, roomId } = await setUp();
  await reserve();
  const other = { ...weekly, roomId: await room('Ausschuss'), start: '2098-12-15T14:00', rule: null };
  const { status, body } = await asOrganiser.post('/reservations', other);
  expect(status).toBe(409);
  expect(reservationProblemSchema.parse(body)).toMatchObject({
    code: 'CAPACITY_TAKEN',
    taken: ['2098-12-15T14:00'],
    seatsLeft: 20,
    free: [{ start: '2098-12-15T15:30', minutes: 60 }, {}, {}],
  });
  const double = await asOrganiser.post('/reservations', { ...weekly, seats: 2, rule: null });
  expect(reservationProblemSchema.parse(double.body)).toMatchObject({ code: 'ROOM_RESERVED', seatsLeft: null });
  const query = 'start=2098-12-15T14:00&minutes=60&zone=Europe/Berlin&seats=21';
  const { body: free } = await asOrganiser.get(`/rooms/${roomId}/free-windows?${query}`);
  expect(free.items).toMatchObject([{ start: '2098-12-15T15:00', minutes: 60 }, {}, {}]);
});

it('one date is moved, called off and put back, and all of them are called off', async () => {
  const { reserve, asOrganiser } = await setUp();
  const { id } = await reserve();
  const date = '2098-12-15T14:00';
  const put = async (moved: object | null) =>
    (await asOrganiser.put(`/reservations/${id}/dates/${date}`, { moved })).body as unknown as ReservationWithDates;
  const moved = { start: '2098-12-16T10:00', minutes: 30 };
  expect((await put(moved)).dates[1]).toMatchObject({ date, state: 'moved', ...moved });
  expect((await put(null)).dates[1]).toMatchObject({ date, state: 'cancelled', start: date });
  expect((await put({ start: date, minutes: 60 })).dates[1]).toMatchObject({ state: 'planned', start: date });
  const no = await asOrganiser.put(`/reservations/${id}/dates/2098-12-16T14:00`, { moved: null });
  expect([no.status, no.body.code]).toEqual([404, 'NOT_FOUND']);
  const { body } = await asOrganiser.post(`/reservations/${id}/cancel`);
  expect(body).toMatchObject({ isCancelled: true, dates: [{ state: 'cancelled' }, {}, {}, {}] });
  expect((await asOrganiser.patch(`/reservations/${id}`, { seats: 3 })).body.code).toBe('INVALID_STATE');
});

it('a series is changed as a whole, and one that does not work is refused', async () => {
  const { reserve, asOrganiser } = await setUp();
  const { id, reminderMinutes } = await reserve();
  expect(reminderMinutes).toBe(1_440);
  for (const wanted of [60, null])
    expect((await asOrganiser.patch(`/reservations/${id}`, { reminderMinutes: wanted })).body).toMatchObject({
      reminderMinutes: wanted,
    });
  const changed = await asOrganiser.patch(`/reservations/${id}`, { start: '2098-12-08T16:00', seats: 50 });
  expect(changed.body).toMatchObject({ seats: 50, minutes: 60, dates: [{ start: '2098-12-08T16:00' }, {}, {}, {}] });
  for (const wrong of [
    { rule: 'FREQ=WEEKLY' },
    { zone: '+01:00' },
    { minutes: 0 },
    { reminderMinutes: 61 },
    {},
    { start: '2098-02-30T10:00' },
  ]) {
    const { status, body } = await asOrganiser.patch(`/reservations/${id}`, wrong);
    expect([status, body.code], JSON.stringify(wrong)).toEqual([400, 'BAD_REQUEST']);
  }
  const odd = await asOrganiser.patch(`/reservations/${id}`, { rule: 'FREQ=WEEKLY;BYDAY=SU;COUNT=2' });
  expect([odd.status, odd.body.code]).toEqual([400, 'SERIES_INVALID']);
  expect((await asOrganiser.delete(`/reservations/${id}`)).status).toBe(204);
  expect((await asOrganiser.get(`/reservations/${id}`)).status).toBe(404);
});

it('a calendar has the dates of all reservations in their order, of the time that is asked for', async () => {
  const { reserve, asAdmin, room } = await setUp();
  await reserve({ title: 'Serie' });
  await reserve({ roomId: await room('Ausschuss'), seats: 5, start: '2098-12-15T08:00', rule: null });
  const calendar = async (from: string, to: string) =>
    asAdmin.get(`/calendar?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`);
  const { body } = await calendar('2098-12-15T00:00:00+01:00', '2098-12-22T00:00:00+01:00');
  expect(body.items).toMatchObject([
    { roomName: 'Ausschuss', start: '2098-12-15T08:00', repeats: false, title: null, seats: 5 },
    { roomName: 'Vorstand', start: '2098-12-15T14:00', repeats: true, title: 'Serie', zone: 'Europe/Berlin' },
  ]);
  expect((await calendar('2098-12-15T00:00:00Z', '2099-12-15T00:00:00Z')).status).toBe(400);
});

it('nothing of one house is seen or changed by another, and nobody who is not signed in sees anything', async () => {
  const { app, reserve, weekly, roomId, asNobody, signIn, asOrganiser } = await setUp();
  const made = await reserve();
  const stranger = await signIn((await app.createHouse()).admin);
  const path = `/reservations/${made.id}`;
  const query = 'start=2098-12-15T14:00&minutes=60&zone=Europe/Berlin&seats=21';
  const span = 'from=2098-12-01T00:00:00Z&to=2098-12-30T00:00:00Z';
  const statusesOf = async (client: typeof stranger) =>
    (
      await Promise.all([
        client.get(path),
        client.patch(path, { seats: 3 }),
        client.post(`${path}/cancel`),
        client.put(`${path}/dates/2098-12-15T14:00`, { moved: null }),
        client.delete(path),
        client.post('/reservations', weekly),
        client.get(`/rooms/${roomId}/free-windows?${query}`),
      ])
    ).map(({ status }) => status);
  expect(new Set(await statusesOf(stranger))).toEqual(new Set([404]));
  expect(new Set(await statusesOf(asNobody))).toEqual(new Set([401]));
  expect((await stranger.get('/reservations')).body.items).toEqual([]);
  expect((await stranger.get(`/calendar?${span}`)).body.items).toEqual([]);
  expect((await asNobody.get(`/calendar?${span}`)).status).toBe(401);
  expect((await asOrganiser.get(path)).body).toEqual(made);
});

it('who is in a room that is reserved now hears at once what becomes of it, and its chair makes it longer where nobody else has seats', async () => {
  const { reserve, asOrganiser, app, roomId, room } = await setUp();
  const begins = (inMinutes: number) => new Date(Date.now() + inMinutes * 60_000).toISOString().slice(0, 16);
  const once = { zone: 'UTC', rule: null, minutesBefore: 0, minutesAfter: 0 };
  const { id } = await reserve({ ...once, start: begins(-5) });
  const chair = await app.connect();
  const { secret } = await app.createInvite(roomId, { role: 'moderator' });
  const { room: view } = await chair.join(roomId, 'Vorsitz', { invite: secret });
  expect(view.reserved).toMatchObject({ state: 'running', minutes: 60, nextInMs: null });

  await chair.send('room:extend', { minutes: 75 });
  await chair.heard('room:updated', ({ reserved }) => reserved?.state === 'running' && reserved.minutes === 75);
  const { body } = await asOrganiser.get(`/reservations/${id}`);
  expect(body.dates).toMatchObject([{ state: 'moved', minutes: 75 }]);
  // Of 60 seats 40 are ours.
  await reserve({ ...once, roomId: await room('Ausschuss'), seats: 21, start: begins(80) });
  expect(await chair.refused('room:extend', { minutes: 135 })).toBe('CAPACITY_TAKEN');

  // Over at the next whole minute.
  expect((await asOrganiser.post(`/reservations/${id}/end`, { lastDay: null })).body.dates).toMatchObject([
    { minutes: expect.toSatisfy((minutes: number) => minutes >= 5 && minutes <= 7) },
  ]);
  await chair.heard('room:updated', ({ reserved }) => reserved?.state === 'running' && reserved.minutes <= 7);
  await asOrganiser.post(`/reservations/${id}/cancel`);
  await chair.heard('room:updated', ({ reserved }) => reserved === null);
});

it('a series ends by its last day, and what takes place once or does not go on just now has no end before its end', async () => {
  const { reserve, asOrganiser } = await setUp();
  const { id } = await reserve();
  const end = (lastDay: string | null, of = id) => asOrganiser.post(`/reservations/${of}/end`, { lastDay });
  expect((await end('2098-12-20')).body.dates).toMatchObject([{}, { date: '2098-12-15T14:00' }]);
  expect((await end(null)).body.code).toBe('INVALID_STATE');
  const once = await reserve({ start: '2098-12-22T14:00', rule: null });
  expect((await end('2098-12-22', once.id)).body.code).toBe('INVALID_STATE');
});

it('a house that has said its federal state hears of the public holidays there, and of no others', async () => {
  const { reserve, asAdmin } = await setUp();
  // Reformation Day, which the north and the east keep, and All Saints' Day, which the south and the west do.
  const days = { start: '2098-10-31T10:00', rule: 'FREQ=DAILY;COUNT=2' };
  const { id, dates } = await reserve(days);
  expect(dates.map(({ holidays }) => holidays[0]?.states?.includes('BY') ?? null)).toEqual([false, true]);
  await asAdmin.patch('/organisation', { federalState: 'BY' });
  const { body } = await asAdmin.get(`/reservations/${id}`);
  expect(body.dates).toMatchObject([{ holidays: [] }, { holidays: [{ name: 'Allerheiligen', states: null }] }]);
  const calendar = await asAdmin.get('/calendar?from=2098-10-30T00:00:00Z&to=2098-11-03T00:00:00Z');
  expect(calendar.body.items).toMatchObject([{ holidays: [] }, { holidays: [{ name: 'Allerheiligen' }] }]);
});
