import { type Insertable, sql } from 'kysely';
import type { RedeemedInvite } from '../../rooms/ports/auth.ts';
import type { InviteRow, Schema } from '../schema/schema.ts';

// An invite as it stands in its row, and as others know it.

/** An invite as it is kept; the secret in its link is known to nobody. Times are milliseconds since the epoch. */
export interface StoredInvite {
  readonly id: string;
  readonly roomId: string;
  readonly role: RedeemedInvite['role'];
  readonly label: string | null;
  /** Null: any number of times. */
  readonly maxUses: number | null;
  readonly uses: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** Passes the lobby where the room lets trusted invites pass. */
  readonly trusted: boolean;
  /** The seat of the room's plan that it is for. */
  readonly seatId: string | null;
  readonly createdAt: number;
}

export interface NewInvite {
  readonly id: string;
  readonly roomId: string;
  readonly role: RedeemedInvite['role'];
  /** SHA-256 in hex. */
  readonly secretHash: string;
  readonly label: string | null;
  readonly maxUses: number | null;
  readonly expiresAt: number | null;
  readonly trusted: boolean;
  readonly seatId: string | null;
}

export function fromRow(row: InviteRow): StoredInvite {
  return {
    id: row.id,
    roomId: row.room_id,
    role: row.role,
    label: row.label,
    maxUses: row.max_uses,
    uses: row.uses,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    trusted: row.trusted === 1,
    seatId: row.seat_id,
    createdAt: row.created_at,
  };
}

/** Made now. */
export function rowOf(invite: NewInvite): Insertable<Schema['invites']> {
  return {
    id: invite.id,
    room_id: invite.roomId,
    role: invite.role,
    secret_hash: invite.secretHash,
    label: invite.label,
    max_uses: invite.maxUses,
    expires_at: invite.expiresAt,
    created_at: Date.now(),
    trusted: Number(invite.trusted),
    seat_id: invite.seatId,
  };
}

/** What its bearer is promised. */
export function promisedBy(row: InviteRow): RedeemedInvite {
  const { id: inviteId, role, trusted, seatId, createdAt, maxUses } = fromRow(row);
  return { inviteId, role, trusted, seatId, isPersonal: maxUses === 1 || seatId !== null, createdAt };
}

/** An older link of a seat does not work again after a newer one was made. */
export const NO_NEWER_LINK = sql<boolean>`NOT EXISTS (
  SELECT 1 FROM invites AS newer WHERE newer.seat_id = invites.seat_id AND newer.rowid > invites.rowid
)`;
