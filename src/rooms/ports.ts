import type { Role } from '../signaling/protocol/index.ts';

// What the core asks of storage and auth, as small as the core needs it.

export const LOBBY_MODES = ['off', 'on', 'without-password'] as const;
/** Who must wait: nobody, everyone but moderators, or those who bring neither password nor invite. */
export type LobbyMode = (typeof LOBBY_MODES)[number];

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
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface RoomStore {
  findRoom(roomId: string): Promise<StoredRoom | null>;
}

export interface PasswordGate {
  /**
   * Compares within the limits per room, address and server. A null hash costs the same and never fits, so that a
   * missing room cannot be told from a wrong password. Errors: WRONG_PASSWORD, RATE_LIMITED.
   */
  verify(attempt: { roomId: string; hash: string | null; password: string; address: string }): Promise<void>;
}

export interface RedeemedInvite {
  readonly inviteId: string;
  readonly role: Role;
}

export interface InviteBook {
  /** Counts one use. Errors: INVITE_INVALID (unknown, other room, used up, expired, revoked), RATE_LIMITED. */
  redeem(attempt: { roomId: string; secret: string; address: string }): Promise<RedeemedInvite>;
  /** Gives a use back when the join failed for another reason. */
  release(inviteId: string): Promise<void>;
  /** Whether an invite that was redeemed earlier still stands (not revoked, not expired). */
  isStanding(inviteId: string): Promise<boolean>;
}

export interface Secrets {
  /** 256 random bits in base64url, and their SHA-256 to keep. */
  create(): { secret: string; hash: string };
  hash(secret: string): string;
}
