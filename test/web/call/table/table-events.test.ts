import { expect, test } from 'vitest';
import { waitingOf } from '../../../../web/src/call/meeting/received.ts';
import { applyToTable, noticesOf, tableOf } from '../../../../web/src/call/table/table-events.ts';
import { ago, aJoinedReply, aParticipant, aRoomView, left } from '../../fakes.ts';

const table = () =>
  tableOf(aJoinedReply({ participants: [aParticipant('self'), aParticipant('anna'), aParticipant('bert')] }));
const seats = (state: ReturnType<typeof table>) => state.participants.map(({ id }) => id);

test('somebody who changes keeps the seat, somebody new takes the next one', () => {
  const changed = applyToTable(table(), {
    name: 'participant:updated',
    data: aParticipant('anna', { camera: 'live' }),
  });
  const joined = applyToTable(changed, { name: 'participant:joined', data: aParticipant('carla') });
  expect(seats(joined)).toEqual(['self', 'anna', 'bert', 'carla']);
  expect(joined.participants[1]?.producers).toHaveLength(1);
});

test('who leaves leaves no gap, and a second time changes nothing', () => {
  const once = applyToTable(table(), { name: 'participant:left', data: { participantId: 'anna' } });
  expect(seats(applyToTable(once, { name: 'participant:left', data: { participantId: 'anna' } }))).toEqual([
    'self',
    'bert',
  ]);
});

test('the same speakers again are the same table, so that nothing is drawn anew', () => {
  const event = {
    name: 'speakers:changed',
    data: { active: 'anna', levels: [{ participantId: 'anna', volume: -30 }] },
  } as const;
  const speaking = applyToTable(table(), event);
  expect([...speaking.speaking.ids]).toEqual(['anna']);
  expect(applyToTable(speaking, event)).toBe(speaking);
});

test('the lobby follows knocks and departures', () => {
  const entry = { id: 'guest', displayName: 'Gast', waitedMs: ago(0), reconnecting: false, words: [] };
  const knocked = applyToTable(table(), { name: 'lobby:knocked', data: entry });
  const again = applyToTable(knocked, { name: 'lobby:knocked', data: { ...entry, reconnecting: true } });
  expect(again.lobby).toMatchObject([{ ...entry, reconnecting: true }]);
  expect(applyToTable(again, { name: 'lobby:left', data: { participantId: 'guest' } }).lobby).toEqual([]);
});

test('a knock, an arrival and a lock are worth a word once; repetitions are not', () => {
  const entry = { id: 'guest', displayName: 'Gast', waitedMs: ago(0), reconnecting: false, words: [] };
  const knock = { name: 'lobby:knocked', data: entry } as const;
  expect(noticesOf(table(), knock)).toEqual([{ kind: 'knocked', participantId: 'guest', displayName: 'Gast' }]);
  expect(noticesOf(applyToTable(table(), knock), knock)).toEqual([]);
  expect(noticesOf(table(), { name: 'participant:joined', data: aParticipant('anna') })).toEqual([]);
  const room = { ...table().room, locked: true };
  expect(noticesOf(table(), { name: 'room:updated', data: room })).toEqual([{ kind: 'locked' }]);
  expect(noticesOf({ ...table(), room }, { name: 'room:updated', data: room })).toEqual([]);
});

test('a word from the lobby is worth a word here, and joins those before it; what the chair has written is no news', () => {
  const entry = { id: 'guest', displayName: 'Gast', waitedMs: ago(0), reconnecting: false, words: [] };
  const waiting = { ...table(), lobby: [entry, { ...entry, id: 'other' }].map(waitingOf) };
  const written = (by: string | null, text: string) =>
    ({
      name: 'lobby:written',
      data: { participantIds: ['guest'], word: { id: text, text, agoMs: ago(5), by } },
    }) as const;
  const answer = written(null, 'Ich bin der Landrat.');
  const said = { kind: 'replied', participantId: 'guest', displayName: 'Gast', text: 'Ich bin der Landrat.' };
  expect(noticesOf(waiting, answer)).toEqual([said]);
  expect(noticesOf(waiting, written('Frau Vorsitz', 'Gleich.'))).toEqual([]);
  expect(noticesOf(table(), answer)).toEqual([]);
  const { lobby } = applyToTable(applyToTable(waiting, written('Frau Vorsitz', 'Wer sind Sie?')), answer);
  expect(lobby.map(({ words }) => words.map(({ text }) => text))).toEqual([
    ['Wer sind Sie?', 'Ich bin der Landrat.'],
    [],
  ]);
});

test('one’s own floor is told when it comes and goes, another’s is not', () => {
  const given = (id: string) =>
    ({ name: 'participant:updated', data: { ...aParticipant(id), hasFloor: true } }) as const;
  expect(noticesOf(table(), given('self'))).toEqual([{ kind: 'floor-given' }]);
  expect(noticesOf(table(), given('anna'))).toEqual([]);
  const speaking = applyToTable(table(), given('self'));
  expect(noticesOf(speaking, given('self'))).toEqual([]);
  expect(noticesOf(speaking, { name: 'participant:updated', data: aParticipant('self') })).toEqual([
    { kind: 'floor-taken' },
  ]);
});

test('hard mute is told to those whom it binds, a raised hand to those who chair, a countdown to everyone', () => {
  const notice = (changes: Parameters<typeof aRoomView>[0], isChairing: boolean) => {
    const state = { ...table(), self: { ...table().self, isChairing } };
    return noticesOf(state, { name: 'room:updated', data: aRoomView(changes) });
  };
  const restricted = { microphone: true, camera: false };
  expect(notice({ restricted }, false)).toEqual([{ kind: 'restricted', restricted }]);
  expect(notice({ restricted }, true)).toEqual([]);
  const ofHand = (participantId: string, isChairing: boolean) => {
    const state = { ...table(), self: { ...table().self, isChairing } };
    return noticesOf(state, { name: 'hand:raised', data: { participantId } });
  };
  expect(ofHand('anna', true)).toEqual([{ kind: 'hand-raised', displayName: 'Person anna' }]);
  expect(ofHand('anna', false)).toEqual([]);
  expect(ofHand('self', true)).toEqual([]);
  const [closing] = notice({ closesInMs: left(60_000) }, false);
  expect(closing).toMatchObject({ kind: 'closing' });
  const counting = applyToTable(table(), { name: 'room:updated', data: { closesInMs: left(60_000) } });
  expect(noticesOf(counting, { name: 'room:updated', data: { closesInMs: left(59_900) } })).toEqual([]);
  expect(noticesOf(counting, { name: 'room:updated', data: { closesInMs: left(30_000) } })).toHaveLength(1);
});

test('that the server is going to be started again is told to everyone, once', () => {
  const event = { name: 'room:updated', data: { restartsInMs: left(30_000) } } as const;
  expect(noticesOf(table(), event)).toEqual([{ kind: 'restarting', restartsAt: expect.any(Number) }]);
  expect(noticesOf(applyToTable(table(), event), event)).toEqual([]);
});

test('whoever comes to chair is told of those who wait already', () => {
  const lobby = [{ id: 'guest', displayName: 'Gast', waitedMs: ago(0), reconnecting: false, words: [] }];
  const { role } = table().self;
  const event = {
    name: 'self:updated',
    data: { role, isChairing: true, lobby, consoles: [], noisy: [], chat: [] },
  } as const;
  expect(noticesOf(table(), event)).toEqual([{ kind: 'waiting', count: 1 }]);
  expect(noticesOf(applyToTable(table(), event), event)).toEqual([]);
});

test('a microphone that brings noise is shown to those who chair until it is over, and told once: as it begins, or to who comes to chair', () => {
  const reported = (isNoise: boolean, participantId = 'anna') =>
    ({ name: 'noise:reported', data: { participantId, isNoise } }) as const;
  const told = [{ kind: 'noisy', participantId: 'anna', displayName: 'Person anna' }];
  expect(noticesOf(table(), reported(true))).toEqual(told);
  expect(noticesOf(table(), reported(true, 'self'))).toEqual([]);
  const noisy = applyToTable(table(), reported(true));
  expect(noisy.noisy).toEqual(['anna']);
  expect(noticesOf(noisy, reported(true))).toEqual([]);
  expect(noticesOf(noisy, reported(false))).toEqual([]);
  expect(applyToTable(noisy, reported(false)).noisy).toEqual([]);
  const chairs = {
    name: 'self:updated',
    data: { role: table().self.role, isChairing: true, lobby: [], consoles: [], noisy: ['anna'], chat: [] },
  } as const;
  expect(noticesOf(table(), chairs)).toEqual(told);
  expect(noticesOf(noisy, chairs)).toEqual([]);
  expect(applyToTable(table(), chairs).noisy).toEqual(['anna']);
});

test('whoever shares a screen is told when a newer one is shown in its place, and when theirs is back', () => {
  const own = aParticipant('self', { screen: 'live' });
  const [newer, away] = [aParticipant('anna', { screen: 'live' }), aParticipant('anna')];
  const sharing = tableOf(aJoinedReply({ participants: [own, away] }));
  const covering = { name: 'participant:updated', data: newer } as const;
  expect(noticesOf(sharing, covering)).toEqual([{ kind: 'screen-covered', displayName: 'Person anna' }]);
  const covered = applyToTable(sharing, covering);
  expect(noticesOf(covered, { name: 'participant:updated', data: away })).toEqual([{ kind: 'screen-uncovered' }]);
  // Who has stopped sharing oneself, or never did, hears nothing of it.
  expect(noticesOf(covered, { name: 'participant:updated', data: aParticipant('self') })).toEqual([]);
  expect(noticesOf(table(), covering)).toEqual([]);
});

test('whoever’s picture the chair takes away, or allows again, hears of it once, and nobody else', () => {
  const shown = { ...aParticipant('self'), portrait: 'mine' };
  const barred = { ...aParticipant('self'), portraitBarred: true } as const;
  const updated = (data: typeof shown | typeof barred) => ({ name: 'participant:updated', data }) as const;
  const shows = applyToTable(table(), updated(shown));
  const bars = applyToTable(shows, updated(barred));
  expect(noticesOf(table(), updated(shown))).toEqual([]);
  expect(noticesOf(shows, updated(barred))).toEqual([{ kind: 'portrait-barred' }]);
  expect(noticesOf(bars, updated(barred))).toEqual([]);
  expect(noticesOf(bars, updated(shown))).toEqual([{ kind: 'portrait-allowed' }]);
  expect(noticesOf(table(), updated({ ...aParticipant('anna'), portraitBarred: true }))).toEqual([]);
});

test('that the lobby is switched on or off is worth a word to everyone inside, once', () => {
  const room = { ...table().room, lobby: 'on' as const };
  const event = { name: 'room:updated', data: room } as const;
  expect(noticesOf(table(), event)).toEqual([{ kind: 'lobby-changed', lobby: 'on' }]);
  expect(noticesOf({ ...table(), room }, event)).toEqual([]);
});

test('that the line of somebody else is lost and back is for the ear, not one’s own, and not while one is cut off oneself', () => {
  const others = tableOf(aJoinedReply({ participants: [aParticipant('self'), aParticipant('anna')] }));
  const lost = { name: 'participant:updated', data: { ...aParticipant('anna'), line: 'broken' } } as const;
  const back = { name: 'participant:updated', data: aParticipant('anna') } as const;
  expect(noticesOf(others, lost)).toEqual([{ kind: 'line-lost', displayName: 'Person anna' }]);
  const without = applyToTable(others, lost);
  expect(noticesOf(without, lost)).toEqual([]);
  expect(noticesOf(without, back)).toEqual([{ kind: 'line-back', displayName: 'Person anna' }]);
  const own = { name: 'participant:updated', data: { ...aParticipant('self'), line: 'broken' } } as const;
  expect(noticesOf(others, own)).toEqual([]);
  expect(noticesOf(applyToTable(others, own), lost)).toEqual([]);
});

test('what the chair asks of one stands until it is answered, also for whoever is back meanwhile', () => {
  const asked = applyToTable(table(), { name: 'participant:asked', data: { source: 'camera' } });
  const both = applyToTable(asked, { name: 'camera:off-offered', data: {} });
  expect(tableOf(aJoinedReply(), both)).toMatchObject({ asked: 'camera', isOffered: true });
  expect(tableOf(aJoinedReply())).toMatchObject({ asked: null, isOffered: false });
});

test('what is told of one seat changes that seat, and no other', () => {
  const seat = (id: string) => ({ id, name: id, participantId: null, leftAgoMs: null });
  const planned = tableOf(aJoinedReply({ room: aRoomView({ plan: [seat('first'), seat('second')] }) }));
  const taken = { id: 'second', participantId: 'anna', leftAgoMs: null };
  const { plan } = applyToTable(planned, { name: 'seat:changed', data: taken }).room;
  expect(plan.map(({ participantId }) => participantId)).toEqual([null, 'anna']);
  expect(plan[0]).toBe(planned.room.plan[0]);
});
