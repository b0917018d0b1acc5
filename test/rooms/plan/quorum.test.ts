import { describe, expect, it } from 'vitest';
import type { PollView } from '../../../src/protocol/index.ts';
import { openTable, type Seated } from '../../helpers/meetings/table.ts';

const QUESTION = { question: 'Vertagen wir?', options: ['Ja', 'Nein'], secret: false };
const isClosed = ({ state }: PollView): boolean => state === 'closed';

/** A plan of three of whom two must be there; the chair is a fourth, who does not count. */
async function planOfThree(quorum: number | null = 2) {
  const table = await openTable();
  await table.chair.client.setPlan({ seats: ['Aach', 'Buch', 'Cham'].map((name) => ({ name })), quorum });
  const seatOf = async (name: string) =>
    (await table.look()).room.plan.find((seat) => seat.name === name) ?? { participantId: 'none', leftAgoMs: null };
  return { ...table, seatOf };
}

describe('whether a poll was quorate', () => {
  it('is written down when it is opened and when it is closed, as those who could be reached then', async () => {
    const { chair, seat, drop, comeBack } = await planOfThree();
    const { client } = chair;
    const [, buch] = [await seat('Aach'), await seat('Buch')];
    const first = await client.send('poll:open', QUESTION);
    const opened = { isMet: true, present: 2, expected: 3, needed: 2 };
    expect((await client.heard('poll:updated')).quorum).toEqual({ opened, closed: null });
    await drop(buch);
    await client.send('poll:close', first);
    const closed = { isMet: false, present: 1, expected: 3, needed: 2 };
    expect((await client.heard('poll:updated', isClosed)).quorum).toEqual({ opened, closed });

    const second = await client.send('poll:open', QUESTION);
    await comeBack(buch);
    await client.send('poll:close', second);
    const { quorum } = await client.heard('poll:updated', (poll) => isClosed(poll) && poll.id === second.pollId);
    expect(quorum).toEqual({ opened: closed, closed: opened });
    // It is the record of that moment, for whoever comes later.
    expect((await seat('Cham')).joined.polls.map((poll) => poll.quorum)).toEqual([
      { opened, closed },
      { opened: closed, closed: opened },
    ]);
  });

  it('is nothing where no quorum was set or nobody is expected', async () => {
    const { chair } = await planOfThree(null);
    const { pollId } = await chair.client.send('poll:open', QUESTION);
    await chair.client.send('poll:close', { pollId });
    const { quorum } = await chair.client.heard('poll:updated', isClosed);
    expect(quorum).toEqual({ opened: null, closed: null });
  });
});

describe('an empty chair', () => {
  it('says when it was left, however that came, and nothing while somebody sits there or nobody has yet', async () => {
    const { chair, seat, seatOf } = await planOfThree();
    const before = Date.now();
    const ways: ((person: Seated) => Promise<unknown>)[] = [
      ({ client }) => client.send('room:leave'),
      ({ id }) => chair.client.send('participant:remove', { participantId: id }),
      ({ id }) => chair.client.send('participant:return-to-lobby', { participantId: id }),
    ];
    for (const leave of ways) {
      const aach = await seat('Aach');
      expect(await seatOf('Aach')).toMatchObject({ participantId: aach.id, leftAgoMs: null });
      await leave(aach);
      const { participantId, leftAgoMs } = await seatOf('Aach');
      expect(participantId).toBeNull();
      expect(leftAgoMs).toBeGreaterThanOrEqual(0);
      expect(leftAgoMs).toBeLessThanOrEqual(Date.now() - before);
    }
    expect(await seatOf('Cham')).toMatchObject({ participantId: null, leftAgoMs: null });
  });

  it('is forgotten with its seat: one that comes back into the plan is new to everyone', async () => {
    const { app, room, chair, seat, seatOf } = await planOfThree();
    const { client } = await seat('Aach');
    await client.send('room:leave');
    const { plan } = (await seat('Buch')).joined.room;
    expect(plan[0]?.leftAgoMs).not.toBeNull();
    const kept = plan.map(({ id, name }) => ({ id, name }));
    for (const seats of [kept.slice(1), kept]) {
      await app.database.plans.exchangePlan(room.id, () => true, { seats, quorum: 2 });
      await app.rooms.live.reload(room.id);
    }
    expect(await seatOf('Aach')).toMatchObject({ id: kept[0]?.id, participantId: null, leftAgoMs: null });
    expect(chair.client.events.filter(({ name }) => name === 'room:left')).toEqual([]);
  });

  it('tells those who are there, who need not come anew', async () => {
    const { chair, seat } = await planOfThree();
    const aach = await seat('Aach');
    await aach.client.send('room:leave');
    await chair.client.heard(
      'seat:changed',
      ({ participantId, leftAgoMs }) => participantId === null && leftAgoMs !== null,
    );
  });
});
