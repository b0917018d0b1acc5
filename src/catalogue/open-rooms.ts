import { linksFromKey, originOf, type Passwords } from '../auth/index.ts';
import { AppError } from '../platform/errors.ts';
import { Paces, type Rate } from '../platform/paces.ts';
import { clockReading, leftUntil } from '../protocol/base/times.ts';
import type { MadeRoom, OpenRoomsOffer, OpenRoomWish } from '../protocol/open-rooms.ts';
import type { OriginOf } from '../rooms/ports/auth.ts';
import type { KeptOpenRoom, OpenRoomRepository } from '../storage/index.ts';
import type { Actor } from './access/rights.ts';
import { inviteFor } from './make-invite.ts';
import { roomFor } from './make-room.ts';
import type { HouseRooms } from './rooms/house-rooms.ts';

const DAY_SECONDS = 86_400;

/** Of one address: a house full of people who try it out, then one now and then, and nobody fills the server in a day. */
const MAKING: Rate = { burst: 10, perSecond: 1 / 180 };
const MAKING_DAILY: Rate = { burst: 30, perSecond: 30 / DAY_SECONDS };
/** All together: each costs a password's hash and a write to the disk. */
const MAKING_OF_ALL: Rate = { burst: 40, perSecond: 1 / 5 };

/** Who is signed in. */
type Maker = Extract<Actor, { kind: 'organiser' }>;

interface OpenRoomsOptions {
  readonly settings: {
    readonly forEveryone: boolean;
    /** For whoever is signed in: then it is their organisation's. */
    readonly forOrganisers: boolean;
    /** Unused for so long, a room goes. */
    readonly days: number;
    /** Kept at once. */
    readonly max: number;
  };
  readonly store: Pick<OpenRoomRepository, 'create' | 'count' | 'findBySecret'>;
  readonly passwords: Pick<Passwords, 'hash'>;
  readonly originOf: OriginOf;
  readonly houses: Pick<HouseRooms, 'begin'>;
  readonly isDraining: () => boolean;
}

/** Rooms that anybody makes on the start page, without an account or with one, as the operator allows it. */
export class OpenRooms {
  readonly #options: OpenRoomsOptions;
  readonly #paces = new Paces();
  /** By key: asked for again while it is being made, it is the same room. */
  readonly #underWay = new Map<string, Promise<MadeRoom>>();

  constructor(options: OpenRoomsOptions) {
    this.#options = options;
  }

  /** `maker`: who is signed in; null: nobody is. */
  offerTo(maker: Maker | null): OpenRoomsOffer['offer'] {
    return this.#mayMake(maker) ? { days: this.#options.settings.days } : null;
  }

  #mayMake(maker: Maker | null): boolean {
    const { forEveryone, forOrganisers } = this.#options.settings;
    return forEveryone || (forOrganisers && maker !== null);
  }

  /**
   * Makes the room that a key stands for, once, and says of it the same whenever it is asked for. `address`: of who asks.
   * Where organisers may, it is their organisation's, and begins as its rooms do.
   * Errors: NOT_ALLOWED where they may not; QUOTA_REACHED; SERVER_DRAINING; RATE_LIMITED; TOO_MANY (as many as there may be are kept);
   * STORAGE_UNAVAILABLE.
   */
  async make(wish: OpenRoomWish, address: string, maker: Maker | null): Promise<MadeRoom> {
    const { isDraining } = this.#options;
    if (!this.#mayMake(maker)) throw new AppError('NOT_ALLOWED');
    if (isDraining()) throw new AppError('SERVER_DRAINING');
    const known = this.#underWay.get(wish.key);
    if (known) return known;
    const making = this.#make(wish, address, maker).finally(() => this.#underWay.delete(wish.key));
    this.#underWay.set(wish.key, making);
    return making;
  }

  async #make(wish: OpenRoomWish, address: string, maker: Maker | null): Promise<MadeRoom> {
    const { settings, store, passwords, houses, originOf: keyOf } = this.#options;
    const { id, moderator } = linksFromKey(wish.name, wish.key);
    const made = await store.findBySecret(moderator.hash);
    if (made) return this.#tell(made, moderator.secret);
    if ((await store.count()) >= settings.max) throw new AppError('TOO_MANY');
    const origin = keyOf(address);
    this.#paces.take([
      { of: `from ${origin}`, rate: MAKING },
      { of: `in a day from ${origin}`, rate: MAKING_DAILY },
      { of: 'all', rate: MAKING_OF_ALL },
    ]);
    const { guard, name } = wish;
    const turn = { known: false, network: originOf(address).network } as const;
    const passwordHash = guard.by === 'password' ? await passwords.hash(guard.password, turn) : null;
    const ofHouse = settings.forEveryone || maker === null ? {} : await houses.begin(maker, maker.organisationId);
    const said = { ...ofHouse, lobby: guard.by === 'lobby' ? 'on' : 'off' } as const;
    const room = roomFor(id, { name, passwordHash, settings: said });
    const stored = await store.create(room, inviteFor(moderator.hash, { roomId: id, role: 'moderator' }), settings.max);
    if (stored === null) throw new AppError('TOO_MANY');
    return this.#tell({ roomId: id, name: stored.name, lastUsedAt: stored.createdAt }, moderator.secret);
  }

  #tell({ roomId, name, lastUsedAt }: KeptOpenRoom, moderatorSecret: string): MadeRoom {
    const { days } = this.#options.settings;
    const leftMs = leftUntil(lastUsedAt + days * DAY_SECONDS * 1_000);
    return { roomId, name, moderatorSecret, leftMs, days, clock: clockReading() };
  }
}
