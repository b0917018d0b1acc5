import type { LeaveReason, Role, WaitingFor } from '../../../protocol/index.ts';
import type { MediaSession } from '../../ports/media-plane.ts';

// A participant's states and what happens to them; `transition` leads from each to the next.

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
  /** When the line was lost, by `performance.now()`. */
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
  /** The room is for those who have reserved it next. */
  | { readonly kind: 'make-room' }
  | { readonly kind: 'fail' };

/** Moderators chair while they are here, deputies when they stand in, nobody else ever. */
export function mayChair(role: Role): boolean {
  return role === 'moderator' || role === 'deputy';
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
