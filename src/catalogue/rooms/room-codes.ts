import { FailureLimit } from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { OwnedRoom } from '../ports.ts';

/** Wrong ones from one place; who has a link needs none of them. */
const OF_ONE = { failures: 10, windowMs: 10 * 60_000 } as const;
/** And from all: with a thousand rooms here it takes years of that until one is hit, which still asks for its password. */
const OF_ALL = { failures: 300, windowMs: 60 * 60_000 } as const;

/** What of rooms is asked of storage. */
export interface GuardedRooms {
  /** Id of the room that has this code and a password or a lobby. */
  findGuarded(code: string): Promise<string | null>;
}

interface RoomCodesOptions {
  readonly rooms: GuardedRooms;
  /** A key for where somebody comes from. */
  readonly originOf: (address: string) => string;
}

/**
 * A room's code for the telephone. Nine digits are no secret as a link is one: so only what a password or a lobby guards has one,
 * and it opens no more than the link without them does.
 */
export function codeOf(room: Pick<OwnedRoom, 'code' | 'passwordHash' | 'lobby'>): string | null {
  return room.passwordHash === null && room.lobby === 'off' ? null : room.code;
}

/** Finds rooms by what was read out to somebody. */
export class RoomCodes {
  readonly #options: RoomCodesOptions;
  readonly #ofOne = new FailureLimit({ name: 'room-code', ...OF_ONE });
  readonly #ofAll = new FailureLimit({ name: 'room-codes', ...OF_ALL });

  constructor(options: RoomCodesOptions) {
    this.#options = options;
  }

  /** A room's id. Errors: NOT_FOUND; RATE_LIMITED after wrong ones. */
  async find(code: string, address: string): Promise<string> {
    const origin = this.#options.originOf(address);
    const waitMs = (await this.#ofOne.take(origin)) ?? (await this.#takeOfAll(origin));
    if (waitMs !== null) throw new AppError('RATE_LIMITED', { retryAfterMs: waitMs });
    const roomId = await this.#options.rooms.findGuarded(code);
    if (roomId === null) throw new AppError('NOT_FOUND');
    await this.#ofOne.giveBack(origin);
    await this.#ofAll.giveBack('all');
    return roomId;
  }

  async #takeOfAll(origin: string): Promise<number | null> {
    const waitMs = await this.#ofAll.take('all');
    if (waitMs !== null) await this.#ofOne.giveBack(origin);
    return waitMs;
  }

  /** Idempotent. */
  close(): void {
    this.#ofOne.close();
    this.#ofAll.close();
  }
}
