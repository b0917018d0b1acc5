import { AppError } from '../errors.ts';
import type { PasswordGate } from '../rooms/ports.ts';
import { originOf } from './address.ts';
import { FailureLimit } from './failure-limit.ts';
import type { Passwords } from './passwords.ts';
import { type Route, Turnstile } from './turnstile.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Of one address in one room: a hospital's whole board sits behind one address, and people mistype. */
const ROOM_AND_ADDRESS = { failures: 30, windowMs: 10 * MINUTE_MS };
/** The same for a patient guesser: 4,320 a day would get through a list of common passwords within days. */
const ROOM_AND_ADDRESS_DAILY = { failures: 200, windowMs: 24 * HOUR_MS };
/** Of one address in all rooms, missing ones included: four such boards at once, and not many room ids to try. */
const ADDRESS = { failures: 120, windowMs: 10 * MINUTE_MS };
/** Of one IPv6 /48 in all rooms, for who owns 65,536 addresses; telephone networks have many customers in one. */
const NETWORK = { failures: 600, windowMs: 10 * MINUTE_MS };
/** Of one room: ten addresses at their limit are an attack, not a meeting. */
const ROOM = { failures: 300, windowMs: 10 * MINUTE_MS };
/** Of the whole server: ten rooms under attack; honest people of 500 rooms do not mistype that often. */
const SERVER = { failures: 3_000, windowMs: 10 * MINUTE_MS };
/** What each network keeps in each room while the room or the server is under attack: a few typos of the rightful. */
const RESERVE = { failures: 5, windowMs: HOUR_MS };

/**
 * Compares passwords within limits on failures. Success costs nothing and clears nobody's failures. The limits of one
 * room and of the server would lock out the rightful when somebody else uses them up, so behind them every network has
 * a small reserve of its own. A missing room has the same limits as one that exists, else they would tell which it is.
 * Memory: a key is kept while it has failures, each of which has cost an argon2 run or shared one.
 */
export class LimitedPasswordGate implements PasswordGate {
  readonly #passwords: Pick<Passwords, 'verify'>;
  readonly #turnstile = new Turnstile((error) => error instanceof AppError && error.code === 'WRONG_PASSWORD');
  readonly #limits = {
    roomAndAddress: new FailureLimit({ name: 'roomAndAddress', ...ROOM_AND_ADDRESS }),
    roomAndAddressDaily: new FailureLimit({ name: 'roomAndAddressDaily', ...ROOM_AND_ADDRESS_DAILY }),
    address: new FailureLimit({ name: 'address', ...ADDRESS }),
    network: new FailureLimit({ name: 'network', ...NETWORK }),
    room: new FailureLimit({ name: 'room', ...ROOM }),
    server: new FailureLimit({ name: 'server', ...SERVER }),
    reserve: new FailureLimit({ name: 'reserve', ...RESERVE }),
  };

  constructor({ passwords }: { passwords: Pick<Passwords, 'verify'> }) {
    this.#passwords = passwords;
  }

  async verify({ address, ...candidate }: Parameters<PasswordGate['verify']>[0]): Promise<void> {
    await this.#turnstile.pass(this.#routeOf(candidate.roomId, address), async () => {
      if (!(await this.#passwords.verify(candidate))) throw new AppError('WRONG_PASSWORD');
    });
  }

  /** Forgets all failures. */
  close(): void {
    for (const limit of Object.values(this.#limits)) limit.close();
  }

  #routeOf(roomId: string, remoteAddress: string): Route {
    const { address, network } = originOf(remoteAddress);
    const limits = this.#limits;
    return {
      always: [
        { limit: limits.network, key: network },
        { limit: limits.address, key: address },
        { limit: limits.roomAndAddress, key: `${roomId} ${address}` },
        { limit: limits.roomAndAddressDaily, key: `${roomId} ${address}` },
      ],
      usually: [
        { limit: limits.server, key: 'all' },
        { limit: limits.room, key: roomId },
      ],
      reserve: { limit: limits.reserve, key: `${roomId} ${network}` },
    };
  }
}
