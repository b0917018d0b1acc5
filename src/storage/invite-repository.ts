import { type Kysely, sql } from 'kysely';
import type { NameRights, RedeemedInvite } from '../rooms/ports.ts';
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
  /** `counted`: this took one of its uses, which `release` gives back. */
  | { readonly ok: true; readonly invite: RedeemedInvite; readonly counted: boolean }
  | { readonly ok: false; readonly reason: InviteRefusal };

/** Longer than a meeting: for so long an invite that is used up or expired still lets in the browser that has used it. */
export const REMEMBER_USE_MS = 24 * 3_600_000;

interface Attempt {
  readonly roomId: string;
  readonly secretHash: string;
  /** SHA-256 of what the browser calls itself in this room; null: it does not say. */
  readonly deviceHash?: string | null;
}

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

  /**
   * Counts one use if the invite stands. A browser that has used it lately comes in again without a further use, also
   * when it is used up or expired by now: a crash, a restart or a slip must not shut out who was in already.
   */
  async redeem({ roomId, secretHash, deviceHash = null }: Attempt): Promise<Redemption> {
    const now = Date.now();
    const used = deviceHash === null ? undefined : await this.#usedBefore({ roomId, secretHash, deviceHash }, now);
    if (used !== undefined) return { ok: true, invite: promisedBy(used), counted: false };
    return this.#db.transaction().execute(async (step) => {
      // One statement, so that a single use goes to one of many who try at once.
      const row = await step
        .updateTable('invites')
        .set({ uses: sql<number>`uses + 1` })
        .where('secret_hash', '=', secretHash)
        .where('room_id', '=', roomId)
        .where('revoked_at', 'is', null)
        .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
        .where(({ eb, or, ref }) => or([eb('max_uses', 'is', null), eb('uses', '<', ref('max_uses'))]))
        .where(NO_NEWER_LINK)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return { ok: false, reason: await refusalOf(step, { roomId, secretHash }, now) };
      if (deviceHash !== null && (row.max_uses !== null || row.expires_at !== null)) {
        const use = { invite_id: row.id, device_hash: deviceHash, used_at: now };
        await step.insertInto('invite_uses').orReplace().values(use).execute();
      }
      return { ok: true, invite: promisedBy(row), counted: true };
    });
  }

  /** Gives one use back; the browser that took it is forgotten. */
  async release(inviteId: string, deviceHash: string | null = null): Promise<void> {
    await this.#db.transaction().execute(async (step) => {
      await step
        .updateTable('invites')
        .set({ uses: sql<number>`max(uses - 1, 0)` })
        .where('id', '=', inviteId)
        .execute();
      if (deviceHash === null) return;
      const uses = step.deleteFrom('invite_uses').where('invite_id', '=', inviteId);
      await uses.where('device_hash', '=', deviceHash).execute();
    });
  }

  /** Uses that nobody comes back by any more. */
  async forgetOldUses(): Promise<void> {
    await this.#db
      .deleteFrom('invite_uses')
      .where('used_at', '<=', Date.now() - REMEMBER_USE_MS)
      .execute();
  }

  /** Not revoked. That it has expired or is used up does not matter to one who has used it: redeeming is what counts. */
  async isStanding(inviteId: string): Promise<boolean> {
    const invite = await this.find(inviteId);
    return invite !== null && invite.revokedAt === null;
  }

  /** What the invites that stand say of names: the labels of those who may chair, and the seats that have a link. */
  async nameRights(roomId: string): Promise<NameRights> {
    const rows = await this.#db
      .selectFrom('invites')
      .select(['id', 'role', 'label', 'seat_id', 'created_at'])
      .where('room_id', '=', roomId)
      .where('revoked_at', 'is', null)
      .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', Date.now())]))
      .where(({ eb, or }) => or([eb('seat_id', 'is not', null), eb('role', 'in', ['moderator', 'deputy'])]))
      .orderBy('created_at', 'desc')
      .execute();
    const seatLinks = new Map<string, number>();
    const chairLabels: { inviteId: string; label: string }[] = [];
    for (const { id: inviteId, label, seat_id: seatId, created_at: madeAt } of rows) {
      if (seatId !== null) seatLinks.set(seatId, madeAt);
      else if (label !== null) chairLabels.push({ inviteId, label });
    }
    return { seatLinks, chairLabels };
  }

  #usedBefore({ roomId, secretHash, deviceHash }: Required<Attempt>, now: number): Promise<InviteRow | undefined> {
    return this.#db
      .selectFrom('invites')
      .innerJoin('invite_uses', 'invite_uses.invite_id', 'invites.id')
      .selectAll('invites')
      .where('secret_hash', '=', secretHash)
      .where('room_id', '=', roomId)
      .where('device_hash', '=', deviceHash)
      .where('used_at', '>', now - REMEMBER_USE_MS)
      .where('revoked_at', 'is', null)
      .where(NO_NEWER_LINK)
      .executeTakeFirst();
  }
}

/** An older link of a seat does not work again after a newer one was made. */
const NO_NEWER_LINK = sql<boolean>`NOT EXISTS (
  SELECT 1 FROM invites AS newer WHERE newer.seat_id = invites.seat_id AND newer.rowid > invites.rowid
)`;

async function refusalOf(
  db: Kysely<Schema>,
  { roomId, secretHash }: Omit<Attempt, 'deviceHash'>,
  now: number,
): Promise<InviteRefusal> {
  const invite = await db.selectFrom('invites').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst();
  if (invite === undefined) return 'unknown';
  if (invite.room_id !== roomId) return 'otherRoom';
  if (invite.revoked_at !== null) return 'revoked';
  return invite.expires_at !== null && invite.expires_at <= now ? 'expired' : 'usedUp';
}

/** What its bearer is promised. */
function promisedBy(row: InviteRow): RedeemedInvite {
  const { id: inviteId, role, trusted, seatId, createdAt, maxUses } = fromRow(row);
  return { inviteId, role, trusted, seatId, isPersonal: maxUses === 1 || seatId !== null, createdAt };
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
