import { AppError } from '../errors.ts';
import type { InviteBook, NewSeatInvite, RedeemedInvite, Secrets } from '../rooms/ports.ts';
import { originOf } from './address.ts';
import { FailureLimit } from './failure-limit.ts';
import { newSeatInvite, type SeatInvite } from './seat-invite.ts';
import { Turnstile } from './turnstile.ts';

/**
 * Of one address. 256 random bits cannot be guessed, so this only keeps the database from being busied; it is wide
 * because a whole association may follow one revoked link from behind one address.
 */
const ADDRESS = { failures: 300, windowMs: 10 * 60_000 };

/** What the book needs of storage. */
export interface InviteStore {
  redeem(attempt: {
    roomId: string;
    secretHash: string;
  }): Promise<{ ok: true; invite: RedeemedInvite } | { ok: false; reason: string }>;
  createForSeat(invite: SeatInvite): Promise<{ id: string }>;
  release(inviteId: string): Promise<void>;
  isStanding(inviteId: string): Promise<boolean>;
}

/** Redeems invites within a limit on failures. Why one was refused is in the error's details, for the log alone. */
export class StoredInviteBook implements InviteBook {
  readonly #invites: InviteStore;
  readonly #secrets: Secrets;
  readonly #turnstile = new Turnstile((error) => error instanceof AppError && error.code === 'INVITE_INVALID');
  readonly #limit = new FailureLimit({ name: 'address', ...ADDRESS });

  constructor({ invites, secrets }: { invites: InviteStore; secrets: Secrets }) {
    this.#invites = invites;
    this.#secrets = secrets;
  }

  async redeem({ roomId, secret, address }: Parameters<InviteBook['redeem']>[0]): Promise<RedeemedInvite> {
    const claim = { limit: this.#limit, key: originOf(address).address };
    return this.#turnstile.pass({ always: [claim] }, async () => {
      const redemption = await this.#invites.redeem({ roomId, secretHash: this.#secrets.hash(secret) });
      if (!redemption.ok) throw new AppError('INVITE_INVALID', { details: { reason: redemption.reason } });
      return redemption.invite;
    });
  }

  async createForSeat(wanted: NewSeatInvite): Promise<{ inviteId: string; secret: string }> {
    const { invite, secret } = newSeatInvite(wanted, this.#secrets);
    const { id: inviteId } = await this.#invites.createForSeat(invite);
    return { inviteId, secret };
  }

  release(inviteId: string): Promise<void> {
    return this.#invites.release(inviteId);
  }

  isStanding(inviteId: string): Promise<boolean> {
    return this.#invites.isStanding(inviteId);
  }

  /** Forgets all failures. */
  close(): void {
    this.#limit.close();
  }
}
