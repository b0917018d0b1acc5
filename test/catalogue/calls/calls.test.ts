import { afterEach, expect, it, vi } from 'vitest';
import { type Actor, OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { rowCounts } from '../../storage/storage.ts';

afterEach(() => void vi.useRealTimers());

const NAMES = ['Aach', 'Buch', 'Cham'] as const;

/** A room of a house, of whose three expected people two have an address. */
async function setUp() {
  const server = await startMailServer();
  const dataDir = tempDir();
  const app = await startTestApp({ mail: server.settings, dataDir });
  const house = await app.createHouse({ name: `Landkreis ${crypto.randomUUID()}`, senderName: 'Landratsamt' });
  const { id: organiserId, organisationId, role } = house.organiser;
  const actor: Actor = { kind: 'organiser', organiserId, organisationId, role };
  const owner = { organisationId, organiserId };
  const room = await app.createRoom({ name: 'Krisenstab', owner, lobby: 'on', trustedPass: false });
  const { version } = await app.catalogue.plans.read(actor, room.id);
  const wish = { seats: NAMES.map((name) => ({ name })), quorum: null, version };
  const { seats } = await app.catalogue.plans.replace(actor, room.id, wish);
  const [aach = '', buch = '', cham = ''] = seats.map(({ id }) => id);
  const { calls } = app.catalogue;
  const address = (seatId: string, email: string, language: 'de' | 'en' = 'de') =>
    calls.setAddress(actor, room.id, seatId, { email, language });
  await address(aach, 'aach@kreis.example');
  await address(buch, 'buch@kreis.example', 'en');
  const secretIn = (text: string | undefined) => /#invite=([\w-]{43})/.exec(text ?? '')?.[1] ?? '';
  const state = async () =>
    Object.fromEntries(
      (await calls.read(actor, room.id)).map(({ name, call, presence }) => [
        name,
        { mail: call?.mail?.failure ?? call?.mail?.state ?? null, opened: call?.openedAt != null, presence },
      ]),
    );
  const open = (secret: string, roomId = room.id) =>
    new AccountClient(app.url).send('POST', `/api/rooms/${roomId}/opened`, { secret });
  return { server, dataDir, app, house, actor, room, aach, buch, cham, calls, address, secretIn, state, open };
}

const UNTOUCHED = { mail: null, opened: false, presence: 'away' };

it('from written to over opened and at the door to here, each person is seen on their way', async () => {
  const { server, app, actor, room, calls, secretIn, state, open } = await setUp();
  server.wishes.refusal = (address) => (address.startsWith('buch') ? { at: 'RCPT', status: 550 } : null);
  expect(await state()).toEqual({ Aach: UNTOUCHED, Buch: UNTOUCHED, Cham: UNTOUCHED });
  expect(await calls.everyone(actor, room.id)).toBe(2);
  const { parsed } = await server.mailTo('aach@kreis.example');
  await expect.poll(state).toEqual({
    Aach: { mail: 'sent', opened: false, presence: 'away' },
    Buch: { mail: 'address-refused', opened: false, presence: 'away' },
    Cham: UNTOUCHED,
  });
  const secret = secretIn(parsed.text);
  expect(parsed.text).toContain(`${app.url}/r/${room.id}#invite=${secret}`);
  expect(await open(secret)).toMatchObject({ status: 200, body: {} });
  expect((await state()).Aach).toEqual({ mail: 'sent', opened: true, presence: 'away' });

  const chair = await app.connect();
  const { secret: chairSecret } = await app.createInvite(room.id, { role: 'moderator' });
  await chair.join(room.id, 'Landrat', { invite: chairSecret });
  const guest = await app.connect();
  await guest.knock(room.id, 'Eva aus Aach', { invite: secret });
  expect((await state()).Aach).toEqual({ mail: 'sent', opened: true, presence: 'at-door' });
  const [waiting] = app.rooms.live.people(room.id).filter((person) => person.state === 'lobby');
  await chair.send('lobby:admit', { participantIds: [waiting?.id ?? ''] });
  await guest.heard('lobby:admitted');
  expect((await state()).Aach).toEqual({ mail: 'sent', opened: true, presence: 'here' });
});

it('the mail says who calls, in whose name, in each one’s language', async () => {
  const { server, house, actor, room, calls } = await setUp();
  await calls.everyone(actor, room.id);
  const [german, english] = await Promise.all(
    NAMES.slice(0, 2).map((name) => server.mailTo(`${name.toLowerCase()}@kreis.example`)),
  );
  expect(german?.parsed.subject).toBe('Bitte kommen Sie jetzt: Krisenstab');
  expect(english?.parsed.subject).toBe('Please come now: Krisenstab');
  expect(german?.parsed.from?.value[0]?.name).toBe('Landratsamt');
  expect(german?.parsed.text).toContain(`${house.organiser.name} ruft jetzt alle`);
  expect(german?.parsed.replyTo?.value[0]?.address).toBe(house.organiser.email);
  expect(german?.parsed.text).not.toContain('buch@');
});

it('pressed again at once nobody gets a second mail; after a minute the newer link takes the place of the unused one', async () => {
  const { server, dataDir, actor, room, calls, secretIn, open, state } = await setUp();
  const together = await Promise.all([1, 2, 3].map(() => calls.everyone(actor, room.id)));
  expect(together.sort()).toEqual([0, 0, 2]);
  expect(rowCounts(dataDir).mails).toBe(2);
  const first = secretIn((await server.mailTo('aach@kreis.example')).parsed.text);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  expect(await calls.everyone(actor, room.id)).toBe(2);
  await expect.poll(() => server.arrived.length).toBe(4);
  await open(first);
  expect((await state()).Aach?.opened).toBe(false);
  await open(secretIn((await server.mailTo('aach@kreis.example')).parsed.text));
  expect((await state()).Aach?.opened).toBe(true);
});

it('whoever is there already is not called', async () => {
  const { server, app, actor, room, calls, aach } = await setUp();
  const { secret } = await app.catalogue.plans.invite(actor, room.id, aach);
  const guest = await app.connect();
  await guest.knock(room.id, 'Aach', { invite: secret });
  expect(await calls.everyone(actor, room.id)).toBe(1);
  await server.mailTo('buch@kreis.example');
  expect(server.arrived.map(({ to }) => to)).toEqual([['buch@kreis.example']]);
});

it('what was opened is noted of links of calls alone, and every answer is the same', async () => {
  const { app, actor, room, calls, state, open, dataDir } = await setUp();
  await calls.everyone(actor, room.id);
  const { secret: other } = await app.createInvite(room.id);
  for (const secret of [other, 'x'.repeat(43)]) expect(await open(secret)).toMatchObject({ status: 200, body: {} });
  expect(await open('x'.repeat(43), 'gibt-es-nicht-aaaaaaaaaaaaaaaaaaaaaaaaaa')).toMatchObject({
    status: 200,
    body: {},
  });
  expect(Object.values(await state()).some(({ opened }) => opened)).toBe(false);
  expect(rowCounts(dataDir).seat_calls).toBe(2);
  const foreign = { origin: 'https://evil.example' };
  const answer = await new AccountClient(app.url).send(
    'POST',
    `/api/rooms/${room.id}/opened`,
    { secret: other },
    foreign,
  );
  expect(answer.status).toBe(403);
});

it('where nobody has an address, or no mail goes out, nobody is called and no link changes', async () => {
  const { actor, room, calls, aach, buch, app } = await setUp();
  for (const seat of [aach, buch]) await calls.setAddress(actor, room.id, seat, null);
  await expect(calls.everyone(actor, room.id)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  const silent = await startTestApp();
  const other = await silent.createRoom();
  const { version } = await silent.catalogue.plans.read(OPERATOR, other.id);
  const { seats } = await silent.catalogue.plans.replace(OPERATOR, other.id, {
    seats: [{ name: 'Aach' }],
    quorum: null,
    version,
  });
  const seatId = seats[0]?.id ?? '';
  await silent.catalogue.calls.setAddress(OPERATOR, other.id, seatId, { email: 'aach@kreis.example', language: 'de' });
  const { invite } = await silent.catalogue.plans.invite(OPERATOR, other.id, seatId);
  await expect(silent.catalogue.calls.everyone(OPERATOR, other.id)).rejects.toMatchObject({ code: 'MAIL_OFF' });
  expect((await silent.database.invites.find(invite.id))?.revokedAt).toBeNull();
  expect(app.failures).toEqual([]);
});

it('addresses and calls go with their seat, and another organisation’s seat takes none', async () => {
  const { app, dataDir, actor, room, aach, calls } = await setUp();
  await calls.everyone(actor, room.id);
  const other = await app.createRoom({ name: 'Fremd' });
  const address = { email: 'aach@kreis.example', language: 'de' } as const;
  await expect(calls.setAddress(OPERATOR, other.id, aach, address)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { version } = await app.catalogue.plans.read(actor, room.id);
  await app.catalogue.plans.replace(actor, room.id, { seats: [{ id: aach, name: 'Aach' }], quorum: null, version });
  expect(rowCounts(dataDir)).toMatchObject({ seat_addresses: 1, seat_calls: 1 });
  await app.catalogue.rooms.delete(actor, room.id);
  expect(rowCounts(dataDir)).toMatchObject({ seat_addresses: 0, seat_calls: 0, mails: 0 });
});

it('nobody at the table learns an address', async () => {
  const { app, actor, room, calls } = await setUp();
  await calls.everyone(actor, room.id);
  const chair = await app.connect();
  const { secret } = await app.createInvite(room.id, { role: 'moderator' });
  const joined = await chair.join(room.id, 'Landrat', { invite: secret });
  expect(JSON.stringify(joined)).toContain('Aach');
  expect(JSON.stringify([joined, chair.events])).not.toContain('kreis.example');
  expect(app.logLines.join('')).not.toMatch(/kreis\.example|Krisenstab/);
});
