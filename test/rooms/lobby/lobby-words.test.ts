import { describe, expect, it } from 'vitest';
import { MAX_LOBBY_TEXTS } from '../../../src/protocol/index.ts';
import { openTable } from '../../helpers/meetings/table.ts';

describe('words between the chair and the lobby', () => {
  it('reach one who waits, or all, and those who come back read them too', async () => {
    const { app, room, chair, knock } = await openTable();
    const [anna, bert] = [await knock('Anna'), await knock('Bert')];
    await chair.client.send('lobby:message', { participantId: anna.id, text: 'Noch fünf Minuten' });
    await chair.client.send('lobby:message', { text: 'Gleich geht es los' });
    const { texts } = await anna.client.heard('lobby:updated', ({ texts: { length } }) => length === 2);
    expect(texts.map(({ text }) => text)).toEqual(['Noch fünf Minuten', 'Gleich geht es los']);
    expect((await bert.client.heard('lobby:updated')).texts.map(({ text }) => text)).toEqual(['Gleich geht es los']);
    bert.client.drop();
    await chair.client.heard('lobby:knocked', ({ id, reconnecting }) => id === bert.id && reconnecting);
    await chair.client.send('lobby:message', { text: 'Jetzt' });
    const back = await (await app.connect()).knock(room.id, 'Bert', { resume: bert.resume });
    expect(back.texts.map(({ text }) => text)).toEqual(['Gleich geht es los', 'Jetzt']);
  });

  it('go back to everyone who chairs where the room allows it, and to nobody else', async () => {
    const { chair, seat, knock } = await openTable({ lobbyReplies: true });
    const [second, member] = [await seat('Zweite', 'moderator'), await seat('Mitglied')];
    const anna = await knock('Anna');
    await anna.client.send('lobby:reply', { text: 'Ich <b>warte</b>' });
    for (const { client } of [chair, second]) {
      const { participantIds, word } = await client.heard('lobby:written');
      expect([participantIds, word.text, word.by]).toEqual([[anna.id], 'Ich <b>warte</b>', null]);
    }
    await member.client.settled();
    expect(JSON.stringify(member.client.events)).not.toContain('warte');
    // A chair who comes later reads it, too.
    const [entry] = (await seat('Dritte', 'moderator')).joined.lobby;
    expect(entry?.words.map(({ text }) => text)).toEqual(['Ich <b>warte</b>']);
  });

  it('are seen on every screen of the chair with who wrote them, from table or console, and later, too', async () => {
    const { app, room, chair, seat, knock } = await openTable({ lobbyReplies: true });
    const second = await seat('Zweite', 'moderator');
    const member = await seat('Mitglied');
    const [anna, bert] = [await knock('Anna'), await knock('Bert')];
    const { code } = await chair.client.send('console:pair');
    const desk = await app.connect();
    await desk.send('console:join', { roomId: room.id, code });
    await desk.send('lobby:message', { text: 'An alle' });
    await second.client.send('lobby:message', { participantId: anna.id, text: 'Wer sind Sie?' });
    await anna.client.send('lobby:reply', { text: 'Anna' });
    for (const client of [chair.client, second.client, desk]) {
      const heard = [];
      for (let count = 0; count < 3; count++) heard.push(await client.heard('lobby:written'));
      expect(heard.map(({ participantIds, word }) => [participantIds, word.by, word.text])).toEqual([
        [[anna.id, bert.id], 'Vorsitz', 'An alle'],
        [[anna.id], 'Zweite', 'Wer sind Sie?'],
        [[anna.id], null, 'Anna'],
      ]);
    }
    const { lobby } = (await seat('Dritte', 'moderator')).joined;
    expect(lobby.map(({ words }) => words.map(({ by, text }) => `${by ?? 'selbst'}: ${text}`))).toEqual([
      ['Vorsitz: An alle', 'Zweite: Wer sind Sie?', 'selbst: Anna'],
      ['Vorsitz: An alle'],
    ]);
    // Those who wait learn no name of who is inside.
    await Promise.all([anna, bert, member].map(({ client }) => client.settled()));
    expect(JSON.stringify([anna.client.events, bert.client.events])).not.toMatch(/Vorsitz|Zweite/);
    expect(JSON.stringify(member.client.events)).not.toContain('Wer sind Sie?');
  });

  it('are one way where replies are off, and those who wait are told when that changes', async () => {
    const { chair, knock } = await openTable();
    const anna = await knock('Anna');
    expect(await anna.client.refused('lobby:reply', { text: 'Hallo?' })).toBe('NOT_ALLOWED');
    await chair.client.send('room:configure', { lobbyReplies: true });
    expect((await anna.client.heard('lobby:updated')).mayReply).toBe(true);
    await anna.client.send('lobby:reply', { text: 'Hallo!' });
    await chair.client.send('room:configure', { lobbyReplies: false });
    expect((await anna.client.heard('lobby:updated')).mayReply).toBe(false);
    expect(await anna.client.refused('lobby:reply', { text: 'Hallo?' })).toBe('NOT_ALLOWED');
  });

  it('are few at a time from one who waits, and the last of them are kept', async () => {
    const { chair, knock } = await openTable({ lobbyReplies: true });
    const anna = await knock('Anna');
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => anna.client.raw('lobby:reply', { text: 'Hallo?' })),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(5);
    expect(replies.at(-1)).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
    for (let n = 1; n <= MAX_LOBBY_TEXTS + 1; n += 1) await chair.client.send('lobby:message', { text: `Nummer ${n}` });
    const last = `Nummer ${MAX_LOBBY_TEXTS + 1}`;
    const { texts } = await anna.client.heard('lobby:updated', (status) => status.texts.at(-1)?.text === last);
    expect([texts.length, texts[0]?.text]).toEqual([MAX_LOBBY_TEXTS, 'Nummer 2']);
  });

  it('put nobody back on the list who is being let in just now', async () => {
    const { app, chair, knock } = await openTable({ lobbyReplies: true });
    const anna = await knock('Anna');
    let open: () => void = () => {};
    app.mediaPlane.gate = new Promise((resolve) => {
      open = resolve;
    });
    const admitting = chair.client.send('lobby:admit', { participantIds: [anna.id] });
    await chair.client.heard('lobby:left');
    expect(await anna.client.refused('lobby:reply', { text: 'Danke' })).toBe('INVALID_STATE');
    open();
    await admitting;
    await chair.client.settled();
    expect(chair.client.events.map(({ name }) => name)).not.toContain('lobby:knocked');
  });

  it('come with a denial, to the denied alone', async () => {
    const { chair, knock } = await openTable();
    const [anna, bert] = [await knock('Anna'), await knock('Bert')];
    await chair.client.send('lobby:deny', { participantId: anna.id, note: 'Heute nur der Vorstand' });
    expect(await anna.client.heard('room:left')).toEqual({ reason: 'denied', note: 'Heute nur der Vorstand' });
    await chair.client.send('lobby:deny', { participantId: bert.id });
    expect(await bert.client.heard('room:left')).toEqual({ reason: 'denied' });
  });
});

it('one who cannot be admitted does not keep the others waiting', async () => {
  const { chair, knock } = await openTable();
  const [anna, bert] = [await knock('Anna'), await knock('Bert')];
  const participantIds = ['nobody', anna.id, chair.id, bert.id, anna.id];
  expect(await chair.client.refused('lobby:admit', { participantIds })).toBe('NOT_ALLOWED');
  for (const { client } of [anna, bert]) await client.heard('lobby:admitted');
});

it('nobody but the chair admits, denies or writes to those who wait, whatever their client sends', async () => {
  const { app, knock, expectRefusedToOutsiders } = await openTable();
  const anna = await knock('Anna');
  await expectRefusedToOutsiders([
    ['lobby:admit', { participantIds: [anna.id] }],
    ['lobby:admit-all', {}],
    ['lobby:deny', { participantId: anna.id, note: 'Nein' }],
    ['lobby:message', { participantId: anna.id, text: 'Hallo' }],
    ['lobby:message', { text: 'Hallo' }],
  ]);
  await anna.client.settled();
  expect(anna.client.events).toEqual([]);
  expect(app.rooms.live.rooms).toMatchObject([{ lobby: 2 }]);
});
