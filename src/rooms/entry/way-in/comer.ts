import type { Command } from '../../../protocol/index.ts';
import type { Connection, Membership } from '../../meeting/index.ts';
import type { OriginOf, Redeemed, Secrets } from '../../ports/auth.ts';
import type { FoundWay } from '../place/ways-back.ts';

/** Who calls, by the connection alone. */
export interface Caller {
  readonly connection: Connection;
  /** The client's network address, for limits alone. */
  readonly address: string;
}

/** Somebody at the door of a room. */
export interface Comer extends Caller {
  readonly roomId: string;
  readonly displayName: string;
  /** SHA-256 of what their browser calls itself in this room. */
  readonly deviceHash: string | null;
  /** Where the address is, as a keyed hash. */
  readonly origin: string;
}

/** By which right somebody comes. */
export interface Right {
  readonly redeemed: Redeemed | null;
  /** The hash of the password that they have shown; null: they came without. */
  readonly shownHash: string | null;
  /** They were in a moment ago. */
  readonly wayBack?: FoundWay;
}

/** They are in, at the table or in the lobby. */
export interface Entry<Reply> {
  readonly membership: Membership;
  readonly reply: Reply;
}

interface ComersOptions {
  readonly secrets: Pick<Secrets, 'hash'>;
  readonly originOf: OriginOf;
}

/** Knows who comes only by hashes of what they show. */
export class Comers {
  readonly #options: ComersOptions;

  constructor(options: ComersOptions) {
    this.#options = options;
  }

  of({ roomId, displayName, device }: Command<'room:join'>, { connection, address }: Caller): Comer {
    const { secrets, originOf } = this.#options;
    const deviceHash = device === undefined ? null : secrets.hash(device);
    return { roomId, displayName, deviceHash, connection, address, origin: originOf(address) };
  }
}
