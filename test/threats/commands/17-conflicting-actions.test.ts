import { expect, it } from 'vitest';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

/** Two who chair, each on a connection of their own, and whoever the test lets in. */
async function twoWhoChair(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom(changes);
  const chair = async (displayName: string) => {
    const client = await app.connect();
    const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
    await client.join(room.id, displayName, { invite });
    return client;
  };
  return { app, room, one: await chair('Vorsitz'), other: await chair('Zweiter Vorsitz') };
}

/** What came of two commands that were sent in the same moment, in whichever order they arrived. */
async function atOnce(...commands: readonly (readonly [TestClient, string, object])[]): Promise<readonly string[]> {
  const replies = await Promise.all(commands.map(([client, name, command]) => client.raw(name, command)));
  return replies.map((reply) => (reply.ok ? 'done' : reply.error.code));
}

it('who is admitted and denied at once is one of both, and both who decided know it', async () => {
  const { app, room, one, other } = await twoWhoChair({ lobby: 'on' });
  const guest = await app.connect();
  await guest.knock(room.id, 'Gast');
  const { id } = await one.heard('lobby:knocked');
  const outcome = await atOnce(
    [one, 'lobby:admit', { participantIds: [id] }],
    [other, 'lobby:deny', { participantId: id }],
  );
  expect(outcome.filter((each) => each === 'done')).toHaveLength(1);
  expect(outcome.find((each) => each !== 'done')).toMatch(/^(NOT_ALLOWED|INVALID_STATE)$/);
  const isIn = outcome[0] === 'done';
  if (isIn) expect((await guest.heard('lobby:admitted')).self.participantId).toBe(id);
  else expect((await guest.heard('room:left')).reason).toBe('denied');
  expect(app.rooms.live.rooms).toMatchObject([{ participants: isIn ? 3 : 2, lobby: 0 }]);
  expect(app.failures).toEqual([]);
});

it('who is made a deputy and removed at once is gone, and chairs nothing', async () => {
  const { app, room, one, other } = await twoWhoChair();
  const guest = await app.connect();
  const { self } = await guest.join(room.id, 'Gast');
  const { participantId } = self;
  await atOnce(
    [one, 'participant:set-role', { participantId, role: 'deputy' }],
    [other, 'participant:remove', { participantId }],
  );
  expect((await guest.heard('room:left')).reason).toBe('removed');
  for (const client of [one, other]) await client.send('room:leave');
  expect(await guest.refused('room:lock', { locked: true })).toBe('NOT_ALLOWED');
  expect(app.rooms.live.rooms).toEqual([]);
});

it('who joins while the meeting ends is either in a new one or told that it is over', async () => {
  const { app, room, one } = await twoWhoChair();
  const guests = await Promise.all(Array.from({ length: 10 }, () => app.connect()));
  const joins = guests.map((guest) => [guest, 'room:join', { roomId: room.id, displayName: 'Gast' }] as const);
  const outcome = await atOnce(...joins.slice(0, 5), [one, 'room:end', {}], ...joins.slice(5));
  expect(outcome[5]).toBe('done');
  expect(outcome.every((each) => each === 'done' || each === 'ROOM_ENDED')).toBe(true);
  await Promise.all(guests.map((guest) => guest.settled()));
  const told = guests.filter(({ events }) => events.some(({ name }) => name === 'room:left')).length;
  const refused = outcome.filter((each) => each === 'ROOM_ENDED').length;
  const seated = app.rooms.live.rooms.reduce((sum, { participants }) => sum + participants, 0);
  expect(told + refused + seated).toBe(guests.length);
  expect(app.failures).toEqual([]);
});

it('two who give the floor to the next at once give it to two, one after the other', async () => {
  const { app, room, one, other } = await twoWhoChair();
  const guests = await Promise.all([app.connect(), app.connect()]);
  const ids: string[] = [];
  for (const guest of guests) {
    ids.push((await guest.join(room.id, 'Gast')).self.participantId);
    await guest.send('hand:raise');
  }
  expect(await atOnce([one, 'floor:next', {}], [other, 'floor:next', {}])).toEqual(['done', 'done']);
  const last = await one.heard('participant:updated', ({ id, hasFloor }) => id === ids[1] && hasFloor);
  expect(last.hasFloor).toBe(true);
  const { participants, room: view } = await (await app.connect()).join(room.id, 'Später');
  expect(participants.filter(({ hasFloor }) => hasFloor).map(({ id }) => id)).toEqual([ids[1]]);
  expect(view.hands).toEqual([]);
});

it('who is put back into the lobby and removed at once waits or is gone, and is told which', async () => {
  const { app, room, one, other } = await twoWhoChair();
  const guest = await app.connect();
  const { self, resume } = await guest.join(room.id, 'Gast');
  const { participantId } = self;
  const outcome = await atOnce(
    [one, 'participant:return-to-lobby', { participantId }],
    [other, 'participant:remove', { participantId }],
  );
  expect([...outcome].sort()).toEqual(['NOT_ALLOWED', 'done']);
  const waits = outcome[0] === 'done';
  expect(app.rooms.live.rooms).toMatchObject([{ participants: 2, lobby: waits ? 1 : 0 }]);
  const told = waits ? await guest.heard('lobby:returned') : await guest.heard('room:left');
  expect(told).toMatchObject(waits ? { state: 'lobby' } : { reason: 'removed' });
  // Who comes to chair now sees the same, and the way back leads nowhere else.
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const { lobby, participants } = await (await app.connect()).join(room.id, 'Dritte', { invite });
  expect(lobby.map(({ id }) => id)).toEqual(waits ? [participantId] : []);
  expect(participants.map(({ id }) => id)).not.toContain(participantId);
  const back = await (await app.connect()).raw('room:join', { roomId: room.id, displayName: 'Gast', resume });
  if (waits) expect(back).toMatchObject({ ok: true, data: { state: 'lobby' } });
  else expect(back).toMatchObject({ ok: false, error: { code: 'RESUME_INVALID' } });
  expect(app.failures).toEqual([]);
});
