import { describe, expect, it } from 'vitest';
import { MAX_CHAT_MESSAGES, MAX_CHAT_TEXT_LENGTH } from '../../../src/protocol/index.ts';
import { PACES } from '../../../src/rooms/pace/pace-policy.ts';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

/** Vorsitz (moderator), Anna and Bert at one table. */
async function threeAtTheTable(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom({ chat: true, ...changes });
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const chair = await app.connect();
  await chair.join(room.id, 'Vorsitz', { invite });
  const anna = await app.connect();
  const { self, resume } = await anna.join(room.id, 'Anna');
  const bert = await app.connect();
  await bert.join(room.id, 'Bert');
  return { app, room, invite, chair, anna, annaId: self.participantId, annaResume: resume, bert };
}

const MESSAGES_AT_ONCE = PACES['chat:send'].each.burst;

const heardNothing = async (client: TestClient, name: string) => {
  await client.settled();
  expect(client.events.filter((event) => event.name === name)).toEqual([]);
};

describe('chat', () => {
  it('reaches everyone at the table under the name and time that the server knows', async () => {
    const { anna, annaId, bert, chair } = await threeAtTheTable();
    const before = Date.now();
    await anna.send('chat:send', { text: 'Guten Morgen', to: 'all' });
    for (const client of [anna, bert, chair]) {
      const message = await client.heard('chat:sent');
      expect(message).toMatchObject({ participantId: annaId, displayName: 'Anna', text: 'Guten Morgen', to: 'all' });
      expect(message.id).toBeTruthy();
      expect(message.agoMs).toBeLessThanOrEqual(Date.now() - before);
    }
  });

  it('lets nobody choose a name, a time or an id for their message', async () => {
    const { anna } = await threeAtTheTable();
    for (const forged of [{ displayName: 'Vorsitz' }, { participantId: 'x' }, { agoMs: 0 }, { id: 'x' }]) {
      expect(await anna.refused('chat:send', { text: 'Hallo', to: 'all', ...forged })).toBe('BAD_REQUEST');
    }
  });

  it('reaches the chair and nobody else when it is for the chair, and comes once to a chair who writes it', async () => {
    const { anna, bert, chair } = await threeAtTheTable();
    await anna.send('chat:send', { text: 'Bitte das Wort', to: 'chair' });
    expect((await chair.heard('chat:sent')).to).toBe('chair');
    expect((await anna.heard('chat:sent')).to).toBe('chair');
    await heardNothing(bert, 'chat:sent');
    await chair.send('chat:send', { text: 'Notiz', to: 'chair' });
    await chair.heard('chat:sent');
    await heardNothing(chair, 'chat:sent');
  });

  it('gives who comes late or comes back what is for them, and no more', async () => {
    const { app, room, invite, anna, annaResume, bert } = await threeAtTheTable();
    await anna.send('chat:send', { text: 'an alle', to: 'all' });
    await anna.send('chat:send', { text: 'von Anna', to: 'chair' });
    await bert.send('chat:send', { text: 'von Bert', to: 'chair' });
    const texts = ({ chat }: { chat: readonly { text: string }[] }) => chat.map(({ text }) => text);
    expect(texts(await (await app.connect()).join(room.id, 'Spät'))).toEqual(['an alle']);
    const deputy = await (await app.connect()).join(room.id, 'Zweiter Vorsitz', { invite });
    expect(texts(deputy)).toEqual(['an alle', 'von Anna', 'von Bert']);
    anna.drop();
    const back = await (await app.connect()).join(room.id, 'Anna', { resume: annaResume });
    expect(texts(back)).toEqual(['an alle', 'von Anna']);
  });

  it('keeps its order, and of many messages the last ones', async () => {
    const { app, room } = await threeAtTheTable();
    const sent = 1_000;
    for (let writer = 0; writer < sent / MESSAGES_AT_ONCE; writer++) {
      const client = await app.connect();
      await client.join(room.id, `Gast ${writer}`);
      for (let line = 0; line < MESSAGES_AT_ONCE; line++) {
        await client.send('chat:send', { text: String(writer * MESSAGES_AT_ONCE + line), to: 'all' });
      }
      await client.send('room:leave');
    }
    const { chat } = await (await app.connect()).join(room.id, 'Spät');
    const last = Array.from({ length: MAX_CHAT_MESSAGES }, (_, index) => String(sent - MAX_CHAT_MESSAGES + index));
    expect(chat.map(({ text }) => text)).toEqual(last);
  });

  it('of very long messages hands no more to those who join than fits into their answer', async () => {
    const { app, room } = await threeAtTheTable();
    const long = 'x'.repeat(MAX_CHAT_TEXT_LENGTH);
    for (let writer = 0; writer < 6; writer++) {
      const client = await app.connect();
      await client.join(room.id, `Gast ${writer}`);
      for (let line = 0; line < MESSAGES_AT_ONCE; line++) await client.send('chat:send', { text: long, to: 'all' });
    }
    const { chat } = await (await app.connect()).join(room.id, 'Spät');
    expect(chat).toHaveLength(100);
  });

  it('refuses who writes faster than anybody reads, says for how long, and hears the others on', async () => {
    const { anna, bert } = await threeAtTheTable();
    const replies = await Promise.all(
      Array.from({ length: 3 * MESSAGES_AT_ONCE }, () => anna.raw('chat:send', { text: 'x', to: 'all' })),
    );
    const refused = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]));
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['RATE_LIMITED']));
    for (const { retryAfterMs } of refused) expect(retryAfterMs).toBeGreaterThan(0);
    await bert.send('chat:send', { text: 'auch etwas', to: 'all' });
    await anna.heard('chat:sent', ({ text }) => text === 'auch etwas');
  });

  it('hands hostile text on as the text that it is, without what turns or hides letters', async () => {
    const { anna, bert } = await threeAtTheTable();
    await anna.send('chat:send', {
      text: '<img src=x onerror=alert(1)>\u202Egpj.exe\u0000\n\njavascript:1',
      to: 'all',
    });
    expect((await bert.heard('chat:sent')).text).toBe('<img src=x onerror=alert(1)> gpj.exe\n\njavascript:1');
    for (const text of ['x'.repeat(MAX_CHAT_TEXT_LENGTH + 1), 7, null, ['x']]) {
      expect(await anna.refused('chat:send', { text, to: 'all' })).toBe('BAD_REQUEST');
    }
    for (const text of ['', ' \u200B\n ']) {
      expect(await anna.refused('chat:send', { text, to: 'all' })).toBe('TEXT_INVISIBLE');
    }
    expect(await anna.refused('chat:send', { text: 'x', to: 'Bert' })).toBe('BAD_REQUEST');
  });

  it('is closed to observers, to those who wait and to those who were removed', async () => {
    const { app, room, chair, anna, annaId } = await threeAtTheTable();
    const { secret: invite } = await app.createInvite(room.id, { role: 'observer' });
    const observer = await app.connect();
    const { chat } = await observer.join(room.id, 'Presse', { invite });
    expect(chat).toEqual([]);
    await chair.send('room:configure', { lobby: 'on' });
    const waiting = await app.connect();
    await waiting.knock(room.id, 'Wartet');
    await chair.send('participant:remove', { participantId: annaId });
    for (const client of [observer, waiting, anna]) {
      expect(await client.refused('chat:send', { text: 'x', to: 'all' })).toBe('NOT_ALLOWED');
      expect(await client.refused('text:type', { text: 'x' })).toBe('NOT_ALLOWED');
    }
    await chair.send('chat:send', { text: 'an alle', to: 'all' });
    await chair.send('text:type', { text: 'an' });
    await observer.heard('chat:sent');
    for (const client of [waiting, anna]) {
      await heardNothing(client, 'chat:sent');
      await heardNothing(client, 'text:typed');
    }
  });

  it('that is off is off for the chair too, and on again when it is switched on', async () => {
    const { chair, anna, bert } = await threeAtTheTable({ chat: false });
    for (const client of [chair, anna]) {
      expect(await client.refused('chat:send', { text: 'x', to: 'all' })).toBe('NOT_ALLOWED');
      expect(await client.refused('chat:send', { text: 'x', to: 'chair' })).toBe('NOT_ALLOWED');
      expect(await client.refused('text:type', { text: 'x' })).toBe('NOT_ALLOWED');
    }
    await heardNothing(bert, 'chat:sent');
    await chair.send('room:configure', { chat: true });
    await anna.send('chat:send', { text: 'jetzt', to: 'all' });
    await bert.heard('chat:sent');
    await chair.send('room:configure', { chat: false });
    expect(await anna.refused('chat:send', { text: 'x', to: 'all' })).toBe('NOT_ALLOWED');
  });

  it('from a console is in the name of its owner, until it is cut off', async () => {
    const { app, room, chair, anna, bert } = await threeAtTheTable();
    const { code } = await chair.send('console:pair');
    const desk = await app.connect();
    const { consoleId } = await desk.send('console:join', { roomId: room.id, code });
    await desk.send('chat:send', { text: 'vom Pult', to: 'all' });
    expect(await bert.heard('chat:sent')).toMatchObject({ participantId: consoleId, displayName: 'Vorsitz' });
    await desk.heard('chat:sent');
    await anna.send('chat:send', { text: 'leise', to: 'chair' });
    await desk.heard('chat:sent', ({ to }) => to === 'chair');
    await chair.send('console:cut', { consoleId });
    expect(await desk.refused('chat:send', { text: 'x', to: 'all' })).toBe('NOT_ALLOWED');
  });

  it('counts what one writes at the table and at the console together', async () => {
    const { app, room, chair } = await threeAtTheTable();
    const { code } = await chair.send('console:pair');
    const desk = await app.connect();
    await desk.send('console:join', { roomId: room.id, code });
    const replies = await Promise.all(
      Array.from({ length: 4 * MESSAGES_AT_ONCE }, (_, line) =>
        (line % 2 ? chair : desk).raw('chat:send', { text: 'x', to: 'all' }),
      ),
    );
    const done = replies.filter(({ ok }) => ok).length;
    expect(done).toBeGreaterThanOrEqual(MESSAGES_AT_ONCE);
    expect(done).toBeLessThan(2 * MESSAGES_AT_ONCE);
  });

  it('is gone when the meeting is over', async () => {
    const { app, room, chair, anna } = await threeAtTheTable();
    await anna.send('chat:send', { text: 'vertraulich', to: 'all' });
    await chair.send('room:end');
    expect((await (await app.connect()).join(room.id, 'Spät')).chat).toEqual([]);
    expect(app.logLines.join('\n')).not.toContain('vertraulich');
  });
});

describe('real-time text', () => {
  it('shows the others each line as it is typed, and when it is given up', async () => {
    const { anna, annaId, bert, chair } = await threeAtTheTable();
    for (const text of ['Gu', 'Guten M', '']) {
      await anna.send('text:type', { text });
      for (const client of [bert, chair])
        expect(await client.heard('text:typed')).toEqual({ participantId: annaId, text });
    }
    await heardNothing(anna, 'text:typed');
    expect((await chair.send('chat:send', { text: 'x', to: 'all' })) ?? {}).toEqual({});
  });

  it('is not kept for who comes late', async () => {
    const { app, room, anna } = await threeAtTheTable();
    await anna.send('text:type', { text: 'halb gedacht' });
    const late = await app.connect();
    expect(JSON.stringify(await late.join(room.id, 'Spät'))).not.toContain('halb gedacht');
  });

  it('is refused beyond the pace of any hand', async () => {
    const { anna } = await threeAtTheTable();
    const lines = Array.from({ length: 4 * PACES['text:type'].each.burst }, (_, index) =>
      anna.raw('text:type', { text: `${index}` }),
    );
    const refused = (await Promise.all(lines)).flatMap((reply) => (reply.ok ? [] : [reply.error.code]));
    expect(new Set(refused)).toEqual(new Set(['RATE_LIMITED']));
  });
});
