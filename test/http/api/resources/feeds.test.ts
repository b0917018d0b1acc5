import { expect, it, vi } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { StorageError } from '../../../../src/storage/index.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';
import { openTestCatalogue } from '../../../helpers/servers/houses.ts';
import { readCalendar } from '../../../mail/calendar/read-calendar.ts';

async function setUp() {
  const api = await startTestApi({ capacitySeats: 60 });
  const { app, house } = api;
  const reserve = async (organisationId: string | null, name: string, wish: object = {}) => {
    const { room } = await app.catalogue.rooms.create(OPERATOR, organisationId, { name });
    const times = { start: '2099-03-23T10:00', minutes: 60, zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;COUNT=3' };
    return app.catalogue.reservations.create(OPERATOR, { roomId: room.id, seats: 5, ...times, ...wish });
  };
  const read = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  return { ...api, own: house.organisation.id, reserve, read };
}

it('a calendar program reads the series of its house, moved and called off dates with them, and nothing of others', async () => {
  const { app, asOrganiser, own, reserve, read } = await setUp();
  const { id } = await reserve(own, 'Vorstand', { title: 'Sitzung, geheim\nnicht' });
  await app.catalogue.reservations.moveDate(OPERATOR, id, '2099-03-30T10:00', {
    start: '2099-03-31T15:00',
    minutes: 30,
  });
  await app.catalogue.reservations.cancelDate(OPERATOR, id, '2099-04-06T10:00');
  const off = await reserve(own, 'Abgesagt');
  await app.catalogue.reservations.cancel(OPERATOR, off.id);
  const other = await app.createHouse();
  await reserve(other.organisation.id, 'Fremdes Haus');
  await reserve(null, 'Betreiber');
  expect((await asOrganiser.get('/calendar-feed')).body).toEqual({ feed: null });
  const { url } = (await asOrganiser.post('/calendar-feed')).body as { url: string };
  expect(url).toMatch(/^http:\/\/[^/]+\/kalender\/[\w-]{43}\.ics$/);
  const { status, type, text } = await read(url);
  expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
  const calendar = readCalendar(text);
  expect(calendar).toMatchObject({ method: 'PUBLISH', zones: ['Europe/Berlin'] });
  expect(new Set(calendar.events.map(({ uid }) => uid))).toEqual(new Set([id]));
  // Over the change to summer time.
  expect(calendar.begins).toEqual(['2099-03-23T09:00:00.000Z', '2099-03-31T13:00:00.000Z']);
  expect(text).not.toMatch(/Fremdes|Betreiber|ATTENDEE|ORGANIZER|invite=/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect((await asOrganiser.get('/calendar-feed')).body).toMatchObject({ feed: { lastUsedAt: expect.any(String) } });
});

it('a calendar is read also when nothing can be kept, as on a full disk', async () => {
  const { catalogue, createHouse, database } = await openTestCatalogue();
  const { organiser } = await createHouse();
  const { url } = await catalogue.feeds.make(OPERATOR, organiser.id);
  const touch = vi.spyOn(database.feeds, 'touch').mockRejectedValue(new StorageError('no room'));
  const secret = /([\w-]{43})\.ics$/.exec(url)?.[1] ?? '';
  expect(readCalendar(await catalogue.feeds.calendarOf(secret))).toMatchObject({ method: 'PUBLISH' });
  expect(touch).toHaveBeenCalledOnce();
});

it('an address that was renewed or switched off, or whose owner is disabled, shows nothing any more, like one that never was', async () => {
  const { app, house, asOrganiser, asAdmin, own, reserve, read } = await setUp();
  await reserve(own, 'Vorstand');
  const make = async (client = asOrganiser) => ((await client.post('/calendar-feed')).body as { url: string }).url;
  const [first, admins] = [await make(), await make(asAdmin)];
  const second = await make();
  const never = await read(first.replace(/[\w-]{43}/, 'A'.repeat(43)));
  expect(never.status).toBe(404);
  expect(await read(first)).toEqual(never);
  expect((await read(second)).status).toBe(200);
  expect((await asOrganiser.delete('/calendar-feed')).status).toBe(204);
  expect((await asOrganiser.delete('/calendar-feed')).status).toBe(204);
  expect(await read(second)).toEqual(never);
  expect((await read(admins)).status).toBe(200);
  await app.catalogue.organisers.disable(OPERATOR, house.admin.id);
  expect(await read(admins)).toEqual(never);
  expect((await read(first.replace(/kalender.*/, 'kalender/zu-kurz.ics'))).status).toBe(404);
  // Neither the address nor what it opens is in any line of the log.
  expect(app.logLines.join('')).not.toContain(second.slice(-47, -4));
});
