import { expect, it, onTestFinished, vi } from 'vitest';
import { AppError } from '../../../src/platform/errors.ts';
import type { CommandName } from '../../../src/protocol/index.ts';
import { MAX_CHAT_MESSAGES, MAX_LOBBY_TEXTS, MAX_WAITING } from '../../../src/protocol/limits.ts';
import { Telling } from '../../../src/rooms/meeting/telling/telling.ts';
import { PACES, type Pace } from '../../../src/rooms/pace/pace-policy.ts';
import { Turns } from '../../../src/signaling/limits/turns.ts';
import { frame, openRawSession } from '../../helpers/clients/raw-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

/** Of each of two: more of one, and they are cut off. */
const FLOOD = 500;
const HOSPITAL = '203.0.113.9';

it('a thousand of any command leave the others undisturbed and the room as small as it was', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const moderator = await app.connect();
  await moderator.join(room.id, 'Vorsitz', { invite });
  const floods: readonly (readonly [CommandName, object])[] = [
    ['hand:raise', {}],
    ['reaction:send', { reaction: 'applause' }],
    ['chat:send', { text: 'x'.repeat(2_000), to: 'all' }],
    ['text:type', { text: 'x'.repeat(2_000) }],
    ['consent:set', { microphone: true, camera: true }],
  ];
  for (const [name, command] of floods) {
    const clients = [await app.connect(), await app.connect()];
    for (const client of clients) await client.join(room.id, 'Flut');
    const begunAt = performance.now();
    const replies = await Promise.all(
      clients.flatMap((client) => Array.from({ length: FLOOD }, () => client.raw(name, command))),
    );
    const done = replies.filter(({ ok }) => ok).length / clients.length;
    const pace: Pace = PACES[name];
    if (!('each' in pace)) throw new Error(`${name} has no pace`);
    const seconds = (performance.now() - begunAt) / 1_000;
    expect(done, name).toBeLessThanOrEqual(pace.each.burst + pace.each.perSecond * seconds);
    const refusals = new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code])));
    expect([...refusals], name).toEqual(['RATE_LIMITED']);
  }
  await moderator.send('room:lock', { locked: true });
  await moderator.send('room:lock', { locked: false });
  const late = await (await app.connect()).join(room.id, 'Später');
  expect(late.room.hands).toHaveLength(2);
  expect(late.chat.length).toBeLessThanOrEqual(MAX_CHAT_MESSAGES);
  expect(app.failures).toEqual([]);
});

it('however many knock, a bounded number waits, and each writes a bounded number of words', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ lobby: 'on', lobbyReplies: true });
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const knocks = await Promise.all(
    Array.from({ length: MAX_WAITING + 20 }, async (_, index) => {
      const client = await app.connect();
      return { client, reply: await client.raw('room:join', { roomId: room.id, displayName: `Gast ${index}` }) };
    }),
  );
  const refused = knocks.flatMap(({ reply }) => (reply.ok ? [] : [reply.error.code]));
  expect(refused).toEqual(Array.from({ length: 20 }, () => 'TOO_MANY'));
  const [writer] = knocks.filter(({ reply }) => reply.ok);
  await Promise.all(Array.from({ length: FLOOD }, () => writer?.client.raw('lobby:reply', { text: 'Hallo?' })));
  const { lobby } = await (await app.connect()).join(room.id, 'Vorsitz', { invite });
  expect(lobby).toHaveLength(MAX_WAITING);
  for (const { words } of lobby) expect(words.length).toBeLessThanOrEqual(MAX_LOBBY_TEXTS);
});

it('who sends thousands and waits for no answer is cut off; who sits behind the same address is answered meanwhile, and stays', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ maxParticipants: 60 });
  const neighbour = await app.connect({ address: HOSPITAL });
  await neighbour.join(room.id, 'Nachbarin');
  const flooders = await Promise.all(Array.from({ length: 10 }, () => openRawSession(app.url, { address: HOSPITAL })));
  for (const flooder of flooders) {
    flooder.write(Buffer.concat(Array.from({ length: 5_000 }, (_, id) => frame(`42${id}["hand:raise",{}]`))));
  }
  await neighbour.send('hand:raise');
  await neighbour.send('hand:lower');
  for (const flooder of flooders) await flooder.isClosed('five thousand commands');
  await neighbour.send('hand:raise');
  await (await app.connect({ address: HOSPITAL })).join(room.id, 'Noch jemand');
  expect(app.connections).toBe(2);
  expect(app.failures).toEqual([]);
});

it('of all that somebody sends at once a part is done, then the others have their turn', async () => {
  const app = await startTestApp();
  const [flooder, other] = [await openRawSession(app.url), await openRawSession(app.url)];
  const last = 390;
  flooder.write(Buffer.concat(Array.from({ length: last + 1 }, (_, id) => frame(`42${id}["no:such-command",{}]`))));
  await flooder.heard(/430\[/);
  other.write(frame('421["no:such-command",{}]'));
  await other.heard(/431\[/);
  expect(flooder.text).not.toContain(`43${last}[`);
  await flooder.heard(new RegExp(`43${last}\\[`));
  for (const client of [flooder, other]) client.reset();
});

it('who comes too fast is told of the others no sooner for it', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const client = await app.connect();
  await client.join(room.id, 'Flut');
  const told = vi.spyOn(Telling.prototype, 'catchUp');
  onTestFinished(() => told.mockRestore());
  const replies = await Promise.all(Array.from({ length: 300 }, () => client.raw('hand:raise', {})));
  const done = replies.filter(({ ok }) => ok).length;
  expect(done).toBeLessThan(replies.length);
  expect(told).toHaveBeenCalledTimes(done);
});

it('of thousands of messages that come in one read each turn of the event loop takes one', async () => {
  let taken = 0;
  const first = Promise.withResolvers<void>();
  const take = () => {
    taken += 1;
    first.resolve();
    return true;
  };
  vi.spyOn(Turns.prototype, 'of').mockReturnValue({ take, end: () => {} });
  onTestFinished(() => void vi.restoreAllMocks());
  const app = await startTestApp();
  const flooder = await openRawSession(app.url);
  flooder.write(Buffer.concat(Array.from({ length: 700 }, (_, id) => frame(`42${id}["hand:raise",{}]`))));
  await first.promise;
  await new Promise((resolve) => setImmediate(resolve));
  expect(taken).toBeLessThanOrEqual(3);
  flooder.reset();
});

it('who leaves and is gone while others flood has left', async () => {
  const waiting: (() => void)[] = [];
  const later = (work: () => void) => waiting.push(work) > 0;
  vi.spyOn(Turns.prototype, 'of').mockReturnValue({ take: later, end: later });
  onTestFinished(() => void vi.restoreAllMocks());
  const app = await startTestApp();
  const room = await app.createRoom();
  const client = await app.connect();
  const joined = client.join(room.id, 'Geht');
  await expect.poll(() => waiting.length).toBe(1);
  waiting.shift()?.();
  await joined;
  client.socket.emit('room:leave', {}, () => {});
  await expect.poll(() => waiting.length).toBe(1);
  client.drop();
  await expect.poll(() => waiting.length).toBe(2);
  for (const work of waiting) work();
  await expect.poll(() => app.rooms.live.rooms).toEqual([]);
});

it('a refusal for coming too fast costs no look at where it was thrown, and other errors have theirs', () => {
  expect(new AppError('RATE_LIMITED').stack).not.toContain('\n    at ');
  expect(new AppError('INTERNAL').stack).toContain('\n    at ');
});
