import { expect, test } from 'vitest';
import { queueAfter } from '../../../../web/src/features/hands/queue.ts';
import type { ServerEvent } from '../../../../web/src/session/signaling.ts';

const raised = (participantId: string): ServerEvent => ({ name: 'hand:raised', data: { participantId } });
const lowered = (participantId: string): ServerEvent => ({ name: 'hand:lowered', data: { participantId } });
const after = (...events: readonly ServerEvent[]) => events.reduce(queueAfter, ['anna', 'bert']);

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
  const hands = ['anna'];
  expect(queueAfter(hands, { name: 'participant:left', data: { participantId: 'bert' } })).toBe(hands);
});
