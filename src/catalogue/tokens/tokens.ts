import type { KeptToken, NewToken } from '../../auth/accounts/ports.ts';
import { AppError } from '../../platform/errors.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, type Deed, requireRight } from '../access/rights.ts';
import type { OrganiserStore } from '../ports.ts';

interface TokenKeeper {
  /** Errors: NOT_FOUND, TOO_MANY. */
  make(wish: Omit<NewToken, 'id' | 'tokenHash'>): Promise<{ token: KeptToken; secret: string }>;
  find(tokenId: string): Promise<KeptToken | null>;
  list(organiserId: string): Promise<readonly KeptToken[]>;
  revoke(tokenId: string): Promise<boolean>;
}

export interface TokensOptions {
  readonly organisers: Pick<OrganiserStore, 'find'>;
  readonly tokens: TokenKeeper;
}

/** By what programs come in, for their organiser. Every use case asks the table of rights first. */
export class Tokens {
  readonly #options: TokensOptions;

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  /** The secret is known nowhere afterwards. Errors: NOT_FOUND, NOT_ALLOWED, TOO_MANY; BAD_REQUEST for a time that is over. */
  async create(actor: Actor, wish: Omit<NewToken, 'id' | 'tokenHash'>): Promise<{ token: KeptToken; secret: string }> {
    await this.#requireRight(actor, 'token:create', wish.organiserId);
    if (wish.expiresAt !== null && wish.expiresAt <= Date.now()) throw new AppError('BAD_REQUEST');
    return this.#options.tokens.make(wish);
  }

  /** Oldest first. Errors: NOT_FOUND, NOT_ALLOWED. */
  async list(actor: Actor, organiserId: string): Promise<readonly KeptToken[]> {
    await this.#requireRight(actor, 'token:list', organiserId);
    return this.#options.tokens.list(organiserId);
  }

  /** Holds from its next request on. Errors: NOT_FOUND, NOT_ALLOWED. */
  async revoke(actor: Actor, tokenId: string): Promise<KeptToken> {
    const { tokens } = this.#options;
    const token = await tokens.find(tokenId);
    requireRight(actor, 'token:revoke', token === null ? null : token.holder);
    return foundOrThrow((await tokens.revoke(tokenId)) ? token : null);
  }

  async #requireRight(actor: Actor, deed: Deed, organiserId: string): Promise<void> {
    const organiser = await this.#options.organisers.find(organiserId);
    requireRight(actor, deed, organiser && { organisationId: organiser.organisationId, organiserId });
  }
}
