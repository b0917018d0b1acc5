import { expect, test } from 'vitest';
import { applyToTable, tableOf } from '../../../../web/src/call/table/table-events.ts';
import type { ServerEvent } from '../../../../web/src/session/signaling.ts';
import { aJoinedReply, aRoomView } from '../../fakes.ts';

const raised = (participantId: string): ServerEvent => ({ name: 'hand:raised', data: { participantId } });
const lowered = (participantId: string): ServerEvent => ({ name: 'hand:lowered', data: { participantId } });
const queueOf = (...hands: string[]) => tableOf(aJoinedReply({ room: aRoomView({ hands }) }));
const after = (...events: readonly ServerEvent[]) => events.reduce(applyToTable, queueOf('anna', 'bert')).room.hands;

test('a hand that goes up stands at the end, also one that went down and up again while that was told together', () => {
  expect(after(raised('cem'))).toEqual(['anna', 'bert', 'cem']);
  expect(after(raised('anna'))).toEqual(['bert', 'anna']);
});

test('one that goes down leaves the others where they stand, and one that was down is no matter', () => {
  expect(after(lowered('anna'))).toEqual(['bert']);
  expect(after(lowered('cem'))).toEqual(['anna', 'bert']);
  expect(after({ name: 'hands:all-lowered', data: {} })).toEqual([]);
});

test('one that is handed over stands where it stood', () => {
  expect(after({ name: 'hand:handed-over', data: { participantId: 'anna', to: 'anna again' } })).toEqual([
    'anna again',
    'bert',
  ]);
});

test('whatever else happens leaves the queue as it is', () => {
  const table = queueOf('anna');
  const left = applyToTable(table, { name: 'participant:left', data: { participantId: 'bert' } });
  expect(left.room.hands).toBe(table.room.hands);
});
