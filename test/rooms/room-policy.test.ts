import { describe, expect, it } from 'vitest';
import type { ParticipantState } from '../../src/rooms/participant.ts';
import { type Action, mayAct, mayActOn, POLICY } from '../../src/rooms/room-policy.ts';
import { COMMAND_NAMES, type Role } from '../../src/signaling/protocol/index.ts';
import { FakeSession } from '../helpers/fake-media-plane.ts';

const ACTIONS = Object.keys(POLICY) as Action[];
const session = new FakeSession('p', { consumerChanged() {}, consumerClosed() {} });
const joined = (role: Role): ParticipantState => ({ kind: 'joined', since: 0, role, session });
const lobby: ParticipantState = { kind: 'lobby', since: 0, waitingFor: 'admission', admitted: false };
const notHere: ParticipantState[] = [
  { kind: 'knocking', since: 0, deadline: 1 },
  { kind: 'reconnecting', resumeTo: joined('moderator') as never, deadline: 1 },
  { kind: 'left', reason: 'removed' },
];

/** What a participant may do; everything else is the moderators'. Written out so that a slip in the table shows. */
const FOR_EVERYONE: readonly Action[] = [
  'room:leave',
  'session:start',
  'transport:connect',
  'transport:restart',
  'producer:create',
  'producer:pause',
  'producer:resume',
  'producer:close',
  'media:view',
  'consumer:resume',
];

describe('the policy', () => {
  it('has a row for every command but joining', () => {
    expect([...ACTIONS, 'room:join'].sort()).toEqual([...COMMAND_NAMES].sort());
  });

  it('lets somebody in the lobby do nothing but leave', () => {
    expect(ACTIONS.filter((action) => mayAct(action, lobby))).toEqual(['room:leave']);
  });

  it('lets somebody who is not connected, not in yet or gone do nothing', () => {
    for (const state of notHere) expect(ACTIONS.filter((action) => mayAct(action, state))).toEqual([]);
  });

  it('keeps moderation from participants', () => {
    expect(ACTIONS.filter((action) => mayAct(action, joined('participant'))).sort()).toEqual([...FOR_EVERYONE].sort());
    expect(ACTIONS.filter((action) => mayAct(action, joined('moderator'))).sort()).toEqual([...ACTIONS].sort());
  });

  it('lets nobody remove a moderator', () => {
    expect(mayActOn('participant:remove', joined('moderator'))).toBe(false);
    expect(mayActOn('participant:remove', joined('participant'))).toBe(true);
  });

  it('knows whom an action is done to: the waiting are admitted, the seated are muted', () => {
    expect(mayActOn('lobby:admit', lobby)).toBe(true);
    expect(mayActOn('lobby:admit', joined('participant'))).toBe(false);
    expect(mayActOn('participant:mute', lobby)).toBe(false);
    expect(mayActOn('participant:mute', joined('moderator'))).toBe(true);
    expect(mayActOn('room:lock', joined('participant'))).toBe(false);
  });
});
