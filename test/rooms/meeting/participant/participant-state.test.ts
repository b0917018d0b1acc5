import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  joinedOf,
  lobbyOf,
  type ParticipantEvent,
  type ParticipantState,
} from '../../../../src/rooms/meeting/participant/participant-state.ts';
import { transition } from '../../../../src/rooms/meeting/participant/transition.ts';
import { FakeSession } from '../../../helpers/meetings/fake-media-plane.ts';

const SESSION = new FakeSession('p', {
  consumerChanged() {},
  consumerClosed() {},
  lineChanged() {},
  screenCodecsChanged() {},
  layersWanted() {},
});
const KNOCKING: ParticipantState = { kind: 'knocking', since: 0, deadline: 10 };

const event: fc.Arbitrary<ParticipantEvent> = fc.oneof(
  fc.record({ kind: fc.constant('park' as const), at: fc.nat(), waitingFor: fc.constantFrom('host', 'admission') }),
  fc.record({ kind: fc.constant('await' as const), waitingFor: fc.constantFrom('host', 'admission') }),
  fc.record({
    kind: fc.constant('seat' as const),
    at: fc.nat(),
    role: fc.constantFrom('moderator', 'participant'),
    session: fc.constant(SESSION),
  }),
  fc.record({ kind: fc.constant('replace-session' as const), session: fc.constant(SESSION) }),
  fc.record({ kind: fc.constant('drop' as const), deadline: fc.nat() }),
  fc.record({
    kind: fc.constantFrom('admit', 'keep-waiting', 'resume', 'deny', 'timeout', 'leave', 'remove', 'end', 'fail'),
  }),
) as fc.Arbitrary<ParticipantEvent>;

function run(events: readonly ParticipantEvent[]): readonly ParticipantState[] {
  const states: ParticipantState[] = [KNOCKING];
  for (const each of events) {
    const next = transition(states.at(-1) ?? KNOCKING, each);
    if (next) states.push(next);
  }
  return states;
}

describe('a participant', () => {
  it('never comes back after leaving', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const states = run(events);
        const end = states.findIndex(({ kind }) => kind === 'left');
        expect(end === -1 || end === states.length - 1).toBe(true);
      }),
    );
  });

  it('sits at the table only after a direct way in or an admission', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const states = run(events);
        states.forEach((state, index) => {
          const before = states[index - 1];
          if (!before || !joinedOf(state) || joinedOf(before)) return;
          expect(before.kind === 'knocking' || lobbyOf(before)?.admitted).toBe(true);
        });
      }),
    );
  });

  it('keeps seat, role and place in the lobby over a lost connection', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.nat(), (events, deadline) => {
        const state = run(events).at(-1) ?? KNOCKING;
        const dropped = transition(state, { kind: 'drop', at: 0, deadline });
        if (!dropped) return;
        expect(transition(dropped, { kind: 'resume' })).toEqual(state);
      }),
    );
  });

  it('cannot be denied once it was admitted, nor admitted once it was denied', () => {
    const waiting = transition(KNOCKING, { kind: 'park', at: 1, waitingFor: 'admission' }) as ParticipantState;
    const admitted = transition(waiting, { kind: 'admit' }) as ParticipantState;
    expect(transition(admitted, { kind: 'deny' })).toBeNull();
    const denied = transition(waiting, { kind: 'deny' }) as ParticipantState;
    expect(denied).toEqual({ kind: 'left', reason: 'denied' });
    expect(transition(denied, { kind: 'admit' })).toBeNull();
  });

  it('is admitted also while its connection is lost', () => {
    const waiting = transition(KNOCKING, { kind: 'park', at: 1, waitingFor: 'admission' }) as ParticipantState;
    const dropped = transition(waiting, { kind: 'drop', at: 0, deadline: 5 }) as ParticipantState;
    const admitted = transition(dropped, { kind: 'admit' }) as ParticipantState;
    expect(admitted.kind).toBe('reconnecting');
    expect(transition(admitted, { kind: 'resume' })).toMatchObject({ kind: 'lobby', admitted: true });
  });

  it('times out only while it knocks or its connection is lost', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const state = run(events).at(-1) ?? KNOCKING;
        const next = transition(state, { kind: 'timeout' });
        expect(next !== null).toBe(state.kind === 'knocking' || state.kind === 'reconnecting');
      }),
    );
  });
});
