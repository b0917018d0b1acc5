import { describe, expect, it, vi } from 'vitest';
import type { CommandName } from '../../../src/protocol/index.ts';
import { openTable } from '../../helpers/meetings/table.ts';
import { SOON } from '../../helpers/patience.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

/** Sends it as a client does that never hears the answer. */
const TIMES = 3;

it.each<[CommandName, object]>([
  ['chat:send', { text: 'Guten Tag', to: 'all' }],
  ['poll:open', { question: 'Vertagen?', options: ['Ja', 'Nein'], secret: true }],
  ['reaction:send', { reaction: 'heart' }],
  ['lobby:message', { text: 'Gleich geht es los.' }],
  ['room:close', { afterMs: 60_000 }],
  ['plan:invite', { seatId: 'seat' }],
  ['hand:raise', {}],
])(
  '%s whose answer is lost and which is sent again under its id is done once, with the same answer',
  async (name, command) => {
    const table = await openTable();
    const { chair } = table;
    const guest = await table.seat('Anna');
    await table.knock('Wartet');
    const { seats } = await withSeat(table);
    const payload = name === 'plan:invite' ? { seatId: seats } : command;
    const answers = [];
    for (let time = 0; time < TIMES; time += 1) answers.push(await chair.client.raw(name, payload, 'the-one'));
    expect(answers[0]).toMatchObject({ ok: true });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await guest.client.settled();
    const said = ['chat:sent', 'poll:updated', 'reaction:sent'];
    for (const event of said) {
      expect(guest.client.events.filter((heard) => heard.name === event).length, event).toBeLessThanOrEqual(1);
    }
    expect(table.app.failures).toEqual([]);
  },
);

it('a command under way is not begun again by its repetition, and another id is another command', async () => {
  const table = await openTable();
  const { chair } = table;
  const anna = await table.seat('Anna');
  const send = (id: string) => chair.client.raw('chat:send', { text: 'Guten Tag', to: 'all' }, id);
  for (const answer of await Promise.all([send('one'), send('one'), send('two')])) expect(answer.ok).toBe(true);
  await anna.client.settled();
  expect(anna.client.events.filter(({ name }) => name === 'chat:sent')).toHaveLength(2);
});

it('a command is known again also over the connection by which one came back', async () => {
  const table = await openTable();
  const anna = await table.seat('Anna');
  const lost = await anna.client.raw('chat:send', { text: 'Einmal', to: 'all' }, 'mine');
  await table.drop(anna);
  const back = await table.comeBack(anna);
  expect(await back.client.raw('chat:send', { text: 'Einmal', to: 'all' }, 'mine')).toEqual(lost);
  expect(back.joined.chat.filter(({ text }) => text === 'Einmal')).toHaveLength(1);
  await table.chair.client.settled();
  expect(table.chair.client.events.filter(({ name }) => name === 'chat:sent')).toHaveLength(1);
});

it('what somebody sends is never there twice: begun again it takes the place of the first, and stays switched off', async () => {
  const table = await openTable();
  const anna = await table.seat('Anna');
  const first = await table.publish(anna, 'microphone');
  await table.chair.client.send('participant:switch-off', { participantId: anna.id, source: 'microphone' });
  const second = await table.publish(anna, 'microphone');
  const producers = [{ id: second, source: 'microphone', paused: true }];
  expect((await table.look()).participants.find(({ id }) => id === anna.id)?.producers).toMatchObject(producers);
  expect([table.isPaused(anna, first), table.isPaused(anna, second)]).toEqual([undefined, true]);
  expect(table.app.failures).toEqual([]);
});

it('what is closed is closed, by whoever and however often', async () => {
  const table = await openTable();
  const anna = await table.seat('Anna');
  const [microphone, screen] = [await table.publish(anna, 'microphone'), await table.publish(anna, 'screen')];
  await anna.client.send('producer:close', { producerId: microphone });
  await table.chair.client.send('participant:switch-off', { participantId: anna.id, source: 'screen' });
  await table.drop(anna);
  const { send, receive } = anna.joined.session;
  const back = await table.comeBack(anna, { holds: { send: send.id, receive: receive.id } });
  expect(back.joined.sessionKept).toBe(true);
  for (const producerId of [microphone, screen]) await back.client.send('producer:close', { producerId });
  expect(await table.chair.client.refused('producer:close', { producerId: microphone })).toBe('NOT_ALLOWED');
  expect(table.app.failures).toEqual([]);
});

it('publishing that is still under way is not in the way of the same said anew: the last one stands', async () => {
  const table = await openTable();
  const anna = await table.seat('Anna');
  const [first, second] = await Promise.all([table.publish(anna, 'camera'), table.publish(anna, 'camera')]);
  expect(table.isPaused(anna, first)).toBeUndefined();
  expect(table.isPaused(anna, second)).toBe(false);
});

it("nobody gets another one's answer by their id, and a refused command may be tried again under the same", async () => {
  const table = await openTable();
  const anna = await table.seat('Anna');
  const poll = { question: 'Eins?', options: ['Ja', 'Nein'], secret: false };
  await table.chair.client.raw('hand:raise', {}, 'shared');
  const refused = { ok: false, error: { code: 'NOT_ALLOWED' } };
  expect(await anna.client.raw('poll:open', poll, 'shared')).toEqual(refused);
  await table.chair.client.send('participant:set-role', { participantId: anna.id, role: 'moderator' });
  await anna.client.heard('self:updated', ({ isChairing }) => isChairing);
  expect(await anna.client.raw('poll:open', poll, 'shared')).toMatchObject({ ok: true });
});

it.each([[1], [null], [{}], [''], ['x'.repeat(100)], ['a', 'b']])('%o is no id of a command', async (...id) => {
  const { chair } = await openTable();
  expect(await chair.client.raw('hand:raise', {}, ...id)).toEqual({ ok: false, error: { code: 'BAD_REQUEST' } });
});

it('a join whose answer is lost leaves nobody behind, on the same connection and on the next', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const { secret: invite } = await app.createInvite(room.id, { maxUses: 1 });
  const command = { roomId: room.id, displayName: 'Gast', invite, device: 'd'.repeat(43) };
  const client = await app.connect();
  const both = await Promise.all([client.raw('room:join', command, 'join'), client.raw('room:join', command, 'join')]);
  expect(both[0]).toMatchObject({ ok: true });
  expect(both[1]).toEqual(both[0]);
  // They never heard of it, and begin anew as a browser does.
  for (let time = 0; time < TIMES; time += 1) {
    const next = await app.connect();
    await next.join(room.id, 'Gast', { invite, device: 'd'.repeat(43) });
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 0 }]);
  }
});

it('a join that was done has the same answer when it is sent again over its connection, also into a large meeting', async () => {
  const table = await openTable();
  for (let line = 0; line < 20; line += 1) {
    await table.chair.client.send('chat:send', { text: `${line} ${'x'.repeat(1_900)}`, to: 'all' });
  }
  for (let line = 0; line < 20; line += 1) {
    const guest = await table.seat(`Gast ${line}`);
    await guest.client.send('chat:send', { text: `${line} ${'x'.repeat(1_900)}`, to: 'all' });
  }
  const { secret: invite } = await table.app.createInvite(table.room.id, { trusted: true });
  const client = await table.app.connect();
  const command = { roomId: table.room.id, displayName: 'Anna', invite, device: 'd'.repeat(43) };
  const first = await client.raw('room:join', command, 'join');
  expect(first).toMatchObject({ ok: true });
  expect(JSON.stringify(first).length).toBeGreaterThan(64 * 1024);
  expect(await client.raw('room:join', command, 'join')).toEqual(first);
  expect(await client.raw('room:join', command, 'another')).toMatchObject({ error: { code: 'INVALID_STATE' } });
});

it('whoever leaves while they are being let in is not there when that is done', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const { secret: invite } = await app.createInvite(room.id, { maxUses: 1 });
  let open = () => {};
  app.mediaPlane.gate = new Promise((resolve) => (open = resolve));
  const client = await app.connect();
  const joining = client.raw('room:join', { roomId: room.id, displayName: 'Eilig', invite });
  expect(await client.raw('room:leave', { mayReturn: true })).toEqual({ ok: true, data: {} });
  open();
  app.mediaPlane.gate = null;
  await joining;
  await client.ended();
  await vi.waitFor(() => expect(app.rooms.live.rooms).toEqual([]), SOON);
  // The use is given back.
  await (await app.connect()).join(room.id, 'Eilig', { invite });
});

describe('a single-use link whose page is loaded again while it is being let in', () => {
  const JOIN = { displayName: 'Anna', device: 'd'.repeat(43) };

  /** Two joins of one browser whose first line is cut; each waits for its own session. */
  async function loadedAgain() {
    const { app, room, chair } = await openTable({ lobby: 'off' });
    const { secret: invite } = await app.createInvite(room.id, { maxUses: 1 });
    const join = async (gate: Promise<void>) => {
      app.mediaPlane.gate = gate;
      const client = await app.connect();
      // None comes over a line that is cut.
      const answer = client.raw('room:join', { ...JOIN, roomId: room.id, invite }).catch(() => null);
      await client.settled();
      return { client, answer };
    };
    const gates = { first: Promise.withResolvers<void>(), second: Promise.withResolvers<void>() };
    const first = await join(gates.first.promise);
    await vi.waitFor(() => expect(app.rooms.live.rooms).toMatchObject([{ participants: 1 }]), SOON);
    first.client.drop();
    await vi.waitFor(() => expect(app.connections).toBe(1), SOON);
    const second = await join(gates.second.promise);
    const openAll = async (sooner: 'first' | 'second') => {
      gates[sooner].resolve();
      await chair.client.settled();
      for (const { resolve } of Object.values(gates)) resolve();
      app.mediaPlane.gate = null;
      await chair.client.settled();
    };
    const comes = async (device: string) =>
      (await app.connect()).raw('room:join', { ...JOIN, roomId: room.id, invite, device });
    return { app, second, openAll, comes };
  }

  it.each(['first', 'second'] as const)(
    'is that of who sits by it, and of nobody else, when the %s is served sooner',
    async (sooner) => {
      const { app, second, openAll, comes } = await loadedAgain();
      await openAll(sooner);
      expect(await second.answer).toMatchObject({ ok: true });
      expect(app.rooms.live.rooms).toMatchObject([{ participants: 2 }]);
      expect(await comes('e'.repeat(43))).toEqual({ ok: false, error: { code: 'INVITE_INVALID' } });
      // As after a crash.
      expect(await comes(JOIN.device)).toMatchObject({ ok: true });
    },
  );

  it.each(['first', 'second'] as const)('is free again when both came to nothing, the %s sooner', async (sooner) => {
    const { app, second, openAll, comes } = await loadedAgain();
    second.client.drop();
    await vi.waitFor(() => expect(app.connections).toBe(1), SOON);
    await openAll(sooner);
    await vi.waitFor(() => expect(app.rooms.live.rooms).toMatchObject([{ participants: 1 }]), SOON);
    await vi.waitFor(async () => expect(await comes('e'.repeat(43))).toMatchObject({ ok: true }), SOON);
  });
});

it('a newer page whose answer is lost loses nothing of the place that it has taken over', async () => {
  const table = await openTable({ lobby: 'off' });
  const { app, room, chair } = table;
  const device = 'd'.repeat(43);
  const anna = await table.seat('Anna', 'participant', { device });
  await anna.client.send('hand:raise', {});
  const gate = Promise.withResolvers<void>();
  app.mediaPlane.gate = gate.promise;
  const again = await app.connect();
  const unheard = expect(again.raw('room:join', { roomId: room.id, displayName: 'Anna', device })).rejects.toThrow();
  await again.settled();
  again.drop();
  await vi.waitFor(() => expect(app.connections).toBe(2), SOON);
  gate.resolve();
  app.mediaPlane.gate = null;
  await unheard;
  await chair.client.heard('participant:updated', ({ reconnecting }) => reconnecting);
  const { self, room: shown } = await (await app.connect()).join(room.id, 'Anna', { device });
  expect(shown.hands).toEqual([self.participantId]);
});

describe('whoever leaves while they come back, which then fails,', () => {
  async function leavesOnTheWay(command: 'room:leave' | 'stay:end', more: object) {
    const table = await openTable();
    const { app, room } = table;
    const anna = await table.seat('Anna');
    await table.drop(anna);
    const gate = Promise.withResolvers<void>();
    app.mediaPlane.gate = gate.promise;
    const client = await app.connect();
    const { resume } = anna.joined;
    const coming = client.raw('room:join', { roomId: room.id, displayName: 'Anna', resume });
    expect(await client.raw(command, more)).toEqual({ ok: true, data: {} });
    app.mediaPlane.failing = true;
    gate.resolve();
    expect(await coming).toMatchObject({ error: { code: 'MEDIA_UNAVAILABLE' } });
    Object.assign(app.mediaPlane, { failing: false, gate: null });
    const comes = async () => (await app.connect()).raw('room:join', { roomId: room.id, displayName: 'Anna', resume });
    return { names: () => app.rooms.live.people(room.id).map(({ displayName }) => displayName), comes };
  }

  it('is not there any more, and returns only if they have said that they may', async () => {
    for (const mayReturn of [true, false]) {
      const { names, comes } = await leavesOnTheWay('room:leave', { mayReturn });
      expect(names()).toEqual(['Vorsitz']);
      expect(await comes()).toMatchObject(mayReturn ? { ok: true } : { error: { code: 'RESUME_INVALID' } });
    }
  });

  it('keeps the place when the page was only closed or loaded again', async () => {
    const { names } = await leavesOnTheWay('stay:end', {});
    expect(names()).toEqual(['Vorsitz', 'Anna']);
  });
});

it('a page that is loaded again while it comes back finds the place with all that belongs to it', async () => {
  const table = await openTable();
  const { app, room, chair } = table;
  const anna = await table.seat('Anna');
  await anna.client.send('hand:raise', {});
  await table.drop(anna);
  const gate = Promise.withResolvers<void>();
  app.mediaPlane.gate = gate.promise;
  const client = await app.connect();
  const { resume } = anna.joined;
  const coming = client.raw('room:join', { roomId: room.id, displayName: 'Anna', resume });
  await client.send('stay:end');
  gate.resolve();
  app.mediaPlane.gate = null;
  await coming;
  await client.ended();
  await chair.client.settled();
  const back = await (await app.connect()).join(room.id, 'Anna', { resume });
  expect(back.room.hands).toEqual([anna.id]);
});

it('a connection carries one stay: it ends with it, and a second join on it is refused', async () => {
  const table = await openTable();
  const anna = await table.seat('Anna');
  const again = { roomId: table.room.id, displayName: 'Anna' };
  expect(await anna.client.refused('room:join', again)).toBe('INVALID_STATE');
  await anna.client.send('room:leave');
  await anna.client.ended();
  const bert = await table.seat('Bert');
  await table.chair.client.send('participant:remove', { participantId: bert.id });
  expect((await bert.client.heard('room:left')).reason).toBe('removed');
  await bert.client.ended();
  // A join that was refused has begun no stay.
  const cem = await table.app.connect();
  expect(await cem.refused('room:join', { ...again, resume: 'x'.repeat(43) })).toBe('RESUME_INVALID');
  await cem.knock(table.room.id, 'Cem');
});

async function withSeat({ chair }: Awaited<ReturnType<typeof openTable>>) {
  await chair.client.setPlan({ seats: [{ name: 'Aach' }], quorum: null });
  const { plan } = await chair.client.heard('room:updated', (room) => room.plan.length > 0);
  return { seats: plan[0]?.id };
}
