import type { Role, TurnAccess } from '../../protocol/index.ts';

// What the core asks of those who know secrets, as small as the core needs it.

export interface PasswordGate {
  /**
   * Compares within the limits per room, address and server. A null hash costs the same and never fits, so that a
   * missing room cannot be told from a wrong password. `device` is the hash of what the browser calls itself; one that
   * was let in before is not behind the limits of others. Errors: WRONG_PASSWORD, RATE_LIMITED.
   */
  verify(attempt: {
    roomId: string;
    hash: string | null;
    password: string;
    address: string;
    device: string | null;
  }): Promise<void>;
}

export interface RedeemedInvite {
  readonly inviteId: string;
  readonly role: Role;
  /** Its bearer passes the lobby where the room lets trusted invites pass. */
  readonly trusted: boolean;
  /** The seat it is for. */
  readonly seatId: string | null;
  /** For one person, by a single use or a seat: who bears it is known by it. Others may be shared by many. */
  readonly isPersonal: boolean;
  /** When it was made, in milliseconds since the epoch: deputies stand in in this order. */
  readonly createdAt: number;
}

export interface NewSeatInvite {
  readonly roomId: string;
  readonly seatId: string;
  /** The seat's name. */
  readonly label: string;
}

/** How the use of an invite ends. Once: what is said of it later changes nothing. */
export interface InviteUse {
  /** They are in: it is spent. */
  readonly keep: () => void;
  /**
   * The join failed for another reason, or its answer reached nobody: it is free again, unless the same browser is in,
   * or being let in, by it.
   */
  readonly giveBack: () => Promise<void>;
}

export interface Redeemed extends InviteUse {
  readonly invite: RedeemedInvite;
}

/** Whose the names in a room are, by the links that were made and still stand. */
export interface NameRights {
  /** By seat, when the first of its links was made, used or not; milliseconds since the epoch. */
  readonly seatLinks: ReadonlyMap<string, number>;
  /** What stands on the links of those who may chair. */
  readonly chairLabels: readonly { readonly inviteId: string; readonly label: string }[];
}
export const NO_NAME_RIGHTS: NameRights = { seatLinks: new Map(), chairLabels: [] };

export interface InviteBook {
  /**
   * Counts one use; a browser that has used it lately comes in again without one. `device` is the hash of what it calls
   * itself. Errors: INVITE_INVALID (unknown, other room, used up, expired, revoked), RATE_LIMITED.
   */
  redeem(attempt: { roomId: string; secret: string; address: string; device: string | null }): Promise<Redeemed>;
  /** A trusted participant's invite for one use. Returns the secret for its link. */
  createForSeat(invite: NewSeatInvite): Promise<{ inviteId: string; secret: string }>;
  /** Whether an invite that was redeemed earlier was not revoked since; that it has expired puts nobody out. */
  isStanding(inviteId: string): Promise<boolean>;
  nameRights(roomId: string): Promise<NameRights>;
}

/** Credentials of one participant's own for the TURN server; null where there is none. */
export type TurnAccessFor = (participantId: string) => TurnAccess | null;

/**
 * Stands for where an address is: the same for one connection to the internet (an IPv4 address, an IPv6 /64), and
 * nobody can tell the address from it.
 */
export type OriginOf = (address: string) => string;

export interface Secrets {
  /** 256 random bits in base64url, and their SHA-256 to keep. */
  create(): { secret: string; hash: string };
  hash(secret: string): string;
}
