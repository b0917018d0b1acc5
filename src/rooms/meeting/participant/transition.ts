import { assertNever } from '../../../platform/errors.ts';
import type { LeaveReason } from '../../../protocol/index.ts';
import type { MediaSession } from '../../ports/media-plane.ts';
import {
  type AtConsole,
  type InLobby,
  type Joined,
  joinedOf,
  lobbyOf,
  mayChair,
  type ParticipantEvent,
  type ParticipantState,
} from './participant-state.ts';

// The one pure function that leads from each of a participant's states to the next. Timers live in the services; after
// every await they read the state again.

const REASON_OF = {
  timeout: 'timeout',
  leave: 'left',
  remove: 'removed',
  replace: 'replaced',
  end: 'ended',
  'make-room': 'next',
  fail: 'unavailable',
} as const satisfies Record<string, LeaveReason>;

/** The next state, or null when the event does not apply to this state: it changes nothing then. */
export function transition(state: ParticipantState, event: ParticipantEvent): ParticipantState | null {
  if (state.kind === 'left') return null;
  switch (event.kind) {
    case 'leave':
    case 'remove':
    case 'replace':
    case 'end':
    case 'make-room':
    case 'fail':
      return { kind: 'left', reason: REASON_OF[event.kind] };
    case 'timeout':
      return state.kind === 'knocking' || state.kind === 'reconnecting' ? { kind: 'left', reason: 'timeout' } : null;
    case 'park':
      return state.kind === 'knocking'
        ? { kind: 'lobby', since: event.at, waitingFor: event.waitingFor, admitted: false }
        : null;
    case 'seat':
      if (state.kind !== 'knocking' && !(state.kind === 'lobby' && state.admitted)) return null;
      return { kind: 'joined', since: event.at, role: event.role, isChairing: false, session: event.session };
    case 'open-console':
      if (state.kind !== 'knocking') return null;
      return { kind: 'console', since: event.at, ownerId: event.ownerId, role: event.role, isChairing: false };
    case 'adopt-console':
      return changePlace(state, (place) => (place.kind === 'console' ? { ...place, ownerId: event.ownerId } : null));
    case 'set-role':
      return changePlace(state, (place) => ({
        ...place,
        role: event.role,
        isChairing: place.isChairing && mayChair(event.role),
      }));
    case 'chair':
      return changePlace(state, (place) =>
        event.isChairing && !mayChair(place.role) ? null : { ...place, isChairing: event.isChairing },
      );
    case 'return-to-lobby':
      return returnToLobby(state, event.at);
    case 'drop':
      if (state.kind !== 'lobby' && state.kind !== 'joined' && state.kind !== 'console') return null;
      return { kind: 'reconnecting', resumeTo: state, since: event.at, deadline: event.deadline };
    case 'resume':
      // Also in place of a connection that still stands.
      if (state.kind === 'knocking') return null;
      return state.kind === 'reconnecting' ? state.resumeTo : state;
    case 'await':
    case 'admit':
    case 'deny':
      return decideInLobby(state, event);
    case 'keep-waiting':
      return keepWaiting(state);
    case 'replace-session':
      return replaceSession(state, event.session);
    default:
      return assertNever(event);
  }
}

/** Changes the place at the table or the console, whether or not the connection stands just now. */
function changePlace(
  state: ParticipantState,
  change: <P extends Joined | AtConsole>(place: P) => P | null,
): ParticipantState | null {
  if (state.kind === 'joined' || state.kind === 'console') return change(state);
  if (state.kind !== 'reconnecting' || state.resumeTo.kind === 'lobby') return null;
  const resumeTo = change(state.resumeTo);
  return resumeTo && { ...state, resumeTo };
}

/** Who leads cannot be sent out to wait; who was sent waits for admission, also while the connection is lost. */
function returnToLobby(state: ParticipantState, at: number): ParticipantState | null {
  const seat = joinedOf(state);
  if (!seat || seat.role === 'moderator') return null;
  const lobby: InLobby = { kind: 'lobby', since: at, waitingFor: 'admission', admitted: false };
  return state.kind === 'reconnecting' ? { ...state, resumeTo: lobby } : lobby;
}

/** A decision reaches somebody who waits also while their connection is lost: a knock is never forgotten. */
function decideInLobby(
  state: ParticipantState,
  event: Extract<ParticipantEvent, { kind: 'await' | 'admit' | 'deny' }>,
): ParticipantState | null {
  const waiting = lobbyOf(state);
  if (!waiting || waiting.admitted) return null;
  if (event.kind === 'deny') return { kind: 'left', reason: 'denied' };
  const next: InLobby =
    event.kind === 'admit' ? { ...waiting, admitted: true } : { ...waiting, waitingFor: event.waitingFor };
  return state.kind === 'reconnecting' ? { ...state, resumeTo: next } : next;
}

/** There was no session for somebody who was admitted: they wait on, and somebody must decide anew. */
function keepWaiting(state: ParticipantState): ParticipantState | null {
  const waiting = lobbyOf(state);
  if (!waiting?.admitted) return null;
  const next: InLobby = { ...waiting, admitted: false };
  return state.kind === 'reconnecting' ? { ...state, resumeTo: next } : next;
}

function replaceSession(state: ParticipantState, session: MediaSession): ParticipantState | null {
  if (state.kind === 'joined') return { ...state, session };
  if (state.kind === 'reconnecting' && state.resumeTo.kind === 'joined') {
    return { ...state, resumeTo: { ...state.resumeTo, session } };
  }
  return null;
}
