import type { Kysely } from 'kysely';
import type { KeptToken, NewToken, TokenStore } from '../../../auth/accounts/ports.ts';
import { AppError } from '../../../platform/errors.ts';
import { SCOPES } from '../../../protocol/api/scopes.ts';
import type { Connections, Schema } from '../../schema/schema.ts';
import { isOrphan } from '../../storage-error.ts';

/** Of one organiser: more than anybody has programs. */
const MAX_TOKENS = 50;

/** By what programs come in. Every promise resolves after the change has reached the disk. */
export class TokenRepository implements TokenStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async create({ id, organiserId, tokenHash, name, scopes, expiresAt }: NewToken): Promise<KeptToken> {
    return this.#write.transaction().execute(async (step) => {
      const counted = step.selectFrom('api_tokens').select(({ fn }) => fn.countAll<number>().as('tokens'));
      const { tokens } = await counted.where('organiser_id', '=', organiserId).executeTakeFirstOrThrow();
      if (tokens >= MAX_TOKENS) throw new AppError('TOO_MANY');
      const row = {
        id,
        organiser_id: organiserId,
        token_hash: tokenHash,
        name,
        scopes: scopes.join(' '),
        created_at: Date.now(),
        expires_at: expiresAt,
        used_at: null,
      };
      try {
        await step.insertInto('api_tokens').values(row).execute();
      } catch (error) {
        throw isOrphan(error) ? new AppError('NOT_FOUND') : error;
      }
      return fromRow(await tokensIn(step).where('api_tokens.id', '=', id).executeTakeFirstOrThrow());
    });
  }

  async findByHash(tokenHash: string, now: number): Promise<KeptToken | null> {
    const standing = tokensIn(this.#read)
      .where('token_hash', '=', tokenHash)
      .where('disabled_at', 'is', null)
      .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]));
    const row = await standing.executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  async find(tokenId: string): Promise<KeptToken | null> {
    const row = await tokensIn(this.#read).where('api_tokens.id', '=', tokenId).executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  /** Oldest first. */
  async list(organiserId: string): Promise<readonly KeptToken[]> {
    const tokens = tokensIn(this.#read).where('organiser_id', '=', organiserId);
    return (await tokens.orderBy('api_tokens.created_at').orderBy('api_tokens.id').execute()).map(fromRow);
  }

  async touch(tokenId: string, at: number): Promise<void> {
    await this.#write.updateTable('api_tokens').set({ used_at: at }).where('id', '=', tokenId).execute();
  }

  async delete(tokenId: string): Promise<boolean> {
    const deletion = this.#write.deleteFrom('api_tokens').where('id', '=', tokenId);
    return (await deletion.executeTakeFirstOrThrow()).numDeletedRows > 0n;
  }

  async deleteExpired(now: number): Promise<void> {
    await this.#write.deleteFrom('api_tokens').where('expires_at', '<=', now).execute();
  }
}

function tokensIn(db: Kysely<Schema>) {
  return db
    .selectFrom('api_tokens')
    .innerJoin('organisers', 'organisers.id', 'api_tokens.organiser_id')
    .select([
      'api_tokens.id as id',
      'api_tokens.name as name',
      'api_tokens.scopes as scopes',
      'api_tokens.created_at as createdAt',
      'api_tokens.expires_at as expiresAt',
      'api_tokens.used_at as usedAt',
      'organisers.id as organiserId',
      'organisers.organisation_id as organisationId',
      'organisers.role as role',
    ]);
}

type Row = Omit<KeptToken, 'holder' | 'scopes'> & KeptToken['holder'] & { readonly scopes: string };

/** A scope that this version does not know reaches nothing. */
function fromRow({ organiserId, organisationId, role, scopes, ...token }: Row): KeptToken {
  const said = scopes.split(' ');
  return {
    ...token,
    scopes: SCOPES.filter((scope) => said.includes(scope)),
    holder: { organiserId, organisationId, role },
  };
}
