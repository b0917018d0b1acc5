import { describe, expect, it, vi } from 'vitest';
import { newSeatInvite, secrets } from '../../../src/auth/index.ts';
import type { NameMark, ParticipantView } from '../../../src/protocol/index.ts';
import { openTable, type Seated } from '../../helpers/meetings/table.ts';

const marksOf = (participants: readonly ParticipantView[]) =>
  participants.map(({ displayName, mark }) => [displayName, mark?.twin ?? null, mark?.claims ?? null]);
const twin = (number: number): NameMark => ({ twin: number, claims: null });
const claims = (what: NameMark['claims']): NameMark => ({ twin: null, claims: what });

async function setUp(seats: readonly string[] = []) {
  const table = await openTable();
  const { app, room, chair } = table;
  if (seats.length > 0) {
    await chair.client.setPlan({ seats: seats.map((name) => ({ name })), quorum: null });
  }
  const plan = await app.database.plans.listSeats(room.id);
  return {
    ...table,
    /** Whoever comes by it sits on this seat. */
    async seatLink(name: string): Promise<string> {
      const seat = plan.find((one) => one.name === name);
      const { invite, secret } = newSeatInvite({ roomId: room.id, seatId: seat?.id ?? '', label: name }, secrets);
      await app.database.invites.createForSeat(invite);
      return secret;
    },
    async markInLobby(name: string): Promise<NameMark | null | undefined> {
      const client = await app.connect();
      await client.knock(room.id, name);
      return (await chair.client.heard('lobby:knocked', ({ displayName }) => displayName === name)).mark;
    },
    async marks(): Promise<unknown[][]> {
      return marksOf((await table.look()).participants.filter(({ role }) => role !== 'observer'));
    },
  };
}

const markAtTable = ({ joined, id }: Seated) => joined.participants.find((one) => one.id === id)?.mark ?? null;

describe('twins', () => {
  it('are numbered in the order in which they come, for everyone and in any writing', async () => {
    const { chair, seat } = await setUp();
    const anna = await seat('Anna Muster');
    const second = await seat('Аnnа Мuster');
    const third = await seat('ANNA  MUSTER');
    expect([anna, second, third].map(markAtTable)).toEqual([null, twin(2), twin(3)]);
    const told = await chair.client.heard('participant:joined', ({ id }) => id === second.id);
    expect(told.mark).toEqual(twin(2));
    expect(marksOf(third.joined.participants)).toEqual([
      ['Vorsitz', null, null],
      ['Anna Muster', null, null],
      ['Аnnа Мuster', 2, null],
      ['ANNA MUSTER', 3, null],
    ]);
  });

  it('keep their number while they are here, and nobody gets one that another bears', async () => {
    const { seat, comeBack, drop, marks } = await setUp();
    const first = await seat('Anna');
    const second = await seat('Anna');
    await first.client.send('room:leave');
    await seat('Anna');
    expect(await marks()).toEqual([
      ['Vorsitz', null, null],
      ['Anna', 2, null],
      ['Anna', 3, null],
    ]);
    await drop(second);
    expect(markAtTable(await comeBack(second))).toEqual(twin(2));
  });

  it('are none of one who comes alone to a name that is free again, nor of one browser that comes twice', async () => {
    const { seat } = await setUp();
    await (await seat('Anna')).client.send('room:leave');
    expect(markAtTable(await seat('Anna'))).toBeNull();
    const device = secrets.create().secret;
    await seat('Bert', 'participant', { device });
    expect(markAtTable(await seat('Bert', 'participant', { device }))).toBeNull();
    const second = { device: secrets.create().secret };
    expect(markAtTable(await seat('Bert', 'participant', second))).toEqual(twin(2));
    await seat('Bert');
    expect(markAtTable(await seat('Bert', 'participant', second))).toEqual(twin(2));
  });

  it('are marked in the lobby: against the table, against each other, and anew when the other sits down', async () => {
    const { chair, seat, knock, markInLobby } = await setUp();
    await seat('Anna');
    expect(await markInLobby('Annа')).toEqual(twin(2));
    const bert = await knock('Bert');
    expect(await markInLobby('BERT')).toEqual(twin(2));
    // By a link, past those who wait: the one at the table goes before.
    expect(markAtTable(await seat('Bert'))).toBeNull();
    const anew = await chair.client.heard('lobby:knocked', ({ id, mark }) => id === bert.id && mark !== null);
    expect(anew.mark).toEqual(twin(3));
  });

  it('have the same number at the table as in the lobby, and none when the other was not let in', async () => {
    const { chair, knock } = await setUp();
    const [anna, other, third] = [await knock('Anna'), await knock('Anna'), await knock('Anna')];
    await chair.client.send('lobby:admit', { participantIds: [other.id] });
    expect((await chair.client.heard('participant:joined', ({ id }) => id === other.id)).mark).toEqual(twin(2));
    await chair.client.send('lobby:deny', { participantId: anna.id });
    await other.client.send('room:leave');
    await chair.client.send('lobby:admit', { participantIds: [third.id] });
    expect((await chair.client.heard('participant:joined', ({ id }) => id === third.id)).mark).toBeNull();
  });

  it('are told apart where they write, vote, are noted and are seen by the operator', async () => {
    const { app, room, chair, seat } = await setUp();
    await chair.client.send('room:configure', { attendanceDays: 1 });
    await seat('Anna');
    const { client } = await seat('Anna');
    await client.send('chat:send', { text: 'Hallo', to: 'all' });
    expect((await chair.client.heard('chat:sent')).mark).toEqual(twin(2));
    const poll = { question: 'Ja?', options: ['Ja', 'Nein'], secret: false };
    const { pollId } = await chair.client.send('poll:open', poll);
    await client.send('poll:vote', { pollId, option: 0 });
    await chair.client.send('poll:close', { pollId });
    const { votes } = await chair.client.heard('poll:updated', ({ state }) => state === 'closed');
    expect(votes).toEqual([{ displayName: 'Anna', mark: twin(2), option: 0 }]);
    const { rows } = await chair.client.send('attendance:list');
    expect(rows.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Anna', 'Anna (2)']);
    expect(app.rooms.live.people(room.id).map(({ mark }) => mark)).toEqual([null, null, twin(2)]);
  });

  it('tell nobody who waits anything of those who are there', async () => {
    const { app, room, seat } = await setUp();
    await seat('Anna');
    const client = await app.connect();
    const reply = await client.knock(room.id, 'Anna');
    expect(JSON.stringify(reply)).not.toMatch(/mark|twin|claims/);
    expect(reply.displayName).toBe('Anna');
    await client.settled();
    expect(client.events).toEqual([]);
  });
});

describe("the chair's name", () => {
  it('is marked on everyone else who bears it, at the table and in the lobby, and not on those who lead', async () => {
    const { seat, markInLobby, marks } = await setUp();
    const impostor = await seat('Vоrsitz');
    expect(markAtTable(impostor)).toEqual({ twin: 2, claims: 'chair' });
    expect(await markInLobby('VORSITZ')).toEqual({ twin: 3, claims: 'chair' });
    await seat('Vorsitz', 'deputy');
    expect((await marks()).filter(([, , what]) => what !== null)).toEqual([['Vоrsitz', expect.any(Number), 'chair']]);
  });

  it('is theirs also when they come last, and stays theirs after they have left', async () => {
    const { chair, seat } = await setUp();
    const early = await seat('Frau Amt');
    expect(markAtTable(early)).toBeNull();
    const real = await seat('Frau Amt', 'moderator');
    expect(markAtTable(real)).toBeNull();
    const told = await chair.client.heard('participant:updated', ({ id }) => id === early.id);
    expect(told.mark).toEqual({ twin: 2, claims: 'chair' });
    await real.client.send('room:leave');
    expect(markAtTable(await seat('Frau  Amt'))).toMatchObject({ claims: 'chair' });
  });

  it('that stands on a link for those who lead is marked before they are here', async () => {
    const { app, room, seat, markInLobby } = await setUp();
    await app.createInvite(room.id, { role: 'moderator', label: 'Landrätin Beispiel' });
    await app.createInvite(room.id, { role: 'deputy', label: 'Abgelaufen', expiresAt: 1 });
    await app.createInvite(room.id, { role: 'participant', label: 'Bert' });
    expect(await markInLobby('landrätin beispiel')).toEqual(claims('chair'));
    expect(markAtTable(await seat('Abgelaufen'))).toBeNull();
    expect(markAtTable(await seat('Bert'))).toBeNull();
  });

  it('may be a word for those who lead', async () => {
    const { seat, markInLobby } = await setUp();
    expect(markAtTable(await seat('Anna (Leitung)'))).toEqual(claims('chair'));
    expect(await markInLobby('Mоderator')).toEqual(claims('chair'));
    expect(markAtTable(await seat('Host', 'moderator'))).toBeNull();
  });

  it('is still one’s own when one no longer leads', async () => {
    const { chair, seat, knock, marks } = await setUp();
    const deputy = await seat('Dora', 'deputy');
    await chair.client.send('participant:set-role', { participantId: deputy.id, role: 'participant' });
    const { id: participantId } = await knock('Emil');
    await chair.client.send('lobby:admit', { participantIds: [participantId] });
    for (const role of ['deputy', 'participant'])
      await chair.client.send('participant:set-role', { participantId, role });
    expect(await marks()).toEqual([
      ['Vorsitz', null, null],
      ['Dora', null, null],
      ['Emil', null, null],
    ]);
  });
});

describe("a seat's name", () => {
  it('is anybody’s who bears it, as long as nobody sits there and no link was made for it', async () => {
    const { seat, markInLobby } = await setUp(['Aach', 'Buch']);
    expect(await markInLobby('Buch')).toBeNull();
    expect(markAtTable(await seat('aach'))).toBeNull();
    expect(markAtTable(await seat('Buch', 'observer'))).toBeNull();
  });

  it('that a link was made for is marked on who comes without the link', async () => {
    const { seat, seatLink, markInLobby, marks } = await setUp(['Aach', 'Buch']);
    await seat('Aach');
    // In one millisecond nobody was first.
    const seatedAt = Date.now();
    await vi.waitUntil(() => Date.now() > seatedAt, { interval: 1 });
    await seatLink('Aach');
    await seatLink('Buch');
    expect(await markInLobby('Buch')).toEqual(claims('seatLink'));
    expect(markAtTable(await seat('Buch'))).toEqual(claims('seatLink'));
    // Who sat there before the link was made needs none.
    expect(await marks()).toContainEqual(['Aach', null, null]);
  });

  it('is marked on everyone who does not sit there, when the bearer of its link does', async () => {
    const { chair, seat, seatLink, markInLobby } = await setUp(['Aach', 'Buch']);
    const named = await seat('Aach');
    const bearer = await seat('Bürgermeisterin Klein', 'participant', { invite: await seatLink('Aach') });
    expect(markAtTable(bearer)).toBeNull();
    const told = await chair.client.heard('participant:updated', ({ id, mark }) => id === named.id && mark !== null);
    expect(told.mark).toEqual(claims('seat'));
    expect(await markInLobby('Аасh')).toEqual({ twin: 2, claims: 'seat' });
    expect(markAtTable(await seat('Aach', 'participant', { invite: await seatLink('Buch') }))).toMatchObject({
      claims: 'seat',
    });
  });

  it('in letters that only look like it is marked, though the seat is free', async () => {
    const { seat } = await setUp(['Aach']);
    expect(markAtTable(await seat('Аасh'))).toEqual(claims('seat'));
  });

  it('is borne by right by whoever comes by its link, be it the chair’s too', async () => {
    const { seat, seatLink } = await setUp(['Vorsitz', 'Aach']);
    expect(markAtTable(await seat('Vorsitz', 'participant', { invite: await seatLink('Vorsitz') }))).toEqual(twin(2));
  });
});

it('a lobby full of one name has a number for each', async () => {
  const { app, room, seat } = await openTable();
  for (let count = 0; count < 60; count += 1) {
    await (await app.connect()).knock(room.id, count % 2 === 0 ? 'Anna' : 'Аnnа');
  }
  expect((await seat('Zweite', 'moderator')).joined.lobby.map(({ mark }) => mark?.twin ?? 1)).toEqual(
    Array.from({ length: 60 }, (_, index) => index + 1),
  );
});
