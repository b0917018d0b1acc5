import { Webhook } from 'standardwebhooks';
import { expect, it, vi } from 'vitest';
import { OPERATOR } from '../../src/catalogue/access/rights.ts';
import type { MailSettings } from '../../src/mail/mail-settings.ts';
import { DAY_MS } from '../../src/platform/periods.ts';
import { WebhookDispatch } from '../../src/webhooks/dispatch.ts';
import { startedMessage } from '../../src/webhooks/messages.ts';
import { SOON } from '../helpers/patience.ts';
import { startTestApi } from '../helpers/servers/api.ts';
import { startMailServer } from '../helpers/servers/mail-server.ts';
import { startTestApp, type TestApp } from '../helpers/servers/test-app.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { openTestDatabase } from '../storage/storage.ts';
import { answerWith, loopbackAlone, type Receiver, startReceiver } from './receiver.ts';

/** A house whose programs are told of its meetings, and the operator's are. */
async function setUp({ dataDir = tempDir(), mail = null as MailSettings | null } = {}) {
  const [receiver, operators] = [await startReceiver(), await startReceiver()];
  const api = await startTestApi({ dataDir, mail, mayReach: loopbackAlone, ca: receiver.ca });
  const { app, house } = api;
  const { webhooks } = app.catalogue;
  const houses = await webhooks.create(OPERATOR, house.organisation.id, receiver.url);
  const own = await webhooks.create(OPERATOR, null, operators.url);
  const { room } = await app.catalogue.rooms.create(OPERATOR, house.organisation.id, { name: 'Vorstand' });
  return { ...api, receiver, operators, webhook: houses.webhook, secret: houses.secret, own, room, dataDir };
}

async function meet(app: TestApp, roomId: string) {
  const guest = await app.connect();
  await guest.join(roomId, 'Erika Musterfrau');
  guest.disconnect();
  return guest;
}

const types = (receiver: Receiver) => receiver.bodies().map(({ type }) => type);
const heard = (receiver: Receiver, count: number) =>
  vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(count), SOON);
const stateOf = async (app: TestApp, webhookId: string) =>
  (await app.catalogue.webhooks.deliveries(OPERATOR, webhookId)).map(({ event, state, failure, status, attempts }) => ({
    event,
    state,
    failure,
    status,
    attempts,
  }));
/** The time is later from here on; whoever was to be told then is told now. */
function later(ms: number) {
  const now = Date.now() + ms;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
}

it('programs are told that a meeting begins and ends, once each, signed by the standard and naming nobody', async () => {
  const { app, receiver, operators, secret, own, room, house } = await setUp();
  const [anna, bert] = [await app.connect(), await app.connect()];
  await anna.join(room.id, 'Erika Musterfrau');
  await bert.join(room.id, 'Bert');
  await heard(receiver, 1);
  await anna.send('room:leave', {});
  await bert.send('room:leave', {});
  await heard(receiver, 2);
  await heard(operators, 2);
  const [started, ended] = receiver.bodies();
  expect(started).toEqual({
    type: 'meeting.started',
    timestamp: started.data.startedAt,
    data: {
      meetingId: expect.any(String),
      roomId: room.id,
      organisationId: house.organisation.id,
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    },
  });
  expect(ended.data).toEqual({ ...started.data, endedAt: ended.timestamp, isCutOff: false });
  for (const [each, known] of [
    [receiver, secret],
    [operators, own.secret],
  ] as const) {
    expect(types(each)).toEqual(['meeting.started', 'meeting.ended']);
    for (const { body, headers } of each.received) {
      const signed = headers as Record<string, string>;
      expect(new Webhook(known).verify(body, signed)).toEqual(JSON.parse(body));
      expect(() => new Webhook(known).verify(body.replace(room.id, 'x'), signed)).toThrow();
      expect(body).not.toMatch(/Erika|Bert|Vorstand/);
    }
  }
  const ids = [...receiver.received, ...operators.received].map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(4);
  expect(app.logLines.join('')).not.toContain(secret);
});

it('of rooms of nobody and of other houses only the operator hears, and of a meeting that goes with its room all who should', async () => {
  const { app, receiver, operators, room } = await setUp();
  const other = await app.createHouse();
  const elsewhere = await app.catalogue.rooms.create(OPERATOR, other.organisation.id, { name: 'Anderswo' });
  const open = await app.createRoom({ name: 'Offen' });
  const guests = [];
  for (const roomId of [open.id, elsewhere.room.id, room.id]) {
    const guest = await app.connect();
    await guest.join(roomId, 'Gast');
    guests.push(guest);
  }
  await heard(receiver, 1);
  await app.catalogue.rooms.delete(OPERATOR, room.id);
  await heard(receiver, 2);
  await heard(operators, 4);
  expect(receiver.bodies().map(({ type, data }) => [type, data.roomId])).toEqual([
    ['meeting.started', room.id],
    ['meeting.ended', room.id],
  ]);
  const told = operators.bodies().map(({ type, data }) => `${type} ${data.roomId} ${data.organisationId}`);
  expect(told).toContain(`meeting.started ${open.id} null`);
  expect(told).toContain(`meeting.started ${elsewhere.room.id} ${other.organisation.id}`);
});

it('the end of a meeting in which the server was killed is told at its next start, once', async () => {
  const dataDir = tempDir();
  const before = await setUp({ dataDir });
  const { app, receiver, room } = before;
  await app.close();
  receiver.received.length = 0;
  // As kill -9 leaves it; and it was said twice, as after a write that seemed to fail.
  const database = await openTestDatabase(dataDir);
  const none = () => {
    throw new Error('told twice');
  };
  const meeting = { id: 'das-treffen', roomId: room.id, at: Date.now() };
  const told = ({ meetingId }: { meetingId: string }) => ({
    id: `msg_${Math.random()}`,
    event: 'meeting.started' as const,
    payload: JSON.stringify({ type: 'meeting.started', data: { meetingId } }),
    giveUpAt: Date.now() + DAY_MS,
  });
  await database.deliveries.meetingStarted(meeting, told);
  await database.deliveries.meetingStarted(meeting, none);
  // It was under way just then.
  expect(await database.deliveries.claim(9)).not.toEqual([]);
  await database.close();
  for (const count of [2, 2]) {
    const next = await startTestApp({ dataDir, mayReach: loopbackAlone, ca: receiver.ca });
    await heard(receiver, count);
    await next.close();
  }
  const [started, ended, ...more] = receiver.bodies();
  expect(more).toEqual([]);
  expect([started.type, ended.type]).toEqual(['meeting.started', 'meeting.ended']);
  expect(ended.data).toMatchObject({ meetingId: 'das-treffen', isCutOff: true });
});

it('what does not arrive is sent again later under the same id, and the others do not wait for it', async () => {
  const { app, receiver, operators, room, webhook } = await setUp();
  receiver.answers.push(answerWith(500), answerWith(302, { location: operators.url }));
  await meet(app, room.id);
  await heard(operators, 1);
  await heard(receiver, 1);
  await vi.waitFor(async () => expect((await stateOf(app, webhook.id)).at(-1)).toMatchObject({ status: 500 }), SOON);
  expect((await stateOf(app, webhook.id)).at(-1)).toEqual({
    event: 'meeting.started',
    state: 'waiting',
    failure: 'refused',
    status: 500,
    attempts: 1,
  });
  for (const wait of [61_000, 301_000]) {
    const before = receiver.received.length;
    later(wait);
    // Somebody tries whether it works, which looks for what is due as well.
    await app.catalogue.webhooks.test(OPERATOR, webhook.id);
    await heard(receiver, before + 2);
  }
  vi.restoreAllMocks();
  const ids = receiver.received
    .filter(({ body }) => JSON.parse(body).type === 'meeting.started')
    .map(({ headers }) => headers['webhook-id']);
  expect(ids.length).toBeGreaterThanOrEqual(2);
  expect(new Set(ids).size).toBe(1);
  // Its redirect led nowhere.
  expect(operators.received.every(({ path }) => path === '/hook')).toBe(true);
});

it('a target that never answers holds up no other, and is given up after a while', async () => {
  const { app, receiver, operators, room, webhook } = await setUp();
  const deadline = new AbortController();
  vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(deadline.signal).mockReturnValueOnce(deadline.signal);
  receiver.answers.push(() => {});
  await meet(app, room.id);
  await heard(receiver, 1);
  await heard(operators, 1);
  deadline.abort();
  await vi.waitFor(
    async () => expect((await stateOf(app, webhook.id)).at(-1)).toMatchObject({ failure: 'silent' }),
    SOON,
  );
});

it('where nothing has arrived for days nothing goes any more, which is said, until somebody resumes it', async () => {
  const dataDir = tempDir();
  const { webhook, room, app } = await setUp({ dataDir });
  await app.close();
  const { deliveries, webhooks } = await openTestDatabase(dataDir);
  let attempts = 0;
  const send = async () => {
    attempts += 1;
    return { is: 'answered', status: 503 } as const;
  };
  const warned: unknown[] = [];
  const log = { warn: (what: object) => warned.push(what) };
  const report = (error: unknown) => {
    throw error;
  };
  const begun = Date.now();
  let said = 0;
  for (let hours = 0; (await webhooks.find(webhook.id))?.disabledAt === null; hours += 8) {
    expect(hours, 'it is never switched off').toBeLessThan(10 * 24);
    vi.spyOn(Date, 'now').mockReturnValue(begun + hours * 3_600_000);
    said += 1;
    await deliveries.meetingStarted({ id: `treffen-${said}`, roomId: room.id, at: Date.now() }, startedMessage);
    const dispatch = new WebhookDispatch({ store: deliveries, transport: { send }, log, report });
    const before = attempts;
    await dispatch.start();
    await vi.waitFor(() => expect(attempts).toBeGreaterThan(before), SOON);
    await dispatch.close();
  }
  expect(Date.now() - begun).toBeGreaterThanOrEqual(5 * DAY_MS);
  expect(attempts).toBeGreaterThanOrEqual(12);
  expect(warned).toContainEqual({ webhook: webhook.id });
  const states = new Set((await webhooks.deliveriesOf(webhook.id)).map(({ state, failure }) => `${state} ${failure}`));
  expect(states).toContain('failed disabled');
  expect([...states].some((state) => state.startsWith('waiting'))).toBe(false);
  await deliveries.meetingStarted({ id: 'danach', roomId: room.id, at: Date.now() }, startedMessage);
  expect((await webhooks.deliveriesOf(webhook.id)).some(({ state }) => state === 'waiting')).toBe(false);
  expect(await webhooks.resume(webhook.id)).toMatchObject({ disabledAt: null, failures: 0, failingSince: null });
});

it('a target that wants no more gets no more, and its house’s admins are told', async () => {
  const mailServer = await startMailServer();
  const { app, receiver, room, webhook, asAdmin, house } = await setUp({ mail: mailServer.settings });
  receiver.answers.push(answerWith(410));
  await meet(app, room.id);
  await heard(receiver, 1);
  const path = `/webhooks/${webhook.id}`;
  await vi.waitFor(async () => expect((await asAdmin.get(path)).body.disabledAt).not.toBeNull(), SOON);
  expect(app.logLines.some((line) => line.includes('a webhook was switched off'))).toBe(true);
  expect((await stateOf(app, webhook.id)).at(-1)).toMatchObject({ state: 'failed', failure: 'gone' });
  const { parsed } = await mailServer.mailTo(house.admin.email);
  expect(parsed.subject).toBe('Webhook abgeschaltet / Webhook switched off');
  expect(parsed.text).toContain(`zu ${new URL(receiver.url).host} wurde abgeschaltet`);
  expect(parsed.text).toContain(`${app.url}/verwaltung/organisation\n`);
  expect(mailServer.arrived.map(({ to }) => to)).toEqual([[house.admin.email]]);
  const { body } = await asAdmin.patch(path, { isPaused: false });
  expect(body).toMatchObject({ disabledAt: null, failingSince: null, isPaused: false });
});

it('an admin sets where meetings are told of, tries it, pauses and deletes it; nobody else does', async () => {
  const { app, receiver, asAdmin, asOrganiser, own, webhook } = await setUp();
  const refused = [
    'http://hook.example/',
    'https://a:b@hook.example/',
    'https://hook.example/#x',
    'ftp://hook.example',
    'hook',
  ];
  for (const url of refused) expect((await asAdmin.post('/webhooks', { url })).body.code, url).toBe('BAD_REQUEST');
  for (const url of ['https://10.0.0.1/', 'https://[::1]/', app.url.replace('http:', 'https:')]) {
    expect((await asAdmin.post('/webhooks', { url })).body.code, url).toBe('TARGET_REFUSED');
  }
  expect((await asOrganiser.get('/webhooks')).status).toBe(403);
  const made = await asAdmin.post('/webhooks', { url: `${receiver.url}?geheim=1` });
  expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) } });
  const { id } = made.body.webhook as { id: string };
  const listed = await asAdmin.get('/webhooks');
  expect((listed.body.items as { id: string }[]).map((each) => each.id)).toEqual([webhook.id, id]);
  expect(JSON.stringify(listed.body)).not.toContain('whsec_');
  // The operator's is nobody's.
  for (const path of ['', '/test', '/deliveries']) {
    const ask = path === '/test' ? asAdmin.post : asAdmin.get;
    expect((await ask.call(asAdmin, `/webhooks/${own.webhook.id}${path}`)).status).toBe(404);
  }
  await asAdmin.patch(`/webhooks/${id}`, { isPaused: true });
  const { body } = await asAdmin.post(`/webhooks/${id}/test`);
  await heard(receiver, 1);
  expect(receiver.bodies()[0]).toMatchObject({ type: 'webhook.test', data: { webhookId: id } });
  await vi.waitFor(async () => {
    const { items } = (await asAdmin.get(`/webhooks/${id}/deliveries`)).body;
    expect(items).toMatchObject([{ id: body.deliveryId, event: 'webhook.test', state: 'delivered', status: 204 }]);
  }, SOON);
  for (let count = 2; count < 5; count += 1) await asAdmin.post('/webhooks', { url: receiver.url });
  expect((await asAdmin.post('/webhooks', { url: receiver.url })).body.code).toBe('TOO_MANY');
  expect((await asAdmin.delete(`/webhooks/${id}`)).status).toBe(204);
  expect((await asAdmin.get(`/webhooks/${id}`)).status).toBe(404);
});
