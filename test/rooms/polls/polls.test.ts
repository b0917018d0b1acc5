import { describe, expect, it } from 'vitest';
import { MAX_POLLS, type PollView } from '../../../src/protocol/index.ts';
import { Participant } from '../../../src/rooms/meeting/participant/participant.ts';
import { PollBox } from '../../../src/rooms/polls/poll-box.ts';
import type { RedeemedInvite } from '../../../src/rooms/ports/auth.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const QUESTION = { question: 'Vertagen wir?', options: ['Ja', 'Nein', 'Enthaltung'], secret: false };
const DEVICE = 'd'.repeat(43);

/** Vorsitz (moderator), Anna and Bert at one table. */
async function threeAtTheTable() {
  const app = await startTestApp();
  const room = await app.createRoom();
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const chair = await app.connect();
  const chairId = (await chair.join(room.id, 'Vorsitz', { invite })).self.participantId;
  const anna = await app.connect();
  const annaView = await anna.join(room.id, 'Anna', { device: DEVICE });
  const bert = await app.connect();
  const bertId = (await bert.join(room.id, 'Bert')).self.participantId;
  return { app, room, chair, chairId, anna, annaView, annaId: annaView.self.participantId, bert, bertId };
}

const votedBy =
  (count: number) =>
  ({ voted }: PollView): boolean =>
    voted.length === count;
const isClosed = ({ state }: PollView): boolean => state === 'closed';

describe('a poll', () => {
  it('shows everyone the question, then who has voted, and what came of it only when it is closed', async () => {
    const { app, room, chair, chairId, anna, annaId, bert } = await threeAtTheTable();
    const { pollId } = await chair.send('poll:open', QUESTION);
    for (const client of [chair, anna, bert]) {
      expect(await client.heard('poll:updated')).toEqual({
        id: pollId,
        ...QUESTION,
        state: 'open',
        voted: [],
        results: null,
        votes: null,
        quorum: { opened: null, closed: null },
      });
    }
    await anna.send('poll:vote', { pollId, option: 1 });
    await chair.send('poll:vote', { pollId, option: 0 });
    const during = await bert.heard('poll:updated', votedBy(2));
    expect(during).toMatchObject({ voted: [annaId, chairId], results: null, votes: null });
    await chair.send('poll:close', { pollId });
    const after = await bert.heard('poll:updated', isClosed);
    expect(after.results).toEqual([1, 1, 0]);
    expect(after.votes).toEqual([
      { displayName: 'Anna', mark: null, option: 1 },
      { displayName: 'Vorsitz', mark: null, option: 0 },
    ]);
    expect((await (await app.connect()).join(room.id, 'Spät')).polls).toEqual([after]);
  });

  it('that is secret tells nobody who voted for what, closed or open', async () => {
    const { app, chair, anna, bert } = await threeAtTheTable();
    const { pollId } = await chair.send('poll:open', { ...QUESTION, secret: true });
    await anna.send('poll:vote', { pollId, option: 2 });
    await bert.send('poll:vote', { pollId, option: 0 });
    await chair.heard('poll:updated', votedBy(2));
    await chair.send('poll:close', { pollId });
    expect(await chair.heard('poll:updated', isClosed)).toMatchObject({ results: [1, 0, 1], votes: null });
    expect(app.logLines.join('\n')).not.toContain('Enthaltung');
  });

  it('takes one voice from each, once: not after a reload, and not after leaving and coming again', async () => {
    const { app, room, chair, anna, annaId, annaView, bert } = await threeAtTheTable();
    const { pollId } = await chair.send('poll:open', QUESTION);
    await anna.send('poll:vote', { pollId, option: 0 });
    expect(await anna.refused('poll:vote', { pollId, option: 1 })).toBe('INVALID_STATE');
    await bert.heard('poll:updated', votedBy(1));
    anna.drop();
    const reloaded = await app.connect();
    const { polls } = await reloaded.join(room.id, 'Anna', { resume: annaView.resume });
    expect(polls).toMatchObject([{ id: pollId, voted: [annaId] }]);
    expect(await reloaded.refused('poll:vote', { pollId, option: 1 })).toBe('INVALID_STATE');
    await reloaded.send('room:leave');
    const again = await app.connect();
    const { self, polls: seen } = await again.join(room.id, 'Jemand anders', { device: DEVICE });
    expect(seen).toMatchObject([{ voted: [self.participantId] }]);
    expect(await again.refused('poll:vote', { pollId, option: 1 })).toBe('INVALID_STATE');
    await chair.send('poll:close', { pollId });
    expect((await bert.heard('poll:updated', isClosed)).results).toEqual([1, 0, 0]);
  });

  it('takes one voice from each browser and one from each seat, on whichever seats it sits one after the other', async () => {
    const { app, room, chair, annaView } = await threeAtTheTable();
    const version = annaView.room.planVersion;
    await chair.send('plan:set', { seats: [{ name: 'Nord' }, { name: 'Süd' }], quorum: null, version });
    const { pollId } = await chair.send('poll:open', { ...QUESTION, secret: true });
    const vote = async (name: string, device: string) => {
      const client = await app.connect();
      await client.join(room.id, name, { device });
      const answer = await client.raw('poll:vote', { pollId, option: 0 });
      await client.send('room:leave');
      return answer.ok;
    };
    const [mine, other] = ['m'.repeat(43), 'o'.repeat(43)];
    const given = [];
    for (const name of ['Gast', 'Nord', 'Süd']) given.push(await vote(name, mine));
    for (const name of ['Nord', 'Süd', 'Gast']) given.push(await vote(name, other));
    expect(given).toEqual([true, false, false, true, false, false]);
    const fourth = await vote('Nord', 'x'.repeat(43));
    expect(fourth).toBe(false);
  });

  it('counts two votes that are sent at once as one', async () => {
    const { chair, anna, bert } = await threeAtTheTable();
    const { pollId } = await chair.send('poll:open', QUESTION);
    const votes = [0, 1].map((option) => anna.raw('poll:vote', { pollId, option }));
    expect((await Promise.all(votes)).map(({ ok }) => ok)).toEqual([true, false]);
    await chair.send('poll:close', { pollId });
    expect((await bert.heard('poll:updated', isClosed)).results).toEqual([1, 0, 0]);
  });

  it('is the only one that is open, is closed once, and takes no vote after', async () => {
    const { chair, anna } = await threeAtTheTable();
    const { pollId } = await chair.send('poll:open', QUESTION);
    expect(await chair.refused('poll:open', QUESTION)).toBe('INVALID_STATE');
    await chair.send('poll:close', { pollId });
    expect(await chair.refused('poll:close', { pollId })).toBe('INVALID_STATE');
    expect(await anna.refused('poll:vote', { pollId, option: 0 })).toBe('INVALID_STATE');
    await chair.send('poll:open', QUESTION);
  });

  it('is opened and closed by the chair alone, and by nobody who was put out or waits', async () => {
    const { app, room, chair, anna, bert, bertId } = await threeAtTheTable();
    const { secret: invite } = await app.createInvite(room.id, { role: 'observer' });
    const observer = await app.connect();
    await observer.join(room.id, 'Presse', { invite });
    await chair.send('room:configure', { lobby: 'on' });
    const waiting = await app.connect();
    await waiting.knock(room.id, 'Wartet');
    const { pollId } = await chair.send('poll:open', QUESTION);
    await observer.heard('poll:updated');
    await chair.send('participant:remove', { participantId: bertId });
    for (const client of [anna, observer, waiting, bert]) {
      expect(await client.refused('poll:open', QUESTION)).toBe('NOT_ALLOWED');
      expect(await client.refused('poll:close', { pollId })).toBe('NOT_ALLOWED');
    }
    for (const client of [observer, waiting, bert]) {
      expect(await client.refused('poll:vote', { pollId, option: 0 })).toBe('NOT_ALLOWED');
    }
    await waiting.settled();
    expect(waiting.events.filter(({ name }) => name === 'poll:updated')).toEqual([]);
  });

  it('is led from a console, which has no voice of its own', async () => {
    const { app, room, chair, anna } = await threeAtTheTable();
    const { code } = await chair.send('console:pair');
    const desk = await app.connect();
    await desk.send('console:join', { roomId: room.id, code });
    const { pollId } = await desk.send('poll:open', QUESTION);
    expect(await desk.refused('poll:vote', { pollId, option: 0 })).toBe('NOT_ALLOWED');
    await anna.send('poll:vote', { pollId, option: 0 });
    await desk.send('poll:close', { pollId });
    expect((await desk.heard('poll:updated', isClosed)).results).toEqual([1, 0, 0]);
  });

  it('is refused with ids and options that there are not, and with options that read the same', async () => {
    const { chair, anna } = await threeAtTheTable();
    const { pollId } = await chair.send('poll:open', { ...QUESTION, options: ['Ja', 'Nein'] });
    expect(await anna.refused('poll:vote', { pollId, option: 2 })).toBe('BAD_REQUEST');
    expect(await anna.refused('poll:vote', { pollId, option: -1 })).toBe('BAD_REQUEST');
    expect(await anna.refused('poll:vote', { pollId: 'no-such-poll', option: 0 })).toBe('NOT_ALLOWED');
    expect(await chair.refused('poll:close', { pollId: 'no-such-poll' })).toBe('NOT_ALLOWED');
    await chair.send('poll:close', { pollId });
    for (const options of [['Ja', ' Ja\u200B'], ['Ja'], [], Array.from({ length: 11 }, (_, index) => `${index}`)]) {
      expect(await chair.refused('poll:open', { ...QUESTION, options })).toBe('BAD_REQUEST');
    }
  });

  it(`comes ${MAX_POLLS} times in a meeting and no more`, async () => {
    const { chair } = await threeAtTheTable();
    for (let count = 0; count < MAX_POLLS; count++) {
      const { pollId } = await chair.send('poll:open', QUESTION);
      await chair.send('poll:close', { pollId });
    }
    expect(await chair.refused('poll:open', QUESTION)).toBe('TOO_MANY');
  });
});

describe('the voice of a seat', () => {
  const linkFor = (seatId: string): RedeemedInvite => ({
    inviteId: `invite of ${seatId}`,
    role: 'participant',
    trusted: true,
    seatId,
    isPersonal: true,
    createdAt: 0,
  });
  const person = (
    changes: { seatId?: string | null; deviceHash?: string | null; hasLink?: boolean } = {},
  ): Participant => {
    const state = { kind: 'left', reason: 'left' } as const;
    const participant = new Participant({
      displayName: 'Musterstadt',
      invite: changes.hasLink && changes.seatId ? linkFor(changes.seatId) : null,
      deviceHash: changes.deviceHash ?? null,
      connection: { send: () => {}, sendToAll: () => {}, release: () => {} },
      state,
    });
    participant.seatId = changes.seatId ?? null;
    return participant;
  };

  it('is used up for whoever sits there next, and for who has voted and changes seats', () => {
    const seated: Participant[] = [];
    const box = new PollBox({ seated: () => seated, quorum: () => null });
    const pollId = box.open(QUESTION);
    const mayor = person({ seatId: 'seat-1' });
    box.vote({ pollId, option: 0 }, mayor);
    const deputy = person({ seatId: 'seat-1', deviceHash: 'another' });
    seated.push(deputy);
    expect(() => box.vote({ pollId, option: 1 }, deputy)).toThrow('INVALID_STATE');
    expect(box.view(pollId).voted).toEqual([deputy.id]);
    mayor.seatId = 'seat-2';
    expect(() => box.vote({ pollId, option: 1 }, mayor)).toThrow('INVALID_STATE');
  });

  it('is each one own, also on one device for who holds the links of both; else a device has one', () => {
    const box = new PollBox({ seated: () => [], quorum: () => null });
    const pollId = box.open(QUESTION);
    box.vote({ pollId, option: 0 }, person({ seatId: 'seat-1', deviceHash: 'shared', hasLink: true }));
    box.vote({ pollId, option: 0 }, person({ seatId: 'seat-2', deviceHash: 'shared', hasLink: true }));
    const byName = person({ seatId: 'seat-3', deviceHash: 'shared' });
    expect(() => box.vote({ pollId, option: 0 }, byName)).toThrow('INVALID_STATE');
    box.vote({ pollId, option: 0 }, person({ deviceHash: 'home' }));
    expect(() => box.vote({ pollId, option: 0 }, person({ deviceHash: 'home' }))).toThrow('INVALID_STATE');
    box.vote({ pollId, option: 0 }, person());
    box.close(pollId);
    expect(box.view(pollId).results).toEqual([4, 0, 0]);
  });
});
