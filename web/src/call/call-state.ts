import type { Bearing, FloorSource, LeaveReason, Named } from '../../../src/protocol/index.ts';
import type { Connection } from '../session/entry.ts';
import type { Failure } from '../session/signaling.ts';
import type { Download } from './line/download-watch.ts';
import type { Relief } from './line/relief-guard.ts';
import type { LinkHealth, RemoteTrack } from './media/ports.ts';
import type { SendingStates } from './media/publisher.ts';
import type { AtTable } from './meeting/feature.ts';
import type { FeatureNotice, MeetingState, SeatState } from './meeting/features.ts';
import type { ReceivedStatus } from './meeting/received.ts';
import type { Moment } from './moments.ts';

/** Before the door opens. `problem`: why the last attempt did not succeed. */
export interface DoorState {
  readonly place: 'door';
  readonly problem: Failure | null;
}

/** `returning`: after a reload or a slip, without the door; `slow`: it has failed so far, and is tried again. */
export type JoiningState =
  | { readonly place: 'joining'; readonly returning: false }
  | { readonly place: 'joining'; readonly returning: true; readonly slow: boolean };

export interface LobbyState extends ReceivedStatus {
  readonly place: 'lobby';
  readonly connection: Connection;
  readonly displayName: string;
  readonly roomName: string;
  /** One was at the table, and was put back to wait. */
  readonly returned: boolean;
}

export interface TableState extends MeetingState, SeatState, AtTable {
  readonly place: 'table';
  readonly connection: Connection;
  readonly health: LinkHealth;
  readonly sending: SendingStates;
  /** What one's own ways bear. */
  readonly upload: Bearing;
  readonly download: Download;
  /** What this device does not bear of the others' pictures, and whose pictures rest for that, by producer id. */
  readonly relief: Relief;
  readonly resting: ReadonlySet<string>;
  /** The way up bears not even one's voice. */
  readonly isVoicePoor: boolean;
  /** By producer id. */
  readonly tracks: ReadonlyMap<string, RemoteTrack>;
}

export interface LeftState {
  readonly place: 'left';
  readonly reason: LeaveReason;
  readonly roomName: string | null;
  /** What the chair has written with a denial. */
  readonly note: string | null;
  /** Until when the way back to the same place is open; null: it is not. */
  readonly wayBackUntil: Moment | null;
}

export type CallState = DoorState | JoiningState | LobbyState | TableState | LeftState;

/** What deserves a word, once. */
export type Notice =
  | FeatureNotice
  | {
      readonly kind:
        | 'admitted'
        | 'muted-on-entry'
        | 'camera-off-on-entry'
        | 'blurred-on-entry'
        | 'reconnecting'
        | 'reconnected'
        | 'returned-to-lobby';
    }
  | { readonly kind: 'server-closing' }
  /** Hard mute keeps one's own source off, that was wanted on entering. */
  | { readonly kind: 'held-back'; readonly source: FloorSource }
  /** A device that was in use or was chosen is gone, and another is used; or the chosen one is there again and is used. */
  | {
      readonly kind: 'device-instead' | 'device-back';
      readonly source: FloorSource | 'speaker';
      readonly label: string;
    }
  /** What was wanted and was not there is, and is on. */
  | { readonly kind: 'device-arrived'; readonly source: FloorSource; readonly label: string }
  /** It is, and stays off until one switches it on: so it is in this room. */
  | { readonly kind: 'device-ready'; readonly source: FloorSource }
  /** One's microphone is off and open all the same, for whoever speaks by holding the space bar. */
  | { readonly kind: 'ready-for-key' }
  /** Somebody begins to share theirs while one has another's screen in all of the page. */
  | ({ readonly kind: 'screen-beside' } & Named)
  /** The system prefers another device than before, and it is used. */
  | { readonly kind: 'device-preferred'; readonly source: 'microphone'; readonly label: string }
  /** This browser cannot, or its code for it did not load. */
  | { readonly kind: 'media-failed' }
  | { readonly kind: 'failed'; readonly failure: Failure };
