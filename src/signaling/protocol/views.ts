import type { LeaveReason } from './codes.ts';
import type { SessionOptions, Source } from './media.ts';

// What participants are shown of a room and of each other.

export const ROLES = ['moderator', 'participant'] as const;
export type Role = (typeof ROLES)[number];

export interface ProducerView {
  readonly id: string;
  readonly source: Source;
  readonly paused: boolean;
}

export interface ParticipantView {
  readonly id: string;
  readonly displayName: string;
  readonly role: Role;
  /** True while the connection is lost and the place is kept. */
  readonly reconnecting: boolean;
  readonly producers: readonly ProducerView[];
}

export type WaitingFor = 'admission' | 'host';

export interface LobbyEntryView {
  readonly id: string;
  readonly displayName: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly reconnecting: boolean;
}

export interface RoomView {
  readonly id: string;
  readonly name: string;
  readonly locked: boolean;
  readonly muteOnEntry: boolean;
}

/** What somebody who waits is told, and nothing more. */
export interface LobbyReply {
  readonly state: 'lobby';
  readonly displayName: string;
  readonly roomName: string;
  /** `admission`: until a moderator lets one in. `host`: until a moderator is there at all. */
  readonly waitingFor: WaitingFor;
  /** What the room's host has written for those who wait. */
  readonly message: string | null;
  readonly resume: string;
}

export interface JoinedReply {
  readonly state: 'joined';
  readonly room: RoomView;
  readonly self: { readonly participantId: string; readonly role: Role };
  /** Everyone at the table in seat order, oneself included. */
  readonly participants: readonly ParticipantView[];
  /** Only a moderator sees who waits. */
  readonly lobby: readonly LobbyEntryView[];
  readonly session: SessionOptions;
  /** After a resume: true when the old transports were kept and only their ICE was restarted. */
  readonly sessionKept: boolean;
  /** Single use; brings this person back within the resume window. */
  readonly resume: string;
}

export type JoinReply = JoinedReply | LobbyReply;

export interface SpeakerLevel {
  readonly participantId: string;
  /** dBov, from -127 (silence) to 0 (RFC 6464). */
  readonly volume: number;
}

export interface ConsumerState {
  readonly consumerId: string;
  /** Null when the link towards this client is too weak for the smallest layer (or the view hides it). */
  readonly spatialLayer: number | null;
}

/** Server to client. Each is true by itself; those that arrive before a join's answer apply after it. */
export interface ServerEvents {
  'room:updated': (room: RoomView) => void;
  /** To oneself: this connection is out of the room. */
  'room:left': (event: { reason: LeaveReason }) => void;
  'participant:joined': (participant: ParticipantView) => void;
  'participant:updated': (participant: ParticipantView) => void;
  'participant:left': (event: { participantId: string }) => void;
  /** To oneself: a moderator has switched one's microphone off. */
  'participant:muted': (event: { producerId: string }) => void;
  'lobby:knocked': (entry: LobbyEntryView) => void;
  'lobby:left': (event: { participantId: string }) => void;
  /** To somebody who waits: what they wait for, or the host's message, has changed. */
  'lobby:updated': (event: { waitingFor: WaitingFor; message: string | null }) => void;
  'lobby:admitted': (reply: JoinedReply) => void;
  'speakers:changed': (event: { active: string | null; levels: readonly SpeakerLevel[] }) => void;
  'consumer:changed': (state: ConsumerState) => void;
  'consumer:closed': (event: { consumerId: string }) => void;
  /** The media worker behind the room was replaced: publish and subscribe again with this. */
  'session:replaced': (session: SessionOptions) => void;
}
