import { AppError } from '../../platform/errors.ts';
import type {
  InviteBook,
  NameRights,
  NewSeatInvite,
  Redeemed,
  RedeemedInvite,
  Secrets,
} from '../../rooms/ports/auth.ts';
import { originOf } from '../address.ts';
import type { KnownBrowsers } from '../known-browsers.ts';
import { FailureLimit } from '../passwords/failure-limit.ts';
import { Redemptions } from './redemptions.ts';
import { newSeatInvite, type SeatInvite } from './seat-invite.ts';

/**
 * Of one address. 256 random bits cannot be guessed, so this only tells a program that tries that it may stop; it is
 * wide because a whole association may follow one revoked link from behind one address.
 */
const ADDRESS = { failures: 300, windowMs: 10 * 60_000 };

/** What the book needs of storage. */
export interface InviteStore {
  redeem(attempt: {
    roomId: string;
    secretHash: string;
    deviceHash: string | null;
  }): Promise<{ ok: true; invite: RedeemedInvite; counted: boolean } | { ok: false; reason: string }>;
  createForSeat(invite: SeatInvite): Promise<{ id: string }>;
  release(inviteId: string, deviceHash: string | null): Promise<void>;
  isStanding(inviteId: string): Promise<boolean>;
  nameRights(roomId: string): Promise<NameRights>;
}

interface InviteBookOptions {
  readonly invites: InviteStore;
  readonly secrets: Secrets;
  /** Learns who was let in. */
  readonly known?: KnownBrowsers;
}

/**
 * Redeems invites. Whoever holds one that stands is let in, whatever else was tried from their address; failures have a
 * limit. Why an invite was refused is in the error's details, for the log alone.
 */
export class StoredInviteBook implements InviteBook {
  readonly #invites: InviteStore;
  readonly #secrets: Secrets;
  readonly #known: KnownBrowsers | undefined;
  readonly #redemptions = new Redemptions();
  readonly #limit = new FailureLimit({ name: 'address', ...ADDRESS });

  constructor({ invites, secrets, known }: InviteBookOptions) {
    this.#invites = invites;
    this.#secrets = secrets;
    this.#known = known;
  }

  async redeem({ roomId, secret, address, device }: Parameters<InviteBook['redeem']>[0]): Promise<Redeemed> {
    const secretHash = this.#secrets.hash(secret);
    const attempt = this.#redemptions.begin(device === null ? null : `${secretHash} ${device}`);
    let redemption: Awaited<ReturnType<InviteStore['redeem']>>;
    try {
      redemption = await attempt.inTurn(() => this.#invites.redeem({ roomId, secretHash, deviceHash: device }));
    } catch (error) {
      await attempt.giveBack();
      throw error;
    }
    if (redemption.ok) {
      if (device) this.#known?.add(roomId, device);
      const { invite, counted } = redemption;
      if (counted) attempt.counted(() => this.#invites.release(invite.inviteId, device));
      return { invite, keep: () => attempt.keep(), giveBack: () => attempt.giveBack() };
    }
    await attempt.giveBack();
    const retryAfterMs = await this.#limit.take(originOf(address).address);
    if (retryAfterMs !== null) throw new AppError('RATE_LIMITED', { retryAfterMs });
    throw new AppError('INVITE_INVALID', { details: { reason: redemption.reason } });
  }

  async createForSeat(wanted: NewSeatInvite): Promise<{ inviteId: string; secret: string }> {
    const { invite, secret } = newSeatInvite(wanted, this.#secrets);
    const { id: inviteId } = await this.#invites.createForSeat(invite);
    return { inviteId, secret };
  }

  isStanding(inviteId: string): Promise<boolean> {
    return this.#invites.isStanding(inviteId);
  }

  nameRights(roomId: string): Promise<NameRights> {
    return this.#invites.nameRights(roomId);
  }

  /** Forgets all failures. */
  close(): void {
    this.#limit.close();
  }
}
