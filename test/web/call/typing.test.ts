import { expect, test } from 'vitest';
import { applyToTable, tableOf } from '../../../web/src/call/table/table-events.ts';
import type { ServerEvent } from '../../../web/src/session/signaling.ts';
import { ago, aJoinedReply, aParticipant } from '../fakes.ts';

/** The lines that others are typing after these events, Anna's first. */
function linesAfter(...events: readonly ServerEvent[]) {
  const table = tableOf(
    aJoinedReply({ participants: [aParticipant('self'), aParticipant('anna'), aParticipant('bert')] }),
  );
  return [...events.reduce(applyToTable, table).typing];
}

const typed = (participantId: string, text: string): ServerEvent => ({
  name: 'text:typed',
  data: { participantId, text },
});
const { room } = aJoinedReply();

test('each person has one line, the latest, until they give it up', () => {
  expect(linesAfter(typed('anna', 'Gu'), typed('bert', 'Ja'), typed('anna', 'Guten'))).toEqual([
    ['anna', 'Guten'],
    ['bert', 'Ja'],
  ]);
  expect(linesAfter(typed('anna', 'Gu'), typed('anna', ''))).toEqual([]);
});

test.each<[string, ServerEvent]>([
  [
    'is sent',
    {
      name: 'chat:sent',
      data: { id: 'm', participantId: 'anna', displayName: 'Anna', text: 'Guten', to: 'all', agoMs: ago(0) },
    },
  ],
  ['leaves', { name: 'participant:left', data: { participantId: 'anna' } }],
  ['loses the connection', { name: 'participant:updated', data: { ...aParticipant('anna'), reconnecting: true } }],
  ['becomes an observer', { name: 'participant:updated', data: { ...aParticipant('anna'), role: 'observer' } }],
])("a line goes when who types it %s; the others' stay", (_, event) => {
  expect(linesAfter(typed('anna', 'Gu'), typed('bert', 'Ja'), event)).toEqual([['bert', 'Ja']]);
});

test('a line stays when who types it switches the camera on, and all go when the chat is switched off', () => {
  const camera: ServerEvent = { name: 'participant:updated', data: aParticipant('anna', { camera: 'live' }) };
  expect(linesAfter(typed('anna', 'Gu'), camera, { name: 'room:updated', data: { ...room, chat: true } })).toHaveLength(
    1,
  );
  expect(linesAfter(typed('anna', 'Gu'), { name: 'room:updated', data: { ...room, chat: false } })).toEqual([]);
});
