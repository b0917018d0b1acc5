import type { Secrets } from '../../rooms/ports/auth.ts';
import { newPublicId } from '../secrets.ts';
import type { KeptToken, NewToken, TokenStore } from './ports.ts';

/** By which whoever finds one, or a scanner of files, sees what it is. */
const PREFIX = 'tafelrunde_';
/** Of hours nobody needs to know more, and a disk is not written for every request. */
const TOUCH_EVERY_MS = 3_600_000;

interface ApiTokensOptions {
  readonly store: TokenStore;
  readonly secrets: Secrets;
  readonly report: (error: unknown) => void;
}

/** By what programs come in. A token is 256 random bits; the database has its hash alone. */
export class ApiTokens {
  readonly #store: TokenStore;
  readonly #secrets: Secrets;
  readonly #report: (error: unknown) => void;

  constructor({ store, secrets, report }: ApiTokensOptions) {
    this.#store = store;
    this.#secrets = secrets;
    this.#report = report;
  }

  /** The secret is known nowhere afterwards. Errors: NOT_FOUND when the organiser is gone, TOO_MANY. */
  async make(wish: Omit<NewToken, 'id' | 'tokenHash'>): Promise<{ token: KeptToken; secret: string }> {
    const secret = PREFIX + this.#secrets.create().secret;
    const token = await this.#store.create({ ...wish, id: newPublicId(), tokenHash: this.#secrets.hash(secret) });
    return { token, secret };
  }

  /** Null when it is none, is over or revoked, or its organiser is disabled. */
  async findBySecret(secret: string): Promise<KeptToken | null> {
    const now = Date.now();
    const token = await this.#store.findByHash(this.#secrets.hash(secret), now);
    // On a full disk programs come in all the same.
    if (token && now - (token.usedAt ?? 0) > TOUCH_EVERY_MS) await this.#store.touch(token.id, now).catch(this.#report);
    return token;
  }

  find(tokenId: string): Promise<KeptToken | null> {
    return this.#store.find(tokenId);
  }

  /** Oldest first. */
  list(organiserId: string): Promise<readonly KeptToken[]> {
    return this.#store.list(organiserId);
  }

  /** False when there is no such token any more. */
  revoke(tokenId: string): Promise<boolean> {
    return this.#store.delete(tokenId);
  }

  deleteExpired(): Promise<void> {
    return this.#store.deleteExpired(Date.now());
  }
}
