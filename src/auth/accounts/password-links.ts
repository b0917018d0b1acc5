import { AppError } from '../../platform/errors.ts';
import { PASSWORD_LINK_MS } from '../../platform/periods.ts';
import type { Secrets } from '../../rooms/ports/auth.ts';
import { originOf } from '../address.ts';
import { FailureLimit } from '../passwords/failure-limit.ts';
import { isWeak } from './account-passwords.ts';
import type { LinkHolder, PasswordLinkStore, TellOwner } from './ports.ts';

/** Somebody waits for it, and mail that is made to wait comes within hours. */
const ASKED_LINK_MS = 86_400_000;
/** Of one address. 256 random bits cannot be guessed: this only tells a program that tries that it may stop. */
const ADDRESS = { failures: 60, windowMs: 10 * 60_000 };

interface PasswordLinksOptions {
  readonly store: PasswordLinkStore;
  readonly secrets: Secrets;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly tellOwner: TellOwner;
}

export interface MadeLink {
  /** Goes behind the link's `#`, and is known nowhere afterwards. */
  readonly secret: string;
  readonly expiresAt: number;
}

/**
 * Links by which somebody sets their password, the first or another one: each works once and for two weeks, a newer one
 * takes the place of the one before, and the old password goes on until one is used. Those that are asked for by whoever
 * knows an address work for a day, and take no other's place.
 */
export class PasswordLinks {
  readonly #store: PasswordLinkStore;
  readonly #secrets: Secrets;
  readonly #hashPassword: (password: string) => Promise<string>;
  readonly #tellOwner: TellOwner;
  readonly #limit = new FailureLimit({ name: 'address', ...ADDRESS });

  constructor({ store, secrets, hashPassword, tellOwner }: PasswordLinksOptions) {
    this.#store = store;
    this.#secrets = secrets;
    this.#hashPassword = hashPassword;
    this.#tellOwner = tellOwner;
  }

  /** Null: there is no such account, or it is disabled. */
  make(organiserId: string): Promise<MadeLink | null> {
    return this.#make(organiserId, { forMs: PASSWORD_LINK_MS, isAsked: false });
  }

  /** For the account's own mailbox alone. Null: there is no such account, or it is disabled. */
  makeAsked(organiserId: string): Promise<MadeLink | null> {
    return this.#make(organiserId, { forMs: ASKED_LINK_MS, isAsked: true });
  }

  /** Uses nothing up, so that a mail program that looks at links does no harm. Errors: LINK_INVALID, RATE_LIMITED. */
  async lookAt({ secret, address }: { secret: string; address: string }): Promise<LinkHolder> {
    const holder = await this.#store.find(this.#secrets.hash(secret));
    if (holder) return holder;
    const retryAfterMs = await this.#limit.take(originOf(address).address);
    if (retryAfterMs !== null) throw new AppError('RATE_LIMITED', { retryAfterMs });
    throw new AppError('LINK_INVALID');
  }

  /** Signs out whoever was signed in. Errors: LINK_INVALID, RATE_LIMITED, PASSWORD_WEAK. */
  async setPassword(wanted: { secret: string; password: string; address: string }): Promise<LinkHolder> {
    const holder = await this.lookAt(wanted);
    if (isWeak(wanted.password, holder)) throw new AppError('PASSWORD_WEAK');
    const passwordHash = await this.#hashPassword(wanted.password);
    if (!(await this.#store.spend(this.#secrets.hash(wanted.secret), passwordHash))) throw new AppError('LINK_INVALID');
    if (holder.hasPassword) await this.#tellOwner(holder.organiserId, 'password-changed');
    return holder;
  }

  deleteExpired(): Promise<void> {
    return this.#store.deleteExpired();
  }

  async #make(organiserId: string, { forMs, isAsked }: { forMs: number; isAsked: boolean }): Promise<MadeLink | null> {
    const { secret, hash: secretHash } = this.#secrets.create();
    const expiresAt = Date.now() + forMs;
    return (await this.#store.keep({ organiserId, secretHash, expiresAt, isAsked })) ? { secret, expiresAt } : null;
  }

  /** Forgets all failures. */
  close(): void {
    this.#limit.close();
  }
}
