import { expect, it } from 'vitest';
import { PACES, type Pace } from '../../src/rooms/pace-policy.ts';
import type { CommandName } from '../../src/signaling/protocol/index.ts';
import { MAX_CHAT_MESSAGES, MAX_LOBBY_TEXTS, MAX_WAITING } from '../../src/signaling/protocol/limits.ts';
import { startTestApp } from '../helpers/test-app.ts';
import { PATIENCE_MS } from '../helpers/test-client.ts';

const FLOOD = 1_000;

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
    const client = await app.connect();
    await client.join(room.id, 'Flut');
    const replies = await Promise.all(Array.from({ length: FLOOD }, () => client.raw(name, command)));
    const done = replies.filter(({ ok }) => ok).length;
    const pace: Pace = PACES[name];
    if (!('each' in pace)) throw new Error(`${name} has no pace`);
    // Within the time that the answers may take.
    expect(done, name).toBeLessThanOrEqual(pace.each.burst + (pace.each.perSecond * PATIENCE_MS) / 1_000);
    const refusals = new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code])));
    expect([...refusals], name).toEqual(['RATE_LIMITED']);
  }
  await moderator.send('room:lock', { locked: true });
  await moderator.send('room:lock', { locked: false });
  const late = await (await app.connect()).join(room.id, 'Später');
  expect(late.room.hands).toHaveLength(1);
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
