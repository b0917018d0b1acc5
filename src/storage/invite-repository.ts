import { type Kysely, sql } from 'kysely';
import type { RedeemedInvite } from '../rooms/ports.ts';
import type { InviteRow, Schema } from './schema.ts';

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

/** Why an invite was refused: for the log, never for the one who tried it. */
export type InviteRefusal = 'unknown' | 'otherRoom' | 'revoked' | 'expired' | 'usedUp';

export type Redemption =
  | { readonly ok: true; readonly invite: RedeemedInvite }
  | { readonly ok: false; readonly reason: InviteRefusal };

/** The invites as they are kept. Every promise resolves after the change has reached the disk. */
export class InviteRepository {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async create(invite: NewInvite): Promise<StoredInvite> {
    return insert(this.#db, invite);
  }

  /** For a seat of the plan; what was made for it before and nobody has used yet no longer works. All or nothing. */
  async createForSeat(invite: NewInvite & { readonly seatId: string }): Promise<StoredInvite> {
    return this.#db.transaction().execute(async (step) => {
      await step
        .updateTable('invites')
        .set({ revoked_at: Date.now() })
        .where('seat_id', '=', invite.seatId)
        .where('uses', '=', 0)
        .where('revoked_at', 'is', null)
        .execute();
      return insert(step, invite);
    });
  }

  /** All invites of a room, also those that no longer stand, oldest first. */
  async list(roomId: string): Promise<StoredInvite[]> {
    const invites = this.#db.selectFrom('invites').selectAll().where('room_id', '=', roomId);
    return (await invites.orderBy('created_at').orderBy('id').execute()).map(fromRow);
  }

  async find(inviteId: string): Promise<StoredInvite | null> {
    const row = await this.#db.selectFrom('invites').selectAll().where('id', '=', inviteId).executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  /** Null when there is no such invite. One that was revoked before keeps its first time. */
  async revoke(inviteId: string): Promise<StoredInvite | null> {
    const row = await this.#db
      .updateTable('invites')
      .set({ revoked_at: sql<number>`coalesce(revoked_at, ${Date.now()})` })
      .where('id', '=', inviteId)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  /** Counts one use if the invite stands. One statement, so that a single use goes to one of many who try at once. */
  async redeem({ roomId, secretHash }: { roomId: string; secretHash: string }): Promise<Redemption> {
    const now = Date.now();
    const row = await this.#db
      .updateTable('invites')
      .set({ uses: sql<number>`uses + 1` })
      .where('secret_hash', '=', secretHash)
      .where('room_id', '=', roomId)
      .where('revoked_at', 'is', null)
      .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
      .where(({ eb, or, ref }) => or([eb('max_uses', 'is', null), eb('uses', '<', ref('max_uses'))]))
      // An older link of a seat does not work again when its use is given back after the newer one was made.
      .where(sql<boolean>`NOT EXISTS (
        SELECT 1 FROM invites AS newer WHERE newer.seat_id = invites.seat_id AND newer.rowid > invites.rowid
      )`)
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) {
      const { id: inviteId, role, trusted, seatId, createdAt, maxUses } = fromRow(row);
      const isPersonal = maxUses === 1 || seatId !== null;
      return { ok: true, invite: { inviteId, role, trusted, seatId, isPersonal, createdAt } };
    }
    return { ok: false, reason: await this.#refusal(roomId, secretHash, now) };
  }

  /** Gives one use back. */
  async release(inviteId: string): Promise<void> {
    await this.#db
      .updateTable('invites')
      .set({ uses: sql<number>`max(uses - 1, 0)` })
      .where('id', '=', inviteId)
      .execute();
  }

  /** Not revoked. That it has expired or is used up does not matter to one who has used it: redeeming is what counts. */
  async isStanding(inviteId: string): Promise<boolean> {
    const invite = await this.find(inviteId);
    return invite !== null && invite.revokedAt === null;
  }

  async #refusal(roomId: string, secretHash: string, now: number): Promise<InviteRefusal> {
    const invite = await this.#db
      .selectFrom('invites')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .executeTakeFirst();
    if (invite === undefined) return 'unknown';
    if (invite.room_id !== roomId) return 'otherRoom';
    if (invite.revoked_at !== null) return 'revoked';
    return invite.expires_at !== null && invite.expires_at <= now ? 'expired' : 'usedUp';
  }
}

async function insert(db: Kysely<Schema>, invite: NewInvite): Promise<StoredInvite> {
  const row = {
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
  return fromRow(await db.insertInto('invites').values(row).returningAll().executeTakeFirstOrThrow());
}

function fromRow(row: InviteRow): StoredInvite {
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
