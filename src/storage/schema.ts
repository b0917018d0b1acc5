import type { Generated, Kysely, Selectable } from 'kysely';
import type { KeptStanding, RedeemedInvite, StoredRoom, StoredStay } from '../rooms/ports.ts';

// The tables as SQLite holds them: booleans are 0 or 1, times are milliseconds since the epoch.

export interface RoomTable {
  id: string;
  name: string;
  password_hash: string | null;
  lobby: StoredRoom['lobby'];
  lobby_message: string | null;
  join_before_host: number;
  locked: number;
  max_participants: number;
  mute_on_entry: number;
  trusted_pass: number;
  lobby_replies: number;
  chat: number;
  attendance_days: number;
  quorum: number | null;
  created_at: number;
  updated_at: number;
}

export interface InviteTable {
  id: string;
  room_id: string;
  role: RedeemedInvite['role'];
  secret_hash: string;
  label: string | null;
  max_uses: number | null;
  uses: Generated<number>;
  expires_at: number | null;
  revoked_at: Generated<number | null>;
  created_at: number;
  trusted: number;
  seat_id: string | null;
  last_used_at: Generated<number | null>;
}

/** Which browser has used an invite that is for few or for a time. */
export interface InviteUseTable {
  invite_id: string;
  device_hash: string;
  used_at: number;
}

export interface SeatTable {
  id: string;
  room_id: string;
  position: number;
  name: string;
}

export interface StayTable {
  id: string;
  room_id: string;
  display_name: string;
  role: StoredStay['role'];
  seat: string | null;
  joined_at: number;
  left_at: number | null;
  keep_until: number;
}

/** What a meeting that goes on knows of a browser. */
export interface StandingTable {
  room_id: string;
  device_hash: string;
  standing: KeptStanding['standing'];
  noted_at: number;
}

/** What a check of somebody's connection has found; the report as JSON. */
export interface CheckTable {
  code: string;
  checked_at: number;
  report: string;
}

export interface Schema {
  rooms: RoomTable;
  invites: InviteTable;
  invite_uses: InviteUseTable;
  seats: SeatTable;
  stays: StayTable;
  standings: StandingTable;
  checks: CheckTable;
}

/** Reading goes by a connection of its own: it waits for nobody's write, and needs no room on the disk. */
export interface Connections {
  readonly read: Kysely<Schema>;
  readonly write: Kysely<Schema>;
}

export type RoomRow = Selectable<RoomTable>;
export type InviteRow = Selectable<InviteTable>;
export type StayRow = Selectable<StayTable>;
