import { expect, test } from 'vitest';
import type { TableState } from '../../../../web/src/call/call-state.ts';
import { thisMoment } from '../../../../web/src/call/moments.ts';
import { tableOf } from '../../../../web/src/call/table/table-events.ts';
import { leaveCost, whoLeadsThen } from '../../../../web/src/features/leaving/leave-cost.ts';
import { ago, aJoinedReply, aParticipant } from '../../fakes.ts';

const BY_PASSWORD = { need: 'required', invited: false } as const;
const FREELY = { need: 'none', invited: false } as const;

function aTable(reply: Parameters<typeof aJoinedReply>[0] = {}): TableState {
  return tableOf(aJoinedReply({ participants: [aParticipant('self'), aParticipant('other')], ...reply }));
}

const member = { participantId: 'self', role: 'participant', isChairing: false } as const;
const chair = { participantId: 'self', role: 'moderator', isChairing: true } as const;

test('a slip costs where a password or a lobby stands before the way back', () => {
  const open = aTable({ self: member, room: { ...aJoinedReply().room, lobby: 'off' } });
  const withLobby = aTable({ self: member, room: { ...aJoinedReply().room, lobby: 'on' } });
  expect(leaveCost(open, FREELY)).toBe('nothing');
  expect(leaveCost(open, BY_PASSWORD)).toBe('password-or-lobby');
  expect(leaveCost(open, { ...BY_PASSWORD, invited: true })).toBe('nothing');
  expect(leaveCost(withLobby, FREELY)).toBe('password-or-lobby');
});

test('who chairs is asked for whom it is, unless there is nobody else', () => {
  expect(leaveCost(aTable({ self: chair }), FREELY)).toBe('chair');
  expect(leaveCost(aTable({ self: chair, participants: [aParticipant('self')] }), BY_PASSWORD)).toBe('nothing');
});

test('who leads then: the own console before anybody, a moderator before a deputy, nobody whose line is gone', () => {
  const deputy = { ...aParticipant('deputy'), displayName: 'Vera', role: 'deputy' as const };
  const moderator = { ...aParticipant('second'), displayName: 'Max', role: 'moderator' as const };
  const console = {
    id: 'desk',
    ownerId: 'self',
    ownerName: 'Anna',
    reconnecting: false,
    pairedForMs: ago(0),
    since: thisMoment(),
  };
  const participants = [aParticipant('self'), deputy, moderator];
  expect(whoLeadsThen(aTable({ self: chair, participants, consoles: [console] }))).toBe('console');
  expect(whoLeadsThen(aTable({ self: chair, participants }))).toEqual({ name: 'Max' });
  const dropped = { ...moderator, reconnecting: true };
  expect(whoLeadsThen(aTable({ self: chair, participants: [aParticipant('self'), deputy, dropped] }))).toEqual({
    name: 'Vera',
  });
  expect(whoLeadsThen(aTable({ self: chair }))).toBeNull();
});
