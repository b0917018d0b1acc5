import { describe, expect, it } from 'vitest';
import type { RoomView } from '../../../src/protocol/index.ts';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { openTable } from '../../helpers/meetings/table.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

/** A room with the seats Aach, Buch and Cham, and the chair at its table. */
async function setUp(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom(changes);
  const names = ['Aach', 'Buch', 'Cham'];
  const seats = names.map((name) => ({ id: `${room.id.slice(-8)}-${name}`, name }));
  await app.database.plans.exchangePlan(room.id, () => true, { seats, quorum: 2 });
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const chair = await app.connect();
  const joined = await chair.join(room.id, 'Vorsitz', { invite });
  const join = async (displayName: string, more: object = {}) => {
    const client = await app.connect();
    const reply = await client.join(room.id, displayName, more);
    const { participantId } = reply.self;
    const seatId = () => reply.participants.find(({ id }) => id === participantId)?.seatId ?? null;
    return { client, reply, id: participantId, seatId: seatId() };
  };
  const [aach, buch, cham] = seats.map(({ id }) => id) as [string, string, string];
  return { app, room, chair, chairView: joined.room, seats, aach, buch, cham, join };
}

const sitting = ({ plan }: RoomView) => plan.map(({ name, participantId }) => [name, participantId]);

async function planOf(client: TestClient, fits: (room: RoomView) => boolean): Promise<RoomView> {
  return client.heard('room:updated', fits);
}

describe('the plan', () => {
  it('is there from the first join on, in its order and with its quorum', async () => {
    const { chairView, seats } = await setUp();
    expect(chairView.plan).toEqual(seats.map((seat) => ({ ...seat, participantId: null, leftAgoMs: null })));
    expect(chairView.quorum).toBe(2);
  });

  it('seats people by their name, however it is written, and tells everyone', async () => {
    const { chair, join, buch } = await setUp();
    const { id, seatId, reply } = await join('  bUCH ');
    expect(seatId).toBe(buch);
    expect(sitting(reply.room)).toEqual([
      ['Aach', null],
      ['Buch', id],
      ['Cham', null],
    ]);
    expect((await chair.heard('participant:joined')).seatId).toBe(buch);
    expect(await chair.heard('seat:changed')).toEqual({ id: buch, participantId: id, leftAgoMs: null });
  });

  it('gives a seat to one person, and to the next of that name when it is free again', async () => {
    const { chair, join, aach } = await setUp();
    const first = await join('Aach');
    const second = await join('Aach');
    expect([first.seatId, second.seatId]).toEqual([aach, null]);
    first.client.disconnect();
    await chair.send('participant:remove', { participantId: first.id });
    expect((await second.client.heard('participant:updated', ({ id }) => id === second.id)).seatId).toBe(aach);
    await chair.heard('seat:changed', (seat) => seat.id === aach && seat.participantId === second.id);
  });

  it('guesses nobody where two seats bear one name, and seats no observer', async () => {
    const { app, room, chair, join, aach } = await setUp();
    await chair.setPlan({
      seats: [{ name: 'Müller' }, { name: 'MÜLLER' }, { id: aach, name: 'Aach' }],
      quorum: 1,
    });
    expect((await join('Müller')).seatId).toBeNull();
    const { secret: invite } = await app.createInvite(room.id, { role: 'observer' });
    expect((await join('Aach', { invite })).seatId).toBeNull();
  });

  it('keeps the seat through a lost connection', async () => {
    const { app, room, chair, join, cham } = await setUp();
    const { client, id, reply } = await join('Cham');
    client.drop();
    const away = await chair.heard('participant:updated', (view) => view.id === id && view.reconnecting);
    expect(away.seatId).toBe(cham);
    expect((await join('Cham')).seatId).toBeNull();
    const again = await app.connect();
    const back = await again.join(room.id, 'Cham', { resume: reply.resume });
    expect(back.room.plan[2]?.participantId).toBe(id);
  });

  it('takes the seat from who becomes an observer and gives it back with the role', async () => {
    const { chair, join, aach } = await setUp();
    const { id } = await join('Aach');
    await chair.send('participant:set-role', { participantId: id, role: 'observer' });
    await chair.heard('participant:updated', (view) => view.id === id && view.seatId === null);
    await chair.send('participant:set-role', { participantId: id, role: 'participant' });
    await chair.heard('participant:updated', (view) => view.id === id && view.seatId === aach);
  });

  it('is set anew by the chair: kept, told to everyone, and everyone is seated anew', async () => {
    const { app, room, chair, join, aach, cham } = await setUp();
    const buch = await join('Buch');
    const emma = await join('Emma');
    const seats = [{ id: cham, name: 'Cham' }, { name: 'Emma' }, { id: aach, name: 'Aach' }];
    await chair.setPlan({ seats, quorum: null });
    const view = await planOf(buch.client, ({ quorum }) => quorum === null);
    expect(sitting(view)).toEqual([
      ['Cham', null],
      ['Emma', emma.id],
      ['Aach', null],
    ]);
    expect((await chair.heard('participant:updated', ({ id }) => id === buch.id)).seatId).toBeNull();
    const kept = await app.database.plans.listSeats(room.id);
    expect(kept).toEqual(view.plan.map(({ id, name }) => ({ id, name })));
    expect([kept[0]?.id, kept[2]?.id]).toEqual([cham, aach]);
    expect((await app.database.rooms.findRoom(room.id))?.quorum).toBeNull();
  });

  it('set by two at once is one of the two, the same for everyone and on the disk', async () => {
    const { app, room, chair, join, aach } = await setUp();
    const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
    const { client: other } = await join('Zweite', { invite });
    const kept = { id: aach, name: 'Aach' };
    const version = chair.planVersion;
    const replies = await Promise.all([
      chair.raw('plan:set', { seats: [{ name: 'Eins' }, kept], quorum: 1, version }),
      other.raw('plan:set', { seats: [kept, { name: 'Zwei' }, { name: 'Drei' }], quorum: 2, version }),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const { plan, quorum } = (await join('Spät')).reply.room;
    expect(await app.database.plans.listSeats(room.id)).toEqual(plan.map(({ id, name }) => ({ id, name })));
    expect((await app.database.rooms.findRoom(room.id))?.quorum).toBe(quorum);
    await chair.settled();
    const told = chair.events.filter(({ name }) => name === 'room:updated').at(-1)?.data as RoomView;
    expect(told.plan).toEqual(plan);
  });

  it('of another room, or with a seat twice, is refused and changes nothing', async () => {
    const { app, room, chair, seats, aach } = await setUp();
    const other = await app.createRoom();
    await app.database.plans.exchangePlan(other.id, () => true, {
      seats: [{ id: 'foreign', name: 'Fremd' }],
      quorum: null,
    });
    const foreign = { seats: [{ id: 'foreign', name: 'Gestohlen' }], quorum: 1 };
    expect(await chair.refused('plan:set', { ...foreign, version: chair.planVersion })).toBe('NOT_ALLOWED');
    const twice = { id: aach, name: 'Aach' };
    expect(await chair.refused('plan:set', { seats: [twice, twice], quorum: 1, version: chair.planVersion })).toBe(
      'BAD_REQUEST',
    );
    expect(await app.database.plans.listSeats(room.id)).toEqual(seats);
    expect(await app.database.plans.listSeats(other.id)).toEqual([{ id: 'foreign', name: 'Fremd' }]);
  });

  it('keeps names as text, and refuses more than it holds', async () => {
    const { chair } = await setUp();
    const name = '<img src=x onerror=alert(1)>\u202e\n=1+1';
    await chair.setPlan({ seats: [{ name }], quorum: null });
    const view = await planOf(chair, ({ plan }) => plan.length === 1);
    expect(view.plan[0]?.name).toBe('<img src=x onerror=alert(1)> =1+1');
    for (const seats of [Array(201).fill({ name: 'x' }), [{ name: 'x'.repeat(10_000) }]]) {
      expect(await chair.refused('plan:set', { seats, quorum: null, version: chair.planVersion })).toBe('BAD_REQUEST');
    }
    expect(await chair.refused('plan:set', { seats: [{ name: '' }], quorum: null, version: 'x' })).toBe(
      'TEXT_INVISIBLE',
    );
  });

  it('changed by the operator is taken over, and what the chair has switched for this meeting stays', async () => {
    const { app, room, chair, join, buch } = await setUp();
    const { id } = await join('Dorf');
    await chair.send('room:configure', { lobby: 'on' });
    await app.database.plans.exchangePlan(room.id, () => true, {
      seats: [
        { id: 'new', name: 'Dorf' },
        { id: buch, name: 'Buch' },
      ],
      quorum: 1,
    });
    await app.rooms.live.reload(room.id);
    const view = await planOf(chair, ({ plan }) => plan.length === 2);
    expect(sitting(view)).toEqual([
      ['Dorf', id],
      ['Buch', null],
    ]);
    expect([view.quorum, view.lobby]).toEqual([1, 'on']);
  });
});

it('a plan that is set anew is told as a whole, and of its seats nothing beside it', async () => {
  const meeting = openMeeting({ plan: [{ id: 'first', name: 'Aach' }] });
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const aach = await meeting.enter('Aach');
  const buch = await meeting.enter('Buch');
  await chair.send('room:lock', { locked: true });
  const { planVersion: version } = chair.membership.meeting.views.room();
  aach.events.length = 0;
  await chair.send('plan:set', { seats: [{ id: 'first', name: 'Buch' }], quorum: null, version });
  const [told] = aach.heard('room:updated');
  expect(told?.plan).toEqual([{ id: 'first', name: 'Buch', participantId: buch.id, leftAgoMs: null }]);
  expect(aach.heard('seat:changed')).toEqual([]);
});

describe('an invite to a seat', () => {
  it('seats its bearer there under any name, through the lobby, once', async () => {
    const { app, room, chair, join, aach } = await setUp({ lobby: 'on', trustedPass: true });
    const { secret: invite } = await chair.send('plan:invite', { seatId: aach });
    expect((await join('Vertretung', { invite })).seatId).toBe(aach);
    const late = await app.connect();
    expect(await late.refused('room:join', { roomId: room.id, displayName: 'Zweite', invite })).toBe('INVITE_INVALID');
  });

  it('goes before a name: who sat there by name alone makes room', async () => {
    const { chair, join, aach } = await setUp();
    const named = await join('Aach');
    const { secret: invite } = await chair.send('plan:invite', { seatId: aach });
    expect((await join('Frau Muster', { invite })).seatId).toBe(aach);
    expect((await chair.heard('participant:updated', ({ id }) => id === named.id)).seatId).toBeNull();
  });

  it('takes the seat over from the one that was used before it', async () => {
    const { chair, join, aach } = await setUp();
    const first = await chair.send('plan:invite', { seatId: aach });
    const broken = await join('Frau Muster', { invite: first.secret });
    expect(broken.seatId).toBe(aach);
    const second = await chair.send('plan:invite', { seatId: aach });
    expect((await join('Frau Muster, Handy', { invite: second.secret })).seatId).toBe(aach);
    expect((await chair.heard('participant:updated', ({ id }) => id === broken.id)).seatId).toBeNull();
  });

  it('works no more when a newer one was made, or the seat is gone', async () => {
    const { app, room, chair, aach, buch } = await setUp();
    const older = await chair.send('plan:invite', { seatId: aach });
    await chair.send('plan:invite', { seatId: aach });
    const gone = await chair.send('plan:invite', { seatId: buch });
    await chair.setPlan({ seats: [{ id: aach, name: 'Aach' }], quorum: null });
    for (const { secret: invite } of [older, gone]) {
      const client = await app.connect();
      expect(await client.refused('room:join', { roomId: room.id, displayName: 'x', invite })).toBe('INVITE_INVALID');
    }
    expect(await chair.refused('plan:invite', { seatId: buch })).toBe('NOT_ALLOWED');
    expect(await chair.refused('plan:invite', { seatId: 'foreign' })).toBe('NOT_ALLOWED');
  });
});

it('a seat that goes while its link is made leaves no link that works', async () => {
  const { app, room, chair, aach } = await setUp();
  const emptied = chair.setPlan({ seats: [], quorum: null });
  expect(await chair.refused('plan:invite', { seatId: aach })).toBe('NOT_ALLOWED');
  await emptied;
  const invites = await app.database.invites.list(room.id);
  expect(invites.filter(({ role, revokedAt }) => role === 'participant' && revokedAt === null)).toEqual([]);
});

describe('the spotlight', () => {
  it('is on for everyone, also for who comes later, through the drop of who is in it, and off when they go', async () => {
    const { chair, join } = await setUp();
    const { client, id } = await join('Dolmetscherin');
    await chair.send('spotlight:set', { participantId: id });
    await client.heard('room:updated', ({ spotlight }) => spotlight === id);
    client.drop();
    await chair.heard('participant:updated', (view) => view.id === id && view.reconnecting);
    expect((await join('Spät')).reply.room.spotlight).toBe(id);
    await chair.send('participant:remove', { participantId: id });
    await chair.heard('room:updated', ({ spotlight }) => spotlight === null);
  });

  it('is taken away by the chair, and from who becomes an observer', async () => {
    const { chair, join } = await setUp();
    const { id } = await join('Anna');
    await chair.send('spotlight:set', { participantId: id });
    await chair.heard('room:updated', ({ spotlight }) => spotlight === id);
    await chair.send('spotlight:set', { participantId: null });
    await chair.heard('room:updated', ({ spotlight }) => spotlight === null);
    await chair.send('spotlight:set', { participantId: id });
    await chair.heard('room:updated', ({ spotlight }) => spotlight === id);
    await chair.send('participant:set-role', { participantId: id, role: 'observer' });
    await chair.heard('room:updated', ({ spotlight }) => spotlight === null);
    expect(await chair.refused('spotlight:set', { participantId: id })).toBe('NOT_ALLOWED');
  });

  it('falls on nobody who is elsewhere', async () => {
    const { app, room, chair } = await setUp({ lobby: 'on' });
    const waiting = await app.connect();
    await waiting.knock(room.id, 'Wartet');
    const { id } = await chair.heard('lobby:knocked');
    expect(await chair.refused('spotlight:set', { participantId: id })).toBe('NOT_ALLOWED');
    expect(await chair.refused('spotlight:set', { participantId: 'foreign' })).toBe('NOT_ALLOWED');
  });
});

it('nobody but the chair sets the plan, the spotlight or invites to a seat', async () => {
  const { app, room, chair, seats, aach, join } = await setUp({ lobby: 'without-password', passwordHash: 'x' });
  const inviteOf = async (role: 'participant' | 'observer' | 'deputy') =>
    (await app.createInvite(room.id, { role })).secret;
  const clients = [
    (await join('Anna', { invite: await inviteOf('participant') })).client,
    (await join('Gast', { invite: await inviteOf('observer') })).client,
    (await join('Vize', { invite: await inviteOf('deputy') })).client,
    await app.connect(),
    await app.connect(),
  ];
  await clients[3]?.knock(room.id, 'Wartet');
  for (const client of clients) {
    expect(await client.refused('plan:set', { seats: [], quorum: null, version: 'x' })).toBe('NOT_ALLOWED');
    expect(await client.refused('plan:invite', { seatId: aach })).toBe('NOT_ALLOWED');
    expect(await client.refused('spotlight:set', { participantId: null })).toBe('NOT_ALLOWED');
  }
  await chair.settled();
  expect(await app.database.plans.listSeats(room.id)).toEqual(seats);
  expect(chair.events.filter(({ name }) => name === 'room:updated')).toEqual([]);
  expect((await app.database.invites.list(room.id)).filter(({ seatId }) => seatId !== null)).toEqual([]);
});

it('of two who edit the plan at once the later is told and changes nothing, until they know what they replace', async () => {
  const { chair, seat, look } = await openTable();
  const other = await seat('Zweiter Vorsitz', 'moderator');
  const { planVersion: version } = (await look()).room;
  const plan = (name: string) => ({ seats: [{ name }], quorum: null });
  const replies = await Promise.all([
    chair.client.raw('plan:set', { ...plan('Aach'), version }),
    other.client.raw('plan:set', { ...plan('Buch'), version }),
  ]);
  expect(replies.map((reply) => (reply.ok ? 'done' : reply.error.code)).sort()).toEqual(['INVALID_STATE', 'done']);
  const kept = (await look()).room;
  expect(kept.plan).toHaveLength(1);
  expect(kept.planVersion).not.toBe(version);
  await other.client.send('plan:set', { ...plan('Cham'), version: kept.planVersion });
  expect((await look()).room.plan.map(({ name }) => name)).toEqual(['Cham']);
});

it('a plan that does not say what it replaces replaces nothing', async () => {
  const { chair, look } = await openTable();
  await chair.client.setPlan({ seats: [{ name: 'Aach' }], quorum: null });
  expect(await chair.client.refused('plan:set', { seats: [{ name: 'Buch' }], quorum: null })).toBe('BAD_REQUEST');
  expect((await look()).room.plan.map(({ name }) => name)).toEqual(['Aach']);
});

it('of two who save the plan while the first is on its way to the disk the later is told as well', async () => {
  const meeting = openMeeting();
  const [one, other] = [
    await meeting.enter('Vorsitz', { role: 'moderator' }),
    await meeting.enter('Zweiter Vorsitz', { role: 'moderator' }),
  ];
  const { planVersion: version } = one.membership.meeting.views.room();
  const plan = (name: string) => ({ seats: [{ name }], quorum: null, version });
  const codes = await Promise.all([one.codeOf('plan:set', plan('Aach')), other.codeOf('plan:set', plan('Buch'))]);
  expect(codes).toEqual([null, 'INVALID_STATE']);
  expect(one.membership.meeting.views.room().plan.map(({ name }) => name)).toEqual(['Aach']);
});

it('of a chair who saves the plan and an organiser who did so beside the meeting the chair is told, and then sees theirs', async () => {
  const { app, room, chair, seats } = await setUp();
  const beside = { seats: [...seats, { id: 'beside', name: 'Dorf' }], quorum: 3 };
  // Its meeting has not heard of it yet.
  await app.database.plans.exchangePlan(room.id, () => true, beside);
  const wish = { seats: [{ name: 'Emma' }], quorum: null };
  expect(await chair.refused('plan:set', { ...wish, version: chair.planVersion })).toBe('INVALID_STATE');
  expect(await app.database.plans.findPlan(room.id)).toEqual(beside);
  const { plan, planVersion: version } = await planOf(chair, ({ quorum }) => quorum === 3);
  expect(plan.map(({ name }) => name)).toEqual(['Aach', 'Buch', 'Cham', 'Dorf']);
  await chair.send('plan:set', { ...wish, version });
  expect(await app.database.plans.findPlan(room.id)).toMatchObject({ seats: [{ name: 'Emma' }], quorum: null });
});

it('a plan that is saved while its meeting reads what is kept does not fall behind that', async () => {
  const meeting = openMeeting({ plan: [{ id: 'first', name: 'Aach' }] });
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const { views, id } = chair.membership.meeting;
  const { promise, resolve } = Promise.withResolvers<void>();
  meeting.disk.answers = promise;
  const reading = meeting.rooms.live.reload(id);
  const plan = { seats: [{ name: 'Buch' }], quorum: null, version: views.room().planVersion };
  const saving = chair.send('plan:set', plan);
  // As far as it comes without the disk.
  await new Promise(setImmediate);
  resolve();
  await Promise.all([reading, saving]);
  expect(views.room().plan.map(({ name }) => name)).toEqual(['Buch']);
});
