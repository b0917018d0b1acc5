import type {
  Bearing,
  ChairChange,
  FloorSource,
  FloorSwitches,
  LeaveReason,
  LobbyMode,
  Named,
  Role,
  StoppableSource,
} from '../../../src/protocol/index.ts';
import type { Failure } from '../session/signaling.ts';
import type { Download } from './line/download-watch.ts';
import type { SendingStates } from './media/publisher.ts';
import type { MeetingState } from './meeting-events.ts';
import type { Moment } from './moments.ts';
import type { LinkHealth, RemoteTrack } from './ports.ts';
import type { ReceivedStatus } from './received.ts';

export type Connection = 'connected' | 'reconnecting';

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

export interface TableState extends MeetingState {
  readonly place: 'table';
  readonly connection: Connection;
  readonly self: { readonly participantId: string; readonly role: Role; readonly isChairing: boolean };
  /** What the chair asks one to switch on; null: nothing, or it was answered. */
  readonly asked: FloorSource | null;
  /** The chair asks whether one's picture had better be off. */
  readonly isOffered: boolean;
  readonly health: LinkHealth;
  readonly sending: SendingStates;
  /** What one's own ways bear. */
  readonly upload: Bearing;
  readonly download: Download;
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
  | { readonly kind: 'admitted' }
  | ({ readonly kind: 'knocked'; readonly participantId: string } & Named)
  /** Somebody who waits has written. */
  | ({ readonly kind: 'replied'; readonly participantId: string; readonly text: string } & Named)
  /** Found waiting by somebody who comes to chair: after a reload, or as a successor. */
  | { readonly kind: 'waiting'; readonly count: number }
  | ({ readonly kind: 'joined' | 'left' } & Named)
  /** Somebody else can no longer be reached, or can be again. */
  | ({ readonly kind: 'line-lost' | 'line-back' } & Named)
  | { readonly kind: 'muted-on-entry' | 'reconnecting' | 'reconnected' | 'returned-to-lobby' | 'server-closing' }
  /** Hard mute keeps one's own source off, that was wanted on entering. */
  | { readonly kind: 'held-back'; readonly source: FloorSource }
  /** Whom the chair has asked turns their picture off, or keeps it. */
  | ({ readonly kind: 'offer-accepted' | 'offer-declined'; readonly participantId: string } & Named)
  /** One's own floor. */
  | { readonly kind: 'floor-given' | 'floor-taken' }
  /** Hard mute of the room has changed, and binds one. */
  | { readonly kind: 'restricted'; readonly restricted: FloorSwitches }
  | ({ readonly kind: 'hand-raised' } & Named)
  /** One's own. */
  | { readonly kind: 'role-changed'; readonly role: Role }
  | { readonly kind: 'closing'; readonly closesAt: Moment }
  | { readonly kind: 'kept-open' }
  /** The server is going to be started again, and everyone comes back by themselves. */
  | { readonly kind: 'restarting'; readonly restartsAt: Moment }
  /** The chair has switched one's own source off. */
  | { readonly kind: 'switched-off'; readonly source: StoppableSource }
  /** The chair has switched it on, with one's consent. */
  | { readonly kind: 'switched-on'; readonly source: FloorSource }
  | {
      readonly kind: 'chair-changed';
      readonly cause: ChairChange;
      readonly isSelf: boolean;
      readonly who: readonly Named[];
    }
  | { readonly kind: 'locked' | 'unlocked' }
  /** Who comes from now on waits, or no longer does. */
  | { readonly kind: 'lobby-changed'; readonly lobby: LobbyMode }
  /** Somebody shares a screen in place of one's own, which waits; or one's own is shown again. */
  | ({ readonly kind: 'screen-covered' } & Named)
  | { readonly kind: 'screen-uncovered' }
  /** A device that was in use or was chosen is gone, and another is used; or the chosen one is there again and is used. */
  | { readonly kind: 'device-instead' | 'device-back'; readonly source: FloorSource; readonly label: string }
  /** This browser cannot, or its code for it did not load. */
  | { readonly kind: 'media-failed' }
  | { readonly kind: 'failed'; readonly failure: Failure };
