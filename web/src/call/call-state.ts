import type {
  LeaveReason,
  LobbyEntryView,
  ParticipantView,
  Role,
  RoomView,
  WaitingFor,
} from '../../../src/signaling/protocol/index.ts';
import type { Failure } from '../signaling/signaling.ts';
import type { LinkHealth, RemoteTrack } from './ports.ts';
import type { SendingStates } from './publisher.ts';

export type Connection = 'connected' | 'reconnecting';

/** Before the door opens. `problem`: why the last attempt did not succeed. */
export interface DoorState {
  readonly place: 'door';
  readonly problem: Failure | null;
}

/** `returning`: after a reload, without the door. */
export interface JoiningState {
  readonly place: 'joining';
  readonly returning: boolean;
}

export interface LobbyState {
  readonly place: 'lobby';
  readonly connection: Connection;
  readonly displayName: string;
  readonly roomName: string;
  readonly waitingFor: WaitingFor;
  readonly message: string | null;
}

export interface TableState {
  readonly place: 'table';
  readonly connection: Connection;
  readonly room: RoomView;
  readonly self: { readonly participantId: string; readonly role: Role };
  /** In seat order, oneself included. */
  readonly participants: readonly ParticipantView[];
  /** Who waits; empty for all but moderators. */
  readonly lobby: readonly LobbyEntryView[];
  /** Who speaks now, and who is the loudest of them. */
  readonly speaking: { readonly active: string | null; readonly ids: ReadonlySet<string> };
  readonly health: LinkHealth;
  readonly sending: SendingStates;
  /** By producer id. */
  readonly tracks: ReadonlyMap<string, RemoteTrack>;
}

export interface LeftState {
  readonly place: 'left';
  readonly reason: LeaveReason;
  readonly roomName: string | null;
}

export type CallState = DoorState | JoiningState | LobbyState | TableState | LeftState;

/** What deserves a word, once. */
export type Notice =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'knocked'; readonly participantId: string; readonly displayName: string }
  | { readonly kind: 'joined' | 'left'; readonly displayName: string }
  | { readonly kind: 'muted-by-moderator' | 'muted-on-entry' | 'reconnecting' | 'reconnected' }
  | { readonly kind: 'locked' | 'unlocked' }
  /** This browser cannot, or its code for it did not load. */
  | { readonly kind: 'media-failed' }
  | { readonly kind: 'failed'; readonly failure: Failure };
