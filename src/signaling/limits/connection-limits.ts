import type { Origin } from '../../auth/address.ts';
import { Budget } from './budget.ts';

/** Each costs about 20 kB; beyond it the server would rather answer nobody than everyone late. */
const MAX_CONNECTIONS = 6_000;

/** Of one connection: a view follows every change of layout, at most 20 times a second; the rest is rare. */
const COMMANDS_PER_WINDOW = 400;

interface Limits {
  readonly connections: number;
  /** New ones within CONNECT_WINDOW_MS. */
  readonly connects: number;
  /** Commands within COMMAND_WINDOW_MS. */
  readonly commands: number;
}

/**
 * A large hospital behind one address, and room for the load test that stands for it: all of it four times a minute.
 * A page that seeks a server which is heard of and does not get far makes at most 9 attempts in a minute, those by
 * WebSocket and by polling together: 200 people who come back at once stay below it.
 */
export const PER_ADDRESS: Limits = { connections: 600, connects: 2_400, commands: 20_000 };
/** One owner of many IPv6 networks. With IPv4 it is the address again. */
const PER_NETWORK: Limits = { connections: 1_800, connects: 7_200, commands: 40_000 };
const CONNECT_WINDOW_MS = 60_000;
const COMMAND_WINDOW_MS = 10_000;

/** What is counted of all connections from one place, however often it connects anew. */
class Tally {
  readonly commands: Budget;
  readonly #connects: Budget;
  readonly #maxConnections: number;
  #connections = 0;

  constructor({ connections, connects, commands }: Limits) {
    this.#maxConnections = connections;
    this.#connects = new Budget({ points: connects, windowMs: CONNECT_WINDOW_MS });
    this.commands = new Budget({ points: commands, windowMs: COMMAND_WINDOW_MS });
  }

  get isForgettable(): boolean {
    return this.#connections === 0 && this.#connects.isWhole && this.commands.isWhole;
  }

  mayConnect(): boolean {
    return this.#connections < this.#maxConnections && this.#connects.take() === null;
  }

  count(change: 1 | -1): void {
    this.#connections += change;
  }
}

/** One connection's share of what its place has. */
export interface Share {
  /** Its own first, so that one connection alone uses up nothing of the others'. */
  readonly commands: readonly Budget[];
  /** The connection is gone. Idempotent. */
  release(): void;
}

/** How many connections there may be, how fast they may come, and how much those from one place may ask together. */
export class ConnectionLimits {
  readonly #tallies = new Map<string, Tally>();
  #total = 0;
  #lookedAfter = 0;

  get total(): number {
    return this.#total;
  }

  /** Whether one more may come from there; takes its turn. */
  admits(origin: Origin): boolean {
    if (this.#total >= MAX_CONNECTIONS) return false;
    return this.#talliesOf(origin).every((tally) => tally.mayConnect());
  }

  opened(origin: Origin): Share {
    const tallies = this.#talliesOf(origin);
    this.#total += 1;
    for (const tally of tallies) tally.count(1);
    let isReleased = false;
    return {
      commands: [
        new Budget({ points: COMMANDS_PER_WINDOW, windowMs: COMMAND_WINDOW_MS }),
        ...tallies.map(({ commands }) => commands),
      ],
      release: () => {
        if (isReleased) return;
        isReleased = true;
        this.#total -= 1;
        for (const tally of tallies) tally.count(-1);
      },
    };
  }

  #talliesOf({ address, network }: Origin): readonly Tally[] {
    this.#forget();
    return [this.#tallyOf(`address ${address}`, PER_ADDRESS), this.#tallyOf(`network ${network}`, PER_NETWORK)];
  }

  #tallyOf(key: string, limits: Limits): Tally {
    const known = this.#tallies.get(key);
    if (known) return known;
    const tally = new Tally(limits);
    this.#tallies.set(key, tally);
    return tally;
  }

  /** At most once a window, so that there are never many more than have come within it. */
  #forget(): void {
    const now = performance.now();
    if (now - this.#lookedAfter < CONNECT_WINDOW_MS) return;
    this.#lookedAfter = now;
    for (const [key, tally] of this.#tallies) if (tally.isForgettable) this.#tallies.delete(key);
  }
}
