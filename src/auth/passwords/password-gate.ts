import { AppError } from '../../platform/errors.ts';
import type { PasswordGate } from '../../rooms/ports/auth.ts';
import { originOf } from '../address.ts';
import { KnownBrowsers } from '../known-browsers.ts';
import { FailureLimit } from './failure-limit.ts';
import type { Passwords } from './passwords.ts';
import type { Route } from './routes.ts';
import { Turnstile } from './turnstile.ts';
import { WrongPasswords } from './wrong-passwords.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Of one browser in one room at one address: nobody's typing uses up what the others there have. */
const BROWSER = { failures: 10, windowMs: 10 * MINUTE_MS };
/** Of one address in one room: a hospital's whole board sits behind one address, and people mistype. */
const ROOM_AND_ADDRESS = { failures: 30, windowMs: 10 * MINUTE_MS };
/** The same for a patient guesser: 4,320 a day would get through a list of common passwords within days. */
const ROOM_AND_ADDRESS_DAILY = { failures: 200, windowMs: DAY_MS };
/** Of one address in all rooms, missing ones included: four such boards at once, and not many room ids to try. */
const ADDRESS = { failures: 120, windowMs: 10 * MINUTE_MS };
/** Of one IPv6 /48 in all rooms, for who owns 65,536 addresses; telephone networks have many customers in one. */
const NETWORK = { failures: 600, windowMs: 10 * MINUTE_MS };
/** What one network keeps in one room when its address is used up: for others who are behind the guesser's address. */
const SHARED = { failures: 20, windowMs: HOUR_MS };
const SHARED_DAILY = { failures: 200, windowMs: DAY_MS };
/** When that is used up too: nobody waits for longer than this, and a list of passwords takes years. */
const TRICKLE = { failures: 1, windowMs: MINUTE_MS };
/** Of one network in all rooms for both of these: each guess costs a hash, whatever room it names. */
const NETWORK_SHARED = { failures: 600, windowMs: 10 * MINUTE_MS };
/** Of one room: ten addresses at their limit are an attack, not a meeting. */
const ROOM = { failures: 300, windowMs: 10 * MINUTE_MS };
/** The same for who has many addresses and patience: no meeting mistypes as often in a day. */
const ROOM_DAILY = { failures: 3_000, windowMs: DAY_MS };
/** What one network may use up of it: others must not pay for who owns an IPv6 /48. */
const ROOM_AND_NETWORK_DAILY = { failures: 600, windowMs: DAY_MS };
/** Of the whole server: ten rooms under attack; honest people of 500 rooms do not mistype that often. */
const SERVER = { failures: 3_000, windowMs: 10 * MINUTE_MS };
/**
 * What each network keeps in each room while the room or the server is under attack: a few typos of the rightful. When
 * these are used up there is one a minute, as above.
 */
const RESERVE = { failures: 5, windowMs: HOUR_MS };
/** Of a browser that was let into the room before. */
const KNOWN = { failures: 10, windowMs: HOUR_MS };
/** Of all of these in one room: who was let in calls their browsers what they like. */
const ROOM_KNOWN = { failures: 60, windowMs: HOUR_MS };

interface PasswordGateOptions {
  readonly passwords: Pick<Passwords, 'verify'>;
  /** Who was let in before, also by other ways than a password. */
  readonly known?: KnownBrowsers;
}

/**
 * Compares passwords within limits on failures. Success costs nothing and clears nobody's failures; the same wrong
 * password counts once, however many try it. Whoever guesses must not lock out the rightful, so:
 *
 * - A browser that was let into the room before has failures of its own. What it calls itself is the client's choice,
 *   but a name that is known here takes the right password or an invite to make.
 * - One browser's failures end before its address's. A client that invents browsers gets no more than the address.
 * - When an address is used up, its network keeps a few more in each room, and then one a minute: a guesser gets 30 at
 *   once and about 1,800 a day, and a right password from behind the same address waits for a minute at most, unless
 *   a guesser keeps taking that one too. Who holds an invite or was in before never waits.
 * - The limits of one room and of the server are used up by others, so behind them every network has a reserve, and then
 *   one a minute. No network uses up more than a part of what a room has for a day.
 *
 * A missing room has the same limits as one that exists, else they would tell which it is.
 * Memory: a key is kept while it has failures, each of which has cost an argon2 run or shared one.
 */
export class LimitedPasswordGate implements PasswordGate {
  readonly #passwords: Pick<Passwords, 'verify'>;
  readonly #known: KnownBrowsers;
  readonly #wrong = new WrongPasswords();
  readonly #turnstile = new Turnstile(isNewGuess);
  readonly #limits = {
    browser: new FailureLimit({ name: 'browser', ...BROWSER }),
    browserTrickle: new FailureLimit({ name: 'browserTrickle', ...TRICKLE }),
    roomAndAddress: new FailureLimit({ name: 'roomAndAddress', ...ROOM_AND_ADDRESS }),
    roomAndAddressDaily: new FailureLimit({ name: 'roomAndAddressDaily', ...ROOM_AND_ADDRESS_DAILY }),
    address: new FailureLimit({ name: 'address', ...ADDRESS }),
    network: new FailureLimit({ name: 'network', ...NETWORK }),
    shared: new FailureLimit({ name: 'shared', ...SHARED }),
    sharedDaily: new FailureLimit({ name: 'sharedDaily', ...SHARED_DAILY }),
    trickle: new FailureLimit({ name: 'trickle', ...TRICKLE }),
    networkShared: new FailureLimit({ name: 'networkShared', ...NETWORK_SHARED }),
    room: new FailureLimit({ name: 'room', ...ROOM }),
    roomDaily: new FailureLimit({ name: 'roomDaily', ...ROOM_DAILY }),
    server: new FailureLimit({ name: 'server', ...SERVER }),
    roomAndNetworkDaily: new FailureLimit({ name: 'roomAndNetworkDaily', ...ROOM_AND_NETWORK_DAILY }),
    reserve: new FailureLimit({ name: 'reserve', ...RESERVE }),
    reserveTrickle: new FailureLimit({ name: 'reserveTrickle', ...TRICKLE }),
    known: new FailureLimit({ name: 'known', ...KNOWN }),
    roomKnown: new FailureLimit({ name: 'roomKnown', ...ROOM_KNOWN }),
  };

  constructor({ passwords, known = new KnownBrowsers() }: PasswordGateOptions) {
    this.#passwords = passwords;
    this.#known = known;
  }

  async verify({ address, device, ...attempt }: Parameters<PasswordGate['verify']>[0]): Promise<void> {
    const { roomId } = attempt;
    const { network } = originOf(address);
    const isKnown = device !== null && this.#known.has(roomId, device);
    const candidate = { ...attempt, turn: isKnown ? { known: true as const } : { known: false as const, network } };
    if (this.#wrong.has(candidate)) throw new AppError('WRONG_PASSWORD');
    await this.#turnstile.pass({ of: network, routes: this.#routesOf({ roomId, address, device }) }, async () => {
      if (await this.#passwords.verify(candidate)) return;
      throw new AppError('WRONG_PASSWORD', { details: { again: !this.#wrong.add(candidate) } });
    });
    if (device) this.#known.add(roomId, device);
  }

  /** Forgets all failures, and who was in. */
  close(): void {
    for (const limit of Object.values(this.#limits)) limit.close();
    this.#wrong.clear();
    this.#known.clear();
  }

  #routesOf(from: { roomId: string; address: string; device: string | null }): readonly Route[] {
    const { roomId, device } = from;
    const ordinary = this.#ordinaryRoute(from);
    if (!device || !this.#known.has(roomId, device)) return [ordinary];
    const { known, roomKnown } = this.#limits;
    const own = [
      { limit: known, key: `${roomId} ${device}` },
      { limit: roomKnown, key: roomId },
    ];
    return [[[own]], ordinary];
  }

  #ordinaryRoute({
    roomId,
    address: remote,
    device,
  }: {
    roomId: string;
    address: string;
    device: string | null;
  }): Route {
    const { address, network } = originOf(remote);
    const limits = this.#limits;
    const roomAndAddress = `${roomId} ${address}`;
    const roomAndNetwork = `${roomId} ${network}`;
    const browser = `${roomAndAddress} ${device}`;
    const ofBrowser = [[{ limit: limits.browser, key: browser }], [{ limit: limits.browserTrickle, key: browser }]];
    const ofOrigin = [
      [
        { limit: limits.network, key: network },
        { limit: limits.address, key: address },
        { limit: limits.roomAndAddress, key: roomAndAddress },
        { limit: limits.roomAndAddressDaily, key: roomAndAddress },
      ],
      [
        { limit: limits.networkShared, key: network },
        { limit: limits.shared, key: roomAndNetwork },
        { limit: limits.sharedDaily, key: roomAndNetwork },
      ],
      [
        { limit: limits.networkShared, key: network },
        { limit: limits.trickle, key: roomAndNetwork },
      ],
    ];
    const ofRoom = [
      [
        { limit: limits.server, key: 'all' },
        { limit: limits.room, key: roomId },
        { limit: limits.roomAndNetworkDaily, key: roomAndNetwork },
        { limit: limits.roomDaily, key: roomId },
      ],
      [{ limit: limits.reserve, key: roomAndNetwork }],
      [{ limit: limits.reserveTrickle, key: roomAndNetwork }],
    ];
    return device ? [ofBrowser, ofOrigin, ofRoom] : [ofOrigin, ofRoom];
  }
}

function isNewGuess(error: unknown): boolean {
  return error instanceof AppError && error.code === 'WRONG_PASSWORD' && error.details.again !== true;
}
