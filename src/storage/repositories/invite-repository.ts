import { type Kysely, sql } from 'kysely';
import { AppError } from '../../platform/errors.ts';
import { INVITE_USE_MS, SPENT_INVITE_MS } from '../../platform/periods.ts';
import type { NameRights } from '../../rooms/ports/auth.ts';
import type { Connections, InviteRow, Schema } from '../schema/schema.ts';
import { type Attempt, InviteRedemption, type Redemption } from './invite-redemption.ts';
import { fromRow, type NewInvite, rowOf, type StoredInvite } from './invite-rows.ts';
import type { UseTally } from './use-tally.ts';

/** Of one room, with those that no longer stand: a link of their own for everyone who comes in a month. */
const MAX_INVITES = 5_000;

/** The invites as they are kept. Every promise resolves after the change has reached the disk. */
export class InviteRepository {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;
  readonly #uses: UseTally;
  readonly #redemption: InviteRedemption;

  constructor(connections: Connections, uses: UseTally) {
    this.#read = connections.read;
    this.#write = connections.write;
    this.#uses = uses;
    this.#redemption = new InviteRedemption(connections, uses);
  }

  /** Errors: TOO_MANY. */
  async create(invite: NewInvite): Promise<StoredInvite> {
    return this.#write.transaction().execute(async (step) => {
      const counted = step.selectFrom('invites').select(({ fn }) => fn.countAll<number>().as('invites'));
      const { invites } = await counted.where('room_id', '=', invite.roomId).executeTakeFirstOrThrow();
      if (invites >= MAX_INVITES) throw new AppError('TOO_MANY');
      return insertInvite(step, invite);
    });
  }

  /** For a seat of the plan; what was made for it before and nobody has used yet no longer works. All or nothing. */
  async createForSeat(invite: NewInvite & { readonly seatId: string }): Promise<StoredInvite> {
    return this.#write.transaction().execute((step) => replaceSeatInvite(step, invite));
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

  /** See InviteRedemption. Errors: StorageError for a use that cannot be counted. */
  redeem(attempt: Attempt): Promise<Redemption> {
    return this.#redemption.redeem(attempt);
  }

  /** Gives one use back, and the browser that took it is forgotten; what cannot be written now is tried again later. */
  async release(inviteId: string, deviceHash: string | null = null): Promise<void> {
    this.#uses.add(inviteId, -1);
    if (deviceHash !== null) await this.#uses.forget(inviteId, deviceHash);
    await this.#uses.settle();
  }

  /** Those that have let nobody in for a month and never will again. */
  async deleteSpent(): Promise<void> {
    const then = Date.now() - SPENT_INVITE_MS;
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
      .where('used_at', '<=', Date.now() - INVITE_USE_MS)
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
}

/** Within a step. */
export async function replaceSeatInvite(
  db: Kysely<Schema>,
  invite: NewInvite & { readonly seatId: string },
): Promise<StoredInvite> {
  await db
    .updateTable('invites')
    .set({ revoked_at: Date.now() })
    .where('seat_id', '=', invite.seatId)
    .where('uses', '=', 0)
    // One to a series is for as long as that goes on.
    .where('max_uses', 'is not', null)
    .where('revoked_at', 'is', null)
    .execute();
  return insertInvite(db, invite);
}

export async function insertInvite(db: Kysely<Schema>, invite: NewInvite): Promise<StoredInvite> {
  return fromRow(await db.insertInto('invites').values(rowOf(invite)).returningAll().executeTakeFirstOrThrow());
}
