import { type Kysely, sql } from 'kysely';
import type { NameRights, RedeemedInvite } from '../rooms/ports.ts';
import type { Connections, InviteRow, Schema } from './schema.ts';
import type { UseTally } from './use-tally.ts';

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

/** So long an invite that is used up, expired or revoked is still listed. */
const KEEP_SPENT_MS = 30 * 86_400_000;

/** The invites as they are kept. Every promise resolves after the change has reached the disk. */
export class InviteRepository {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;
  readonly #uses: UseTally;

  constructor({ read, write }: Connections, uses: UseTally) {
    this.#read = read;
    this.#write = write;
    this.#uses = uses;
  }

  async create(invite: NewInvite): Promise<StoredInvite> {
    return insert(this.#write, invite);
  }

  /** For a seat of the plan; what was made for it before and nobody has used yet no longer works. All or nothing. */
  async createForSeat(invite: NewInvite & { readonly seatId: string }): Promise<StoredInvite> {
    return this.#write.transaction().execute(async (step) => {
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

  /** All invites of a room, also those that no longer stand, for a month, oldest first. */
  async list(roomId: string): Promise<StoredInvite[]> {
    const invites = this.#read.selectFrom('invites').selectAll().where('room_id', '=', roomId);
    return (await invites.orderBy('created_at').orderBy('id').execute()).map((row) => this.#withPending(row));
  }

  async find(inviteId: string): Promise<StoredInvite | null> {
    const row = await this.#read.selectFrom('invites').selectAll().where('id', '=', inviteId).executeTakeFirst();
    return row === undefined ? null : this.#withPending(row);
  }

  #withPending(row: InviteRow): StoredInvite {
    const invite = fromRow(row);
    return { ...invite, uses: Math.max(invite.uses + this.#uses.of(row.id), 0) };
  }

  /** Null when there is no such invite. One that was revoked before keeps its first time. */
  async revoke(inviteId: string): Promise<StoredInvite | null> {
    const row = await this.#write
      .updateTable('invites')
      .set({ revoked_at: sql<number>`coalesce(revoked_at, ${Date.now()})` })
      .where('id', '=', inviteId)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  /**
   * Whether it lets in. A browser that has used it lately comes in again without a further use, also when it is used up
   * or expired by now: a crash, a restart or a slip must not shut out who was in already. Where it has a limit, one use
   * is counted on the disk first; others are only read, and let in also when nothing can be written.
   * Errors: StorageError for a use that cannot be counted.
   */
  async redeem({ roomId, secretHash, deviceHash = null }: Attempt): Promise<Redemption> {
    const now = Date.now();
    const used = deviceHash === null ? undefined : await this.#usedBefore({ roomId, secretHash, deviceHash }, now);
    if (used !== undefined) {
      const counted = deviceHash !== null && this.#uses.isToForget(used.id, deviceHash);
      // It was given back, which could not be written yet: taken again, it is on the disk as it should be.
      if (counted) await this.#uses.takeAgain(used.id, deviceHash, now);
      return { ok: true, invite: promisedBy(used), counted };
    }
    const row = await this.#read
      .selectFrom('invites')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .executeTakeFirst();
    if (row === undefined) return { ok: false, reason: 'unknown' };
    const reason = refusalOf(row, roomId, now) ?? ((await this.#isNewestOfSeat(row)) ? null : 'usedUp');
    if (reason !== null) return { ok: false, reason };
    if (row.max_uses !== null) {
      if (!(await this.#count(row, deviceHash, now))) return { ok: false, reason: 'usedUp' };
    } else {
      this.#uses.add(row.id, 1);
      if (deviceHash !== null && row.expires_at !== null) await this.#uses.remember(row.id, deviceHash, now);
    }
    return { ok: true, invite: promisedBy(row), counted: true };
  }

  #count({ id }: InviteRow, deviceHash: string | null, now: number): Promise<boolean> {
    return this.#write.transaction().execute(async (step) => {
      // One statement, so that a single use goes to one of many who try at once.
      const { numUpdatedRows } = await step
        .updateTable('invites')
        .set({ uses: sql<number>`uses + 1`, last_used_at: now })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
        .where(({ eb, ref }) => eb('uses', '<', ref('max_uses')))
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return false;
      if (deviceHash !== null) {
        const use = { invite_id: id, device_hash: deviceHash, used_at: now };
        await step.insertInto('invite_uses').orReplace().values(use).execute();
      }
      return true;
    });
  }

  async #isNewestOfSeat({ id, seat_id: seatId }: InviteRow): Promise<boolean> {
    if (seatId === null) return true;
    const newest = this.#read.selectFrom('invites').select('id').where('id', '=', id).where(NO_NEWER_LINK);
    return (await newest.executeTakeFirst()) !== undefined;
  }

  /** Gives one use back, and the browser that took it is forgotten; what cannot be written now is tried again later. */
  async release(inviteId: string, deviceHash: string | null = null): Promise<void> {
    this.#uses.add(inviteId, -1);
    if (deviceHash !== null) await this.#uses.forget(inviteId, deviceHash);
    await this.#uses.settle();
  }

  /** Those that have let nobody in for a month and never will again. */
  async deleteSpent(): Promise<void> {
    const then = Date.now() - KEEP_SPENT_MS;
    await this.#write
      .deleteFrom('invites')
      .where(({ and, eb, or, ref }) =>
        or([
          eb('revoked_at', '<=', then),
          eb('expires_at', '<=', then),
          and([eb('uses', '>=', ref('max_uses')), eb('last_used_at', '<=', then)]),
        ]),
      )
      .execute();
  }

  /** Uses that nobody comes back by any more. */
  async forgetOldUses(): Promise<void> {
    await this.#write
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
    const rows = await this.#read
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
    return this.#read
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

function refusalOf(row: InviteRow, roomId: string, now: number): InviteRefusal | null {
  if (row.room_id !== roomId) return 'otherRoom';
  if (row.revoked_at !== null) return 'revoked';
  if (row.expires_at !== null && row.expires_at <= now) return 'expired';
  return row.max_uses !== null && row.uses >= row.max_uses ? 'usedUp' : null;
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
