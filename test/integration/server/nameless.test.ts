import { expect, it, onTestFinished, vi } from 'vitest';
import { API_PATH } from '../../../src/protocol/api/base.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { MeetingClient } from '../../helpers/clients/meeting-client.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { startRealServer } from '../../helpers/servers/real-server.ts';

const SOON = { timeout: 20_000, interval: 50 };

/** In every name that is given here; a room's id begins with its name. */
const MARK = 'Zebrafink';
const WISH = { seats: 2, start: '2098-12-08T14:00', minutes: 60, zone: 'Europe/Berlin', rule: null };

/** A house with a room, both by its admin's browser. */
async function setUp() {
  const server = await startRealServer({ LOG_LEVEL: 'trace', CAPACITY_SEATS: '3' });
  const { createHouse } = await openTestCatalogue(server.dataDir);
  const house = await createHouse({ name: `Klinik ${MARK}`, senderName: `Büro ${MARK}`, maxRooms: 1, maxSeats: 2 });
  const browser = new AccountClient(server.url);
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
    return browser.send(method, API_PATH + path, body);
  };
  expect((await browser.signIn(house.admin.email, `falsch wie ${MARK}`)).status).toBe(401);
  expect((await browser.signIn(house.admin.email, house.password)).status).toBe(200);
  const wish = { name: `Vorstand ${MARK}`, password: 'sonnenschirm', lobbyMessage: `Willkommen im ${MARK}` };
  const made = await ask('POST', '/rooms', wish);
  expect(made.status).toBe(201);
  const room = made.body.room as { id: string };
  expect((await ask('POST', '/rooms', { name: `Zweiter ${MARK}` })).status).toBe(409);
  return { server, house, ask, room };
}

it('no figure and no line of the log, however talkative, has the name of a house, a room or anybody', async () => {
  const { server, house, ask, room } = await setUp();
  const roomPath = `/rooms/${room.id}`;
  const plan = await ask('GET', `${roomPath}/plan`);
  const seats = [{ name: `Frau ${MARK}` }];
  expect((await ask('PUT', `${roomPath}/plan`, { seats, quorum: null, version: plan.body.version })).status).toBe(200);
  const reservation = { ...WISH, roomId: room.id, title: `Sitzung ${MARK}` };
  expect((await ask('POST', '/reservations', reservation)).status).toBe(201);
  expect((await ask('POST', '/reservations', { ...reservation, seats: 4 })).status).toBe(409);
  const { body: hook } = await ask('POST', '/webhooks', { url: `https://${MARK}.invalid/` });
  const webhookId = (hook.webhook as { id: string }).id;

  const invite = await server.createInvite(room.id, 'moderator');
  const anna = await server.connect();
  const joined = await anna.join(room.id, `Anna ${MARK}`, { invite });
  const media = await MeetingClient.enter(anna, joined);
  onTestFinished(() => media.close());
  const microphone = await media.publish('microphone');
  const bert = await server.connect();
  const knock = { roomId: room.id, displayName: `Bert ${MARK}` };
  expect(await bert.refused('room:join', { ...knock, password: `falsch ${MARK}` })).toBe('WRONG_PASSWORD');
  const { self } = await bert.join(room.id, knock.displayName, { password: 'sonnenschirm' });
  expect(await bert.refused('room:lock', { locked: MARK })).toBe('BAD_REQUEST');
  expect(await bert.refused('participant:remove', { participantId: joined.self.participantId })).toBe('NOT_ALLOWED');
  const late = await server.connect();
  expect(await late.refused('room:join', { ...knock, displayName: `Cem ${MARK}`, password: 'sonnenschirm' })).toBe(
    'ROOM_FULL',
  );
  await anna.send('participant:remove', { participantId: self.participantId });

  const figures = await (await fetch(`${server.url}/metrics`)).text();
  expect(figures).toMatch(/^tafelrunde_\w*participants\w*(?:\{.*\})? 1$/m);
  const ids = [room.id, house.organisation.id, house.admin.id, microphone, joined.self.participantId];
  for (const name of [MARK.toLowerCase(), ...ids])
    expect(figures.toLowerCase(), name).not.toContain(name.toLowerCase());

  expect((await ask('POST', `/webhooks/${webhookId}/test`)).status).toBeLessThan(300);
  await vi.waitFor(async () => {
    const { body } = await ask('GET', `/webhooks/${webhookId}/deliveries`);
    expect(JSON.stringify(body)).toMatch(/no-such-name|not-reached/);
  }, SOON);
  await anna.send('room:end');
  expect((await ask('DELETE', roomPath)).status).toBe(204);
  await server.server.close();
  const log = server.logLines.join('').toLowerCase();
  expect(log).toContain('command refused');
  expect(log).not.toContain(MARK.toLowerCase());
});
