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
