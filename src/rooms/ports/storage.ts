import type { CameraStart, LobbyMode, Role } from '../../protocol/index.ts';

// What the core asks of storage, as small as the core needs it.

/** Seats at once that several rooms have together, as those of an organisation. */
export interface SharedSeats {
  readonly of: string;
  readonly max: number;
}

/** A room as it is kept; what happens in it lives in memory. Times are milliseconds since the epoch. */
export interface StoredRoom {
  readonly id: string;
  readonly name: string;
  /** argon2id in PHC form, null when the room has no password. */
  readonly passwordHash: string | null;
  readonly lobby: LobbyMode;
  readonly lobbyMessage: string | null;
  readonly joinBeforeHost: boolean;
  readonly locked: boolean;
  readonly maxParticipants: number;
  readonly muteOnEntry: boolean;
  readonly cameraOnEntry: CameraStart;
  /** Whether people may change their own names while they are in. */
  readonly renaming: boolean;
  /** Nobody is asked for their real name. */
  readonly pseudonyms: boolean;
  /** Invites that are marked as trusted pass the lobby. */
  readonly trustedPass: boolean;
  /** Whether those who wait may write to the chair. */
  readonly lobbyReplies: boolean;
  readonly chat: boolean;
  /** Days for which it is kept who was there; 0: it is not noted. */
  readonly attendanceDays: number;
  /** How many of the plan must be present; null: no line is drawn. */
  readonly quorum: number | null;
  /** Open only while it is reserved; otherwise it is always open. */
  readonly onlyReserved?: boolean;
  /** Beside its own number of seats; without them it has as many as that. */
  readonly sharedSeats?: SharedSeats | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** For how long a room's seats are sure. Instants are milliseconds since the epoch. */
export interface ReservedTime {
  readonly reservationId: string;
  /** Which of its series: what it is called, also when it was moved. */
  readonly date: string;
  readonly roomId: string;
  readonly organisationId: string | null;
  readonly seats: number;
  /** With what is kept free before and after. */
  readonly opensAt: number;
  readonly closesAt: number;
  readonly beginsAt: number;
  readonly endsAt: number;
}

/** A reserved date as the meeting of its own knew it. */
export type RunningDate = Omit<ReservedTime, 'roomId' | 'organisationId' | 'seats'>;

export interface RunningDateStore {
  /** Null: there is none, or its time is over. */
  find(roomId: string): Promise<RunningDate | null>;
  /** In place of what was noted for this room before; of a reservation that is gone, nothing. */
  note(roomId: string, date: RunningDate): Promise<void>;
  forget(roomId: string): Promise<void>;
}

export interface ReservedTimeStore {
  /** That touch the span. */
  windowsWithin(span: { readonly from: number; readonly to: number }): Promise<readonly ReservedTime[]>;
  /** The first of a room that is not over at that time. `zone`: in whose local time it was said. */
  nextOf(roomId: string, at: number): Promise<(ReservedTime & { readonly zone: string }) | null>;
}

/** That meetings begin and end; once for each, however often it is said. */
export interface MeetingMomentStore {
  meetingStarted(meeting: { readonly id: string; readonly roomId: string; readonly at: number }): Promise<void>;
  meetingEnded(meeting: { readonly id: string; readonly at: number }): Promise<void>;
}

export interface RoomStore {
  findRoom(roomId: string): Promise<StoredRoom | null>;
}

/** An expected person's place in a room's plan. */
export interface StoredSeat {
  readonly id: string;
  readonly name: string;
}

/** Whom a room expects, in their order, and how many of them are enough to decide. */
export interface StoredPlan {
  readonly seats: readonly StoredSeat[];
  readonly quorum: number | null;
}

export interface PlanStore {
  /** In their order. */
  listSeats(roomId: string): Promise<readonly StoredSeat[]>;
  /** Null: the room is gone. */
  findPlan(roomId: string): Promise<StoredPlan | null>;
  /**
   * The whole plan, all or nothing, and only in place of what is kept as it was: false when it is another by now, or the
   * room is gone. A seat that is no longer in it loses its invites.
   */
  exchangePlan(roomId: string, isFormer: (kept: StoredPlan) => boolean, plan: StoredPlan): Promise<boolean>;
}

/** One stay at the table. */
export interface StoredStay {
  readonly id: string;
  readonly displayName: string;
  readonly role: Role;
  readonly seat: string | null;
  readonly joinedAt: number;
  readonly leftAt: number | null;
  /** When it is deleted, as those who were there were told. */
  readonly keepUntil: number;
}

export interface AttendanceStore {
  /** Keeps them, or what has changed of them, until their time is over or the room is deleted; of no room, nothing. */
  saveStays(roomId: string, stays: readonly StoredStay[]): Promise<void>;
  /** Oldest first, without those whose retention is over: all, or the page after that stay. Null: it is not there any more. */
  listStays(roomId: string): Promise<readonly StoredStay[]>;
  pageOfStays(
    roomId: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly StoredStay[] | null>;
  /** Forgets these, or all of a room, at once. */
  deleteStays(roomId: string, stayIds?: readonly string[]): Promise<void>;
}

/** What a meeting knows of a browser, by the hash of what it calls itself in this room. */
export interface KeptStanding {
  readonly deviceHash: string;
  readonly standing: 'seated' | 'removed' | 'put-back';
}

export interface StandingStore {
  list(roomId: string): Promise<readonly KeptStanding[]>;
  /** By browser; null: it is forgotten. */
  note(roomId: string, changes: ReadonlyMap<string, KeptStanding['standing'] | null>): Promise<void>;
  /** The meeting is over. */
  forget(roomId: string): Promise<void>;
}

export interface UseStore {
  /** Somebody was in this room then. Of a room that is kept whether it is used or not, nothing is noted. */
  noteUse(roomId: string, at: number): Promise<void>;
}
