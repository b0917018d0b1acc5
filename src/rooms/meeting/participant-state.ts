import { assertNever } from '../../platform/errors.ts';
import type { LeaveReason, Role, WaitingFor } from '../../protocol/index.ts';
import type { MediaSession } from '../media/media-plane.ts';

// A participant's states and the one pure function that leads from each to the next. Timers live in the services;
// after every await they read the state again.

/** How long a dropped participant keeps seat, role and lobby place: a lift, a tunnel, a router that restarts. */
export const RESUME_WINDOW_MS = 120_000;

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
  /** A moderator who is here, or the deputy who stands in; `Chair` decides it. */
  readonly isChairing: boolean;
  readonly session: MediaSession;
}

/** A second screen of somebody who chairs: no media, no seat, and not bound to its owner's connection. */
export interface AtConsole {
  readonly kind: 'console';
  readonly since: number;
  /** Participant whose rights it has. */
  readonly ownerId: string;
  /** The owner's, as it was when they were last here. */
  readonly role: Role;
  readonly isChairing: boolean;
}

export interface Reconnecting {
  readonly kind: 'reconnecting';
  readonly resumeTo: InLobby | Joined | AtConsole;
  /** When the line was lost. */
  readonly since: number;
  readonly deadline: number;
}

export interface Left {
  readonly kind: 'left';
  readonly reason: LeaveReason;
}

export type ParticipantState = Knocking | InLobby | Joined | AtConsole | Reconnecting | Left;

export type ParticipantEvent =
  | { readonly kind: 'park'; readonly at: number; readonly waitingFor: WaitingFor }
  | { readonly kind: 'await'; readonly waitingFor: WaitingFor }
  | { readonly kind: 'admit' }
  | { readonly kind: 'keep-waiting' }
  | { readonly kind: 'seat'; readonly at: number; readonly role: Role; readonly session: MediaSession }
  | { readonly kind: 'open-console'; readonly at: number; readonly ownerId: string; readonly role: Role }
  | { readonly kind: 'adopt-console'; readonly ownerId: string }
  | { readonly kind: 'set-role'; readonly role: Role }
  | { readonly kind: 'chair'; readonly isChairing: boolean }
  | { readonly kind: 'return-to-lobby'; readonly at: number }
  | { readonly kind: 'replace-session'; readonly session: MediaSession }
  | { readonly kind: 'drop'; readonly at: number; readonly deadline: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'deny' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'remove' }
  /** By oneself, from another page of the same browser. */
  | { readonly kind: 'replace' }
  | { readonly kind: 'end' }
  | { readonly kind: 'fail' };

const REASON_OF = {
  timeout: 'timeout',
  leave: 'left',
  remove: 'removed',
  replace: 'replaced',
  end: 'ended',
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

/** Moderators chair while they are here, deputies when they stand in, nobody else ever. */
export function mayChair(role: Role): boolean {
  return role === 'moderator' || role === 'deputy';
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

/** The place at a console, whether or not the connection stands just now. */
export function consoleOf(state: ParticipantState): AtConsole | null {
  const here = state.kind === 'reconnecting' ? state.resumeTo : state;
  return here.kind === 'console' ? here : null;
}
