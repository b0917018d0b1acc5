import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES, type Role } from '../../../src/protocol/index.ts';
import type { AtConsole, Joined, ParticipantState } from '../../../src/rooms/meeting/participant/participant-state.ts';
import { type Action, mayAct, mayActOn, POLICY } from '../../../src/rooms/meeting/rights.ts';
import { FakeSession } from '../../helpers/meetings/fake-media-plane.ts';

const ACTIONS = Object.keys(POLICY) as Action[];
const session = new FakeSession('p', {
  consumerChanged() {},
  consumerClosed() {},
  lineChanged() {},
  screenCodecsChanged() {},
  layersWanted() {},
});
const seat = (role: Role, isChairing = false): Joined => ({ kind: 'joined', since: 0, role, isChairing, session });
const desk = (role: Role, isChairing: boolean): AtConsole => ({
  kind: 'console',
  since: 0,
  ownerId: 'owner',
  role,
  isChairing,
});
const lobby = (admitted: boolean) => ({ kind: 'lobby', since: 0, waitingFor: 'admission', admitted }) as const;
const dropped = (resumeTo: Joined | AtConsole): ParticipantState => ({
  kind: 'reconnecting',
  resumeTo,
  since: 0,
  deadline: 1,
});

/** Everybody one can be, each by a letter. */
const STANDINGS: Readonly<Record<string, ParticipantState>> = {
  w: lobby(false),
  a: lobby(true),
  o: seat('observer'),
  p: seat('participant'),
  d: seat('deputy'),
  // The deputy who stands in.
  D: seat('deputy', true),
  // A moderator who has only just come in.
  m: seat('moderator'),
  M: seat('moderator', true),
  // Consoles: of somebody who does not chair now, of the deputy who stands in, of a moderator.
  k: desk('deputy', false),
  K: desk('deputy', true),
  C: desk('moderator', true),
};

const NOT_HERE: readonly ParticipantState[] = [
  { kind: 'knocking', since: 0, deadline: 1 },
  dropped(seat('moderator', true)),
  dropped(desk('moderator', true)),
  { kind: 'left', reason: 'removed' },
];

const AT_TABLE = 'opdDmM';
const MEMBERS = 'pdDmM';
const CHAIR = 'DMKC';

/** Who may do what, written out so that a slip in the table shows; second, to whom. */
const EXPECTED: Readonly<Record<Action, readonly [actors: string, targets?: string]>> = {
  'stay:end': ['waopdDmMkKC'],
  'room:leave': ['waopdDmMkKC'],
  'room:lock': [CHAIR],
  'room:end': [CHAIR],
  'room:close': [CHAIR],
  'room:keep-open': [CHAIR],
  'room:extend': [CHAIR],
  'room:configure': [CHAIR],
  'room:keep': ['MC'],
  'lobby:admit': [CHAIR, 'wa'],
  'lobby:admit-all': [CHAIR],
  'lobby:deny': [CHAIR, 'wa'],
  'lobby:message': [CHAIR, 'wa'],
  'lobby:reply': ['wa'],
  'lobby:prove': ['wa'],
  'participant:switch-off': [CHAIR, AT_TABLE],
  'participant:mute-all': [CHAIR],
  'participant:ask': [CHAIR, MEMBERS],
  'participant:switch-on': [CHAIR, MEMBERS],
  'camera:offer-off': [CHAIR, MEMBERS],
  'camera:answer-offer': [MEMBERS],
  'noise:report': [MEMBERS],
  'participant:restrict': [CHAIR, 'pdD'],
  'participant:set-role': ['MC', 'opdD'],
  'participant:return-to-lobby': [CHAIR, 'opdD'],
  'participant:remove': [CHAIR, 'opdD'],
  'floor:restrict': [CHAIR],
  'floor:give': [CHAIR, MEMBERS],
  'floor:take': [CHAIR, MEMBERS],
  'floor:next': [CHAIR],
  'consent:set': [MEMBERS],
  'hand:raise': [MEMBERS],
  'hand:lower': [MEMBERS],
  'hands:lower': [CHAIR, MEMBERS],
  'hands:lower-all': [CHAIR],
  'reaction:send': [MEMBERS],
  'signing:set': [MEMBERS],
  'signing:end': [CHAIR, MEMBERS],
  'spotlight:set': [CHAIR, MEMBERS],
  'view:lead': ['DM'],
  'name:change': [AT_TABLE],
  'participant:rename': [CHAIR, 'opdD'],
  'portrait:set': ['waopdDmM'],
  'portrait:read': ['opdDmMkKC', 'waopdDmM'],
  'portrait:allow': [CHAIR, 'waopdD'],
  'plan:set': [CHAIR],
  'plan:invite': [CHAIR],
  'console:pair': ['DM'],
  'console:attend': ['kKC'],
  'console:cut': [CHAIR],
  'chat:send': ['pdDmMkKC'],
  'text:type': [MEMBERS],
  'poll:open': [CHAIR],
  'poll:vote': [MEMBERS],
  'poll:close': [CHAIR],
  'attendance:list': [CHAIR],
  'session:start': [AT_TABLE],
  'transport:connect': [AT_TABLE],
  'transport:restart': [AT_TABLE],
  'transport:report': [AT_TABLE],
  'upload:report': [MEMBERS],
  'lines:read': [CHAIR],
  'turn:renew': [AT_TABLE],
  'producer:create': [MEMBERS],
  'producer:pause': [MEMBERS],
  'producer:resume': [MEMBERS],
  'producer:close': [MEMBERS],
  'media:view': [AT_TABLE],
  'consumer:resume': [AT_TABLE],
};

const lettersOf = (allowed: (state: ParticipantState) => boolean): string =>
  Object.entries(STANDINGS)
    .filter(([, state]) => allowed(state))
    .map(([letter]) => letter)
    .sort()
    .join('');
const sorted = (letters: string): string => [...letters].sort().join('');

describe('the policy', () => {
  it('has a row for every command but the two ways in and the checks, which are in no room', () => {
    const inRooms = COMMAND_NAMES.filter((name) => !name.startsWith('check:'));
    expect([...ACTIONS, 'room:join', 'console:join'].sort()).toEqual([...inRooms].sort());
  });

  it.each(Object.entries(EXPECTED))('%s is for those to whom it is given and nobody else', (name, [actors]) => {
    expect(lettersOf((state) => mayAct(name as Action, state))).toBe(sorted(actors));
  });

  it.each(Object.entries(EXPECTED))('%s is done to whom it may be done and nobody else', (name, [, targets = '']) => {
    expect(lettersOf((state) => mayActOn(name as Action, state))).toBe(sorted(targets));
  });

  it('lets somebody who is not connected, not in yet or gone do nothing', () => {
    for (const state of NOT_HERE) expect(ACTIONS.filter((action) => mayAct(action, state))).toEqual([]);
  });

  it('reaches somebody whose connection is lost as if it were not', () => {
    for (const action of ACTIONS) {
      for (const state of Object.values(STANDINGS)) {
        if (state.kind !== 'joined' && state.kind !== 'console') continue;
        expect(mayActOn(action, dropped(state)), action).toBe(mayActOn(action, state));
      }
    }
  });
});
