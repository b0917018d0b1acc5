import { describe, expect, it } from 'vitest';
import { openTable } from '../../helpers/meetings/table.ts';

const newsOfHands = ({ events }: { events: readonly { name: string }[] }) =>
  events.filter(({ name }) => name.startsWith('hand')).length;

describe('hands', () => {
  it('stand in the order in which they went up, the same for everyone', async () => {
    const { chair, seat, look } = await openTable();
    const people = [await seat('Anna'), await seat('Bert'), await seat('Cem')];
    for (const { client } of people.toReversed()) await client.send('hand:raise');
    const expected = people.toReversed().map(({ id }) => id);
    await chair.client.settled();
    const told = chair.client.events.flatMap(({ name, data }) => (name === 'hand:raised' ? [data] : []));
    expect(told).toEqual(expected.map((participantId) => ({ participantId })));
    expect((await look()).room.hands).toEqual(expected);
    await people[1]?.client.send('hand:lower');
    expect((await look()).room.hands).toEqual([people[2]?.id, people[0]?.id]);
  });

  it('are said once: to raise one that is up or lower one that is down tells nobody and loses no place', async () => {
    const { chair, seat, look } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    await anna.client.send('hand:lower');
    await chair.client.send('hands:lower', { participantId: bert.id });
    await chair.client.send('hands:lower-all');
    await chair.client.settled();
    expect(newsOfHands(chair.client)).toBe(0);
    for (const { client } of [anna, bert, anna, anna]) {
      await client.send('hand:raise');
      await chair.client.settled();
    }
    expect(newsOfHands(chair.client)).toBe(2);
    expect((await look()).room.hands).toEqual([anna.id, bert.id]);
  });

  it('are lowered by the chair, one or all', async () => {
    const { chair, seat, look } = await openTable();
    const people = [await seat('Anna'), await seat('Bert'), await seat('Cem')];
    for (const { client } of people) await client.send('hand:raise');
    await chair.client.send('hands:lower', { participantId: people[1]?.id });
    expect((await look()).room.hands).toEqual([people[0]?.id, people[2]?.id]);
    await chair.client.send('hands:lower-all');
    expect((await look()).room.hands).toEqual([]);
  });

  it('keep their place while a connection is lost, and go with who leaves, which everyone is told', async () => {
    const { chair, seat, drop, comeBack, look } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    for (const { client } of [anna, bert]) await client.send('hand:raise');
    await drop(anna);
    const back = await comeBack(anna);
    expect(back.joined.room.hands).toEqual([anna.id, bert.id]);
    await back.client.send('room:leave');
    expect(await chair.client.heard('hand:lowered')).toEqual({ participantId: anna.id });
    expect((await look()).room.hands).toEqual([bert.id]);
  });

  it('go up and down twenty times and then rest, so that nobody floods the others', async () => {
    const { seat } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    const codes: string[] = [];
    for (let n = 0; n < 22; n += 1) {
      const reply = await anna.client.raw('hand:raise', {});
      codes.push(reply.ok ? 'ok' : reply.error.code);
      await anna.client.send('hand:lower');
    }
    expect(codes).toEqual([...Array(20).fill('ok'), 'RATE_LIMITED', 'RATE_LIMITED']);
    await bert.client.send('hand:raise');
  });

  it('are neither raised nor lowered by those who must not', async () => {
    const { seat, expectRefusedToOutsiders, look } = await openTable();
    const anna = await seat('Anna');
    await anna.client.send('hand:raise');
    await expectRefusedToOutsiders([
      ['hands:lower', { participantId: anna.id }],
      ['hands:lower-all', {}],
    ]);
    const observer = await seat('Gast', 'observer');
    expect(await observer.client.refused('hand:raise')).toBe('NOT_ALLOWED');
    expect((await look()).room.hands).toEqual([anna.id]);
  });
});

describe('reactions', () => {
  it('reach everyone at the table and nobody in the lobby', async () => {
    const { chair, seat, knock } = await openTable();
    const anna = await seat('Anna');
    const waiting = await knock('Wartet');
    await anna.client.send('reaction:send', { reaction: 'applause' });
    expect(await chair.client.heard('reaction:sent')).toEqual({ participantId: anna.id, reaction: 'applause' });
    await waiting.client.settled();
    expect(waiting.client.events).toEqual([]);
    expect(await waiting.client.refused('reaction:send', { reaction: 'applause' })).toBe('NOT_ALLOWED');
  });

  it('come from one person ten at a time, and the others may go on', async () => {
    const { seat } = await openTable();
    const [anna, bert, observer] = [await seat('Anna'), await seat('Bert'), await seat('Gast', 'observer')];
    const replies = await Promise.all(
      Array.from({ length: 15 }, () => anna.client.raw('reaction:send', { reaction: 'heart' })),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(10);
    expect(replies.at(-1)).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
    await bert.client.send('reaction:send', { reaction: 'laugh' });
    expect(await observer.client.refused('reaction:send', { reaction: 'laugh' })).toBe('NOT_ALLOWED');
  });
});
