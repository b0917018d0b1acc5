import { type Kysely, sql } from 'kysely';
import { INVITE_USE_MS } from '../../platform/periods.ts';
import type { RedeemedInvite } from '../../rooms/ports/auth.ts';
import type { Connections, InviteRow, Schema } from '../schema/schema.ts';
import { NO_NEWER_LINK, promisedBy } from './invite-rows.ts';
import type { UseTally } from './use-tally.ts';

/** Why an invite was refused: for the log, never for the one who tried it. */
export type InviteRefusal = 'unknown' | 'otherRoom' | 'revoked' | 'expired' | 'usedUp';

export type Redemption =
  /** `counted`: this took one of its uses, which `release` gives back. */
  | { readonly ok: true; readonly invite: RedeemedInvite; readonly counted: boolean }
  | { readonly ok: false; readonly reason: InviteRefusal };

export interface Attempt {
  readonly roomId: string;
  readonly secretHash: string;
  /** SHA-256 of what the browser calls itself in this room; null: it does not say. */
  readonly deviceHash?: string | null;
}

/** Letting somebody in by an invite: once for each use that it has, and again whoever has used it. */
export class InviteRedemption {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;
  readonly #uses: UseTally;

  constructor({ read, write }: Connections, uses: UseTally) {
    this.#read = read;
    this.#write = write;
    this.#uses = uses;
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
    // Those to a series stand beside each other: calendars keep the one of the first mail.
    const mayEnter = row.max_uses === null || (await this.#isNewestOfSeat(row));
    const reason = refusalOf(row, roomId, now) ?? (mayEnter ? null : 'usedUp');
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

  #usedBefore({ roomId, secretHash, deviceHash }: Required<Attempt>, now: number): Promise<InviteRow | undefined> {
    return this.#read
      .selectFrom('invites')
      .innerJoin('invite_uses', 'invite_uses.invite_id', 'invites.id')
      .selectAll('invites')
      .where('secret_hash', '=', secretHash)
      .where('room_id', '=', roomId)
      .where('device_hash', '=', deviceHash)
      .where('used_at', '>', now - INVITE_USE_MS)
      .where('revoked_at', 'is', null)
      .where(NO_NEWER_LINK)
      .executeTakeFirst();
  }
}

function refusalOf(row: InviteRow, roomId: string, now: number): InviteRefusal | null {
  if (row.room_id !== roomId) return 'otherRoom';
  if (row.revoked_at !== null) return 'revoked';
  if (row.expires_at !== null && row.expires_at <= now) return 'expired';
  return row.max_uses !== null && row.uses >= row.max_uses ? 'usedUp' : null;
}
