import { expect, test } from 'vitest';
import { applyToTable, noticeOf, tableOf } from '../../web/src/call/table-events.ts';
import { aJoinedReply, aParticipant } from './fakes.ts';

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
  const entry = { id: 'guest', displayName: 'Gast', since: 0, reconnecting: false, replies: [] };
  const knocked = applyToTable(table(), { name: 'lobby:knocked', data: entry });
  const again = applyToTable(knocked, { name: 'lobby:knocked', data: { ...entry, reconnecting: true } });
  expect(again.lobby).toEqual([{ ...entry, reconnecting: true }]);
  expect(applyToTable(again, { name: 'lobby:left', data: { participantId: 'guest' } }).lobby).toEqual([]);
});

test('a knock, an arrival and a lock are worth a word once; repetitions are not', () => {
  const entry = { id: 'guest', displayName: 'Gast', since: 0, reconnecting: false, replies: [] };
  const knock = { name: 'lobby:knocked', data: entry } as const;
  expect(noticeOf(table(), knock)).toEqual({ kind: 'knocked', participantId: 'guest', displayName: 'Gast' });
  expect(noticeOf(applyToTable(table(), knock), knock)).toBeNull();
  expect(noticeOf(table(), { name: 'participant:joined', data: aParticipant('anna') })).toBeNull();
  const room = { ...table().room, locked: true };
  expect(noticeOf(table(), { name: 'room:updated', data: room })).toEqual({ kind: 'locked' });
  expect(noticeOf({ ...table(), room }, { name: 'room:updated', data: room })).toBeNull();
});
