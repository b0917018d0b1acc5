import { assertNever } from '../errors.ts';
import type { LeaveReason, Role, WaitingFor } from '../signaling/protocol/index.ts';
import type { MediaSession } from './media-plane.ts';

// A participant's states and the one pure function that leads from each to the next. Timers live in the services;
// after every await they read the state again.

export interface Knocking {
  readonly kind: 'knocking';
  readonly since: number;
  readonly deadline: number;
}

export interface InLobby {
  readonly kind: 'lobby';
  readonly since: number;
  readonly waitingFor: WaitingFor;
  /** A moderator has said yes and the session is being made: the place at the table is theirs, nobody can deny it. */
  readonly admitted: boolean;
}

export interface Joined {
  readonly kind: 'joined';
  readonly since: number;
  readonly role: Role;
  readonly session: MediaSession;
}

export interface Reconnecting {
  readonly kind: 'reconnecting';
  readonly resumeTo: InLobby | Joined;
  readonly deadline: number;
}

export interface Left {
  readonly kind: 'left';
  readonly reason: LeaveReason;
}

export type ParticipantState = Knocking | InLobby | Joined | Reconnecting | Left;

export type ParticipantEvent =
  | { readonly kind: 'park'; readonly at: number; readonly waitingFor: WaitingFor }
  | { readonly kind: 'await'; readonly waitingFor: WaitingFor }
  | { readonly kind: 'admit' }
  | { readonly kind: 'seat'; readonly at: number; readonly role: Role; readonly session: MediaSession }
  | { readonly kind: 'replace-session'; readonly session: MediaSession }
  | { readonly kind: 'drop'; readonly deadline: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'deny' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'end' }
  | { readonly kind: 'fail' };

const REASON_OF = {
  timeout: 'timeout',
  leave: 'left',
  remove: 'removed',
  end: 'ended',
  fail: 'unavailable',
} as const satisfies Record<string, LeaveReason>;

/** The next state, or null when the event does not apply to this state: it changes nothing then. */
export function transition(state: ParticipantState, event: ParticipantEvent): ParticipantState | null {
  if (state.kind === 'left') return null;
  switch (event.kind) {
    case 'leave':
    case 'remove':
    case 'end':
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
      return { kind: 'joined', since: event.at, role: event.role, session: event.session };
    case 'drop':
      if (state.kind !== 'lobby' && state.kind !== 'joined') return null;
      return { kind: 'reconnecting', resumeTo: state, deadline: event.deadline };
    case 'resume':
      return state.kind === 'reconnecting' ? state.resumeTo : null;
    case 'await':
    case 'admit':
    case 'deny':
      return decideInLobby(state, event);
    case 'replace-session':
      return replaceSession(state, event.session);
    default:
      return assertNever(event);
  }
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

function replaceSession(state: ParticipantState, session: MediaSession): ParticipantState | null {
  if (state.kind === 'joined') return { ...state, session };
  if (state.kind === 'reconnecting' && state.resumeTo.kind === 'joined') {
    return { ...state, resumeTo: { ...state.resumeTo, session } };
  }
  return null;
}

/** The place at the table, whether or not the connection stands just now. */
export function joinedOf(state: ParticipantState): Joined | null {
  const here = state.kind === 'reconnecting' ? state.resumeTo : state;
  return here.kind === 'joined' ? here : null;
}

/** The place in the lobby, whether or not the connection stands just now. */
export function lobbyOf(state: ParticipantState): InLobby | null {
  const here = state.kind === 'reconnecting' ? state.resumeTo : state;
  return here.kind === 'lobby' ? here : null;
}
