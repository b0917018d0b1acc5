import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { Dispatch } from '../../src/mail/dispatch.ts';
import { Outbox } from '../../src/mail/outbox.ts';
import { SmtpTransport } from '../../src/mail/transport.ts';
import { startMailServer } from '../helpers/servers/mail-server.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { newOrganisation, newOrganiser, newRoom, openTestDatabase, rowCounts } from '../storage/storage.ts';
import { mail } from './letters.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

afterEach(() => void vi.useRealTimers());

async function setUp(dataDir = tempDir()) {
  const server = await startMailServer();
  const database = await openTestDatabase(dataDir);
  const said: { what: object; words: string }[] = [];
  const failures: unknown[] = [];
  const note = (what: object, words: string) => void said.push({ what, words });
  const begin = () => {
    const dispatch = new Dispatch({
      store: database.mails,
      transport: new SmtpTransport(server.settings),
      log: { info: note, warn: note },
      report: (error) => failures.push(error),
    });
    onTestFinished(() => dispatch.close());
    return dispatch;
  };
  const dispatch = begin();
  const outbox = new Outbox({ store: database.mails, isOn: true, posted: () => dispatch.wake() });
  const room = await database.rooms.create(newRoom());
  const about = { roomId: room.id };
  const states = async () => (await outbox.deliveriesOf(about)).map(({ state, failure }) => failure ?? state);
  return { server, database, said, failures, begin, dispatch, outbox, room, about, states };
}

it('a mail that was posted arrives whole, and nothing of it is kept afterwards but that it went', async () => {
  const dataDir = tempDir();
  const { server, database, dispatch, outbox, about, states } = await setUp(dataDir);
  await dispatch.start();
  const letter = { to: { name: 'Jürgen Müller', address: 'jürgen@klinik.example' }, fromName: 'Klinik „Aach“, Süd' };
  const [id] = await outbox.post([mail({ ...about, letter })]);
  const { parsed } = await server.mailTo('jürgen@klinik.example');
  expect(parsed.subject).toBe('Grüße 🎉');
  expect(parsed.from?.value).toEqual([{ name: 'Klinik „Aach“, Süd', address: 'konferenz@tafelrunde.example' }]);
  expect(parsed.messageId).toBe(`<${id}@tafelrunde.example>`);
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
  await expect.poll(states).toEqual(['sent']);
  await dispatch.close();
  await database.close();
  const { default: Sqlite } = await import('better-sqlite3');
  const sqlite = new Sqlite(`${dataDir}/tafelrunde.db`, { readonly: true });
  const rows = JSON.stringify(sqlite.prepare('SELECT * FROM mails').all());
  sqlite.close();
  expect(rows).not.toMatch(/rgen|Grüße|Guten/);
});

it('an address or mail that is refused for good is not tried again, and who sent it sees which', async () => {
  const { server, dispatch, outbox, about, states, said } = await setUp();
  server.wishes.refusal = (address) =>
    address.startsWith('weg') ? { at: 'RCPT', status: 550 } : { at: 'DATA', status: 554 };
  await outbox.post([mail({ ...about, letter: { to: { name: null, address: 'weg@klinik.example' } } }), mail(about)]);
  await dispatch.start();
  await expect.poll(async () => (await states()).sort()).toEqual(['address-refused', 'mail-refused']);
  expect(server.arrived).toEqual([]);
  expect(JSON.stringify(said)).toContain('550');
  expect(JSON.stringify(said)).not.toMatch(/weg@|klinik|Grüße/);
});

it('a mail that is to come again goes later, and less often each time, until it is of no use', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: false });
  const { server, dispatch, outbox, about, states } = await setUp();
  const tries: number[] = [];
  const start = Date.now();
  server.wishes.refusal = () => {
    tries.push(Math.round((Date.now() - start) / MINUTE_MS));
    return { at: 'RCPT', status: 451 };
  };
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await vi.waitFor(async () => expect(await states()).not.toContain('sending'), { timeout: 10_000 });
  };
  await outbox.post([mail({ ...about, giveUpAt: start + 60 * MINUTE_MS })]);
  await dispatch.start();
  await vi.waitFor(() => expect(tries).toEqual([0]));
  for (let minutes = 0; minutes < 50; minutes += 1) await pass(MINUTE_MS);
  expect(tries.slice(0, 3)).toEqual([0, 1, 6]);
  expect(await states()).toEqual(['waiting']);
  for (let minutes = 0; minutes < 80; minutes += 1) await pass(MINUTE_MS);
  expect(await states()).toEqual(['too-late']);
  expect(server.arrived).toEqual([]);
});

it('while no mail server answers all mail waits without being used up, and it is said once', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const { server, database, dispatch, outbox, about, states, said } = await setUp();
  await server.stop();
  await dispatch.start();
  await outbox.post(Array.from({ length: 5 }, () => mail(about)));
  await expect.poll(() => said.length).toBe(1);
  for (let round = 0; round < 4; round += 1) {
    vi.setSystemTime(Date.now() + 10 * MINUTE_MS);
    dispatch.wake();
    await expect.poll(states).toEqual(Array(5).fill('waiting'));
  }
  expect(said).toEqual([{ what: { code: 'ECONNREFUSED' }, words: expect.stringContaining('cannot be used') }]);
  await dispatch.close();
  vi.setSystemTime(Date.now() + 10 * MINUTE_MS);
  const waiting = await database.mails.claim(9);
  expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0, 0]);
});

it('what was under way when a server was killed goes once more under the same Message-ID; what had gone does not', async () => {
  const { server, database, begin, dispatch, outbox, about, states } = await setUp();
  const [sent] = await outbox.post([mail({ ...about, letter: { subject: 'eins' } })]);
  await dispatch.start();
  await expect.poll(states).toEqual(['sent']);
  await dispatch.close();
  const [cut] = await outbox.post([mail({ ...about, letter: { subject: 'zwei' } })]);
  await database.mails.claim(1);
  expect(await states()).toEqual(['sending', 'sent']);
  await begin().start();
  await expect.poll(states).toEqual(['sent', 'sent']);
  expect(server.arrived.map(({ parsed }) => parsed.messageId)).toEqual(
    [sent, cut].map((id) => `<${id}@tafelrunde.example>`),
  );
});

it('a mail of which it could not be kept that it has gone does not go again', async () => {
  const { server, database, dispatch, outbox, about, states, failures } = await setUp();
  const settle = vi.spyOn(database.mails, 'settle').mockRejectedValueOnce(new Error('the disk is full'));
  await dispatch.start();
  await outbox.post([mail(about)]);
  await expect.poll(() => failures.length).toBe(1);
  dispatch.wake();
  await expect.poll(states).toEqual(['sent']);
  expect(settle).toHaveBeenCalledTimes(2);
  expect(server.arrived).toHaveLength(1);
});

it('a mail of which it could not be kept that it is to go later goes later all the same', async () => {
  const { server, database, dispatch, outbox, about, states, failures } = await setUp();
  server.wishes.refusal = () => ({ at: 'RCPT', status: 450 });
  vi.spyOn(database.mails, 'postpone').mockRejectedValueOnce(new Error('the disk is full'));
  await dispatch.start();
  await outbox.post([mail(about)]);
  await expect.poll(() => failures.length).toBe(1);
  dispatch.wake();
  await expect.poll(states).toEqual(['waiting']);
});

it('a server that ends lets a mail that is on its way get there', async () => {
  const { server, dispatch, outbox, about, states } = await setUp();
  const { promise: isEnding, resolve: end } = Promise.withResolvers<void>();
  const { promise: isThere, resolve: there } = Promise.withResolvers<void>();
  server.wishes.beforeAnswer = async () => {
    there();
    await isEnding;
  };
  await dispatch.start();
  await outbox.post([mail(about)]);
  await isThere;
  const closing = dispatch.close();
  end();
  await closing;
  expect(await states()).toEqual(['sent']);
});

it('no address gets mail without end from one house, and the next house still reaches it', async () => {
  const { database, outbox } = await setUp();
  const houses = [newOrganisation({ name: 'A' }), newOrganisation({ name: 'B' })];
  for (const house of houses) await database.organisations.create(house);
  const [a = '', b = ''] = houses.map(({ id }) => id);
  const post = (organisationId: string, address: string) =>
    outbox.post([mail({ organisationId, letter: { to: { name: null, address } } })]);
  for (let times = 0; times < 12; times += 1) await post(a, times % 2 ? 'eva@klinik.example' : 'EVA@Klinik.example');
  await expect(post(a, 'eva@klinik.example')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await post(a, 'otto@klinik.example');
  await post(b, 'eva@klinik.example');
});

it('more mails than may wait are refused all together', async () => {
  const { database, about } = await setUp();
  const post = (count: number) =>
    database.mails.post(
      Array.from({ length: count }, (_, index) => ({ ...mail(about), id: `${count}-${index}` })),
      5,
    );
  await post(3);
  await expect(post(4)).rejects.toMatchObject({ code: 'TOO_MANY' });
  expect(await database.mails.deliveriesOf(about)).toHaveLength(3);
});

it('mails go with what they belong to, and what became of them is forgotten after two weeks', async () => {
  const dataDir = tempDir();
  const { database, dispatch, outbox, about, room, states } = await setUp(dataDir);
  const house = await database.organisations.create(newOrganisation());
  const eva = await database.organisers.create(newOrganiser({ organisationId: house.id }));
  const seat = { id: 'platz', name: 'Eva' };
  await database.plans.exchangePlan(room.id, () => true, { seats: [seat], quorum: null });
  const seatMail = mail({ ...about, seatId: seat.id });
  await outbox.post([seatMail, mail({ organiserId: eva?.id ?? '' }), mail({ organisationId: house.id })]);
  expect(rowCounts(dataDir).mails).toBe(3);
  await database.plans.exchangePlan(room.id, () => true, { seats: [], quorum: null });
  expect(rowCounts(dataDir).mails).toBe(2);
  // Made from what is gone, it goes nowhere.
  await outbox.post([seatMail]);
  expect(rowCounts(dataDir).mails).toBe(2);
  await database.organisations.delete(house.id);
  expect(rowCounts(dataDir).mails).toBe(0);
  await outbox.post([mail(about)]);
  await dispatch.start();
  await expect.poll(states).toEqual(['sent']);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 14 * DAY_MS - MINUTE_MS });
  await outbox.forgetOld();
  expect(rowCounts(dataDir).mails).toBe(1);
  vi.setSystemTime(Date.now() + 2 * MINUTE_MS);
  await outbox.forgetOld();
  expect(rowCounts(dataDir).mails).toBe(0);
});

it('where no mail goes out it is said, and nothing waits for ever', async () => {
  const dataDir = tempDir();
  const { mails } = await openTestDatabase(dataDir);
  await expect(new Outbox({ store: mails, isOn: false }).post([mail()])).rejects.toMatchObject({ code: 'MAIL_OFF' });
  expect(rowCounts(dataDir).mails).toBe(0);
});
