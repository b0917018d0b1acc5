import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { ReservationRefusal } from '../../../src/catalogue/reservations/capacity.ts';
import { KeptReservations } from '../../../src/catalogue/reservations/kept-reservations.ts';
import { occurrencesOf } from '../../../src/catalogue/reservations/occurrences.ts';
import type { ReservationWish } from '../../../src/catalogue/reservations/reservations.ts';
import { seatWindowsOf } from '../../../src/catalogue/reservations/seat-windows.ts';
import { keepRetention } from '../../../src/catalogue/retention.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newOrganisation, newRoom } from '../../storage/storage.ts';

// Dates alone: what storage waits for goes on.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-26T12:00Z') }));
afterEach(() => void vi.useRealTimers());

async function open({ capacitySeats = 100, dataDir = tempDir() } = {}) {
  const { database, catalogue } = await openTestCatalogue(dataDir, { capacitySeats });
  const { reservations } = catalogue;
  const room = async (changes: Parameters<typeof newRoom>[0] = {}) =>
    (await database.rooms.create(newRoom({ maxParticipants: 100, ...changes }))).id;
  const reserve = async (wish: Partial<ReservationWish> = {}) =>
    reservations.create(OPERATOR, {
      roomId: wish.roomId ?? (await room()),
      seats: 25,
      start: '2026-11-30T14:00',
      minutes: 60,
      zone: 'Europe/Berlin',
      rule: null,
      ...wish,
    });
  return { database, catalogue, reservations, room, reserve, dataDir };
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => (error instanceof ReservationRefusal ? error : Promise.reject(error)),
  );
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code,
  );

it('a reservation is kept as it was said, and read again by who opens the file anew', async () => {
  const { reserve, dataDir } = await open();
  const made = await reserve({ title: 'Vorstand', rule: 'FREQ=WEEKLY;COUNT=3', minutesBefore: 30 });
  expect(made).toMatchObject({ title: 'Vorstand', seats: 25, minutesBefore: 30, minutesAfter: 15, cancelledAt: null });
  expect(made.series).toMatchObject({
    start: '2026-11-30T14:00',
    rule: 'FREQ=WEEKLY;COUNT=3',
    sequence: 0,
    changes: [],
  });
  const { reservations } = await open({ dataDir });
  expect(await reservations.read(OPERATOR, made.id)).toEqual(made);
});

it('of a hundred who ask at once for the last seats one has them', async () => {
  const { reserve, room, reservations } = await open({ capacitySeats: 120 });
  await reserve({ seats: 100 });
  const rooms = await Promise.all(Array.from({ length: 100 }, () => room()));
  const codes = await Promise.all(rooms.map((roomId) => codeOf(reserve({ roomId, seats: 20 }))));
  expect(codes.filter((code) => code === 'done')).toHaveLength(1);
  expect(codes.filter((code) => code === 'CAPACITY_TAKEN')).toHaveLength(99);
  expect(await reservations.list(OPERATOR, null)).toHaveLength(2);
});

it('what is refused for want of seats says which dates, how many are left and what is free instead', async () => {
  const { reserve } = await open();
  await reserve({ seats: 80, start: '2026-12-07T14:00' });
  const refusal = await refusalOf(reserve({ seats: 30, rule: 'FREQ=WEEKLY;COUNT=3' }));
  expect(refusal).toMatchObject({ code: 'CAPACITY_TAKEN', seatsLeft: 20 });
  expect(refusal?.taken.map(({ date }) => date)).toEqual(['2026-12-07T14:00']);
  // 15:00 is its end, after which 15 minutes are kept free for it, and 15 before the next.
  expect(refusal?.free).toEqual([
    { start: '2026-12-07T15:30', minutes: 60 },
    { start: '2026-12-08T14:00', minutes: 60 },
    { start: '2026-12-09T14:00', minutes: 60 },
  ]);
});

it('each time that is named as free can be had', async () => {
  const { reserve, room } = await open();
  for (const start of ['2026-11-30T13:00', '2026-11-30T15:30', '2026-12-01T14:00']) await reserve({ seats: 80, start });
  const refusal = await refusalOf(reserve({ seats: 30 }));
  expect(refusal?.free).toHaveLength(3);
  for (const { start, minutes } of refusal?.free ?? []) {
    expect(await codeOf(reserve({ seats: 30, start, minutes, roomId: await room() })), start).toBe('done');
  }
});

it('nobody who asks for the day is sent into the night', async () => {
  const { reserve } = await open();
  await reserve({ seats: 80, start: '2026-11-30T14:00', minutes: 9 * 60 });
  const refusal = await refusalOf(reserve({ seats: 30 }));
  expect(refusal?.free[0]?.start).toBe('2026-12-01T14:00');
});

it('what is kept free before and after counts as well', async () => {
  const { reserve } = await open();
  await reserve({ seats: 80 });
  const after = { seats: 30, start: '2026-11-30T15:15', minutesAfter: 0 };
  expect(await codeOf(reserve({ ...after, minutesBefore: 1 }))).toBe('CAPACITY_TAKEN');
  expect(await codeOf(reserve({ ...after, minutesBefore: 0 }))).toBe('done');
});

it('a series is looked at to its last date, over the change to summer time', async () => {
  const { reserve } = await open();
  // 14:00 in Berlin is 13:00 in winter and 12:00 in summer, in UTC.
  await reserve({ seats: 80, start: '2027-04-05T13:00', zone: 'UTC', minutesBefore: 0, minutesAfter: 0 });
  const weekly = { seats: 30, rule: 'FREQ=WEEKLY;UNTIL=20270405', minutesBefore: 0, minutesAfter: 0 };
  expect(await codeOf(reserve(weekly))).toBe('done');
  expect(await codeOf(reserve({ ...weekly, start: '2026-11-30T15:00' }))).toBe('CAPACITY_TAKEN');
});

it('a room is not reserved twice at once, and its meetings may follow each other', async () => {
  const { reserve, room } = await open();
  const roomId = await room();
  await reserve({ roomId, seats: 60 });
  const refusal = await refusalOf(reserve({ roomId, start: '2026-11-30T14:30' }));
  expect(refusal).toMatchObject({ code: 'ROOM_RESERVED', seatsLeft: null });
  expect(refusal?.free[0]).toEqual({ start: '2026-11-30T15:00', minutes: 60 });
  // Its seats are the same while both keep them.
  expect(await codeOf(reserve({ roomId, seats: 60, start: '2026-11-30T15:00' }))).toBe('done');
});

it('a room has no more seats than people may be in it, and an organisation no more than its quota', async () => {
  const { reserve, room, database } = await open();
  expect(await codeOf(reserve({ roomId: await room({ maxParticipants: 20 }), seats: 21 }))).toBe('CAPACITY_TAKEN');
  const house = await database.organisations.create(newOrganisation({ maxSeats: 40 }));
  const owner = { organisationId: house.id, organiserId: null };
  const own = { owner };
  expect(await codeOf(reserve({ roomId: await room(own), seats: 30 }))).toBe('done');
  const refusal = await refusalOf(reserve({ roomId: await room(own), seats: 11 }));
  expect(refusal).toMatchObject({ code: 'CAPACITY_TAKEN', seatsLeft: 10 });
  expect(await codeOf(reserve({ roomId: await room(own), seats: 10 }))).toBe('done');
  expect(await codeOf(reserve({ seats: 60 }))).toBe('done');
});

it('a date is moved, left out and put back alone, each time with a higher number', async () => {
  const { reserve, reservations } = await open();
  const { id } = await reserve({ rule: 'FREQ=WEEKLY;COUNT=3' });
  const date = '2026-12-07T14:00';
  const moved = await reservations.moveDate(OPERATOR, id, date, { start: '2026-12-08T10:00', minutes: 30 });
  expect(moved.series.changes).toEqual([{ date, moved: { start: '2026-12-08T10:00', minutes: 30 }, sequence: 1 }]);
  expect(moved.series.sequence).toBe(0);
  const gone = await reservations.cancelDate(OPERATOR, id, date);
  expect(gone.series.changes).toEqual([{ date, moved: null, sequence: 2 }]);
  expect(occurrencesOf(gone.series)).toHaveLength(2);
  const back = await reservations.moveDate(OPERATOR, id, date, { start: date, minutes: 60 });
  expect(back.series.changes).toMatchObject([{ sequence: 3 }]);
  const whole = await reservations.update(OPERATOR, id, { seats: 10 });
  expect(whole).toMatchObject({ seats: 10, series: { sequence: 4, changes: [{ sequence: 5 }] } });
  expect(await codeOf(reservations.cancelDate(OPERATOR, id, '2026-12-08T10:00'))).toBe('NOT_FOUND');
});

it('seats of a date that was moved away are free there, and must be free where it goes', async () => {
  const { reserve, reservations } = await open();
  const { id } = await reserve({ seats: 80, rule: 'FREQ=WEEKLY;COUNT=3' });
  await reserve({ seats: 80, start: '2026-12-09T10:00' });
  const date = '2026-12-07T14:00';
  const move = (start: string) => reservations.moveDate(OPERATOR, id, date, { start, minutes: 60 });
  const refusal = await refusalOf(move('2026-12-09T10:00'));
  expect(refusal).toMatchObject({ code: 'CAPACITY_TAKEN', seatsLeft: 20 });
  expect(refusal?.free[0]?.start).toBe('2026-12-09T11:30');
  expect((await reservations.read(OPERATOR, id)).series.changes).toEqual([]);
  await move('2026-12-08T10:00');
  expect(await codeOf(reserve({ seats: 80, start: date }))).toBe('done');
});

it('a series that is moved as a whole keeps what is otherwise as far as it has these dates', async () => {
  const { reserve, reservations } = await open();
  const { id } = await reserve({ rule: 'FREQ=WEEKLY;UNTIL=20261221' });
  await reservations.cancelDate(OPERATOR, id, '2026-12-07T14:00');
  const longer = await reservations.update(OPERATOR, id, { times: { minutes: 90 } });
  expect(longer.series.changes).toMatchObject([{ date: '2026-12-07T14:00', moved: null }]);
  const later = await reservations.update(OPERATOR, id, { times: { start: '2026-11-30T16:00' } });
  expect(later.series).toMatchObject({ changes: [], sequence: 4 });
  expect(occurrencesOf(later.series).at(-1)?.date).toBe('2026-12-21T16:00');
  const ended = await reservations.end(OPERATOR, id, '2026-12-08');
  expect(occurrencesOf(ended.series)).toHaveLength(2);
});

it('a cancelled reservation keeps no seats, is changed no more and is there to be told of', async () => {
  const { reserve, reservations } = await open();
  const { id } = await reserve({ seats: 100 });
  const cancelled = await reservations.cancel(OPERATOR, id);
  expect(cancelled).toMatchObject({ cancelledAt: Date.now(), series: { sequence: 1 } });
  expect(await reservations.cancel(OPERATOR, id)).toEqual(cancelled);
  expect(await codeOf(reservations.update(OPERATOR, id, { seats: 2 }))).toBe('INVALID_STATE');
  expect(await codeOf(reserve({ seats: 100 }))).toBe('done');
  await reservations.delete(OPERATOR, id);
  expect(await codeOf(reservations.read(OPERATOR, id))).toBe('NOT_FOUND');
});

it('what was promised stays promised on a server that carries less by now, and no more is', async () => {
  const { reserve, dataDir } = await open();
  const { id } = await reserve({ seats: 80, rule: 'FREQ=WEEKLY;COUNT=3' });
  const { reservations } = await open({ dataDir, capacitySeats: 50 });
  expect(await codeOf(reservations.update(OPERATOR, id, { title: 'Neu' }))).toBe('done');
  expect(await codeOf(reservations.cancelDate(OPERATOR, id, '2026-12-07T14:00'))).toBe('done');
  expect(await codeOf(reservations.update(OPERATOR, id, { seats: 81 }))).toBe('CAPACITY_TAKEN');
  expect(await codeOf(reservations.update(OPERATOR, id, { minutesBefore: 20 }))).toBe('CAPACITY_TAKEN');
});

it('a series that would meet itself, or is over, is refused', async () => {
  const { reserve } = await open();
  const daily = { minutes: 24 * 60, rule: 'FREQ=DAILY;COUNT=3' };
  expect(await codeOf(reserve(daily))).toBe('done');
  const { reservations, reserve: again } = await open();
  const { id } = await again({ minutes: 60, rule: 'FREQ=DAILY;COUNT=3' });
  const onto = reservations.moveDate(OPERATOR, id, '2026-12-01T14:00', { start: '2026-11-30T14:30', minutes: 60 });
  expect(await codeOf(onto)).toBe('SERIES_INVALID');
  expect(await codeOf(again({ start: '2026-11-20T14:00' }))).toBe('SERIES_INVALID');
});

it('only reservations of the span that is asked for are listed', async () => {
  const { reserve, reservations } = await open();
  const { id } = await reserve({ rule: 'FREQ=WEEKLY;COUNT=3' });
  await reserve({ start: '2027-01-15T10:00' });
  const list = async (from: string, to: string) =>
    (await reservations.list(OPERATOR, null, { from: Date.parse(from), to: Date.parse(to) })).map((one) => one.id);
  expect(await list('2026-12-07T13:30Z', '2026-12-07T13:31Z')).toEqual([id]);
  expect(await list('2026-12-08T00:00Z', '2026-12-09T00:00Z')).toEqual([]);
});

it('what is over goes when its time has passed, and nothing of what is still to come', async () => {
  const { reserve, room, database, reservations } = await open();
  const over = await reserve({ rule: 'FREQ=WEEKLY;COUNT=2' });
  const coming = await reserve({ start: '2026-12-14T10:00' });
  const cancelled = await reserve({ start: '2026-12-20T10:00' });
  await reservations.cancel(OPERATOR, cancelled.id);
  const ids = async () => (await reservations.list(OPERATOR, null)).map(({ id }) => id).sort();
  const end = Date.parse('2026-12-07T14:15Z');
  vi.setSystemTime(end);
  await database.reservations.deleteEnded(end);
  expect(await ids()).toEqual([over.id, coming.id].sort());
  await database.reservations.deleteEnded(end + 1);
  expect(await ids()).toEqual([coming.id]);
  const roomId = await room();
  const { id } = await reserve({ roomId, start: '2026-12-15T10:00' });
  await database.rooms.delete(roomId);
  expect(await codeOf(reservations.read(OPERATOR, id))).toBe('NOT_FOUND');
  const span = { from: 0, to: Number.MAX_SAFE_INTEGER };
  expect((await database.reservations.windowsWithin(span)).map(({ reservationId }) => reservationId)).toEqual([
    coming.id,
  ]);
});

it('a server deletes what was over for so many days as were set, beside what else it deletes', async () => {
  const { reserve, database, reservations } = await open();
  const { id } = await reserve();
  const kept = new KeptReservations({ store: database.reservations, days: 3 });
  const report = (error: unknown) => expect.unreachable(String(error));
  const keep = async () => (await keepRetention({ stays: database.attendance, reservations: kept, report })).close();
  vi.setSystemTime(Date.parse('2026-12-03T14:15Z'));
  await keep();
  expect(await codeOf(reservations.read(OPERATOR, id))).toBe('done');
  vi.setSystemTime(Date.now() + 1);
  await keep();
  expect(await codeOf(reservations.read(OPERATOR, id))).toBe('NOT_FOUND');
});

it('where the rules of time zones have changed, local times stay and their instants follow', async () => {
  const { reserve, database } = await open();
  const { id } = await reserve();
  const span = { from: 0, to: Number.MAX_SAFE_INTEGER };
  const before = await database.reservations.windowsWithin(span);
  const shifted = before.map((window) => ({ ...window, beginsAt: 1 }));
  await database.reservations.followZones(() => shifted);
  expect(await database.reservations.windowsWithin(span)).toEqual(before);
  vi.spyOn(process, 'versions', 'get').mockReturnValue({ ...process.versions, tz: '2099z' });
  await database.reservations.followZones(() => shifted);
  expect(await database.reservations.windowsWithin(span)).toEqual(shifted);
  vi.restoreAllMocks();
  await database.reservations.followZones(seatWindowsOf);
  expect(await database.reservations.windowsWithin(span)).toEqual(before);
  expect(await database.reservations.find(id)).not.toBeNull();
});
