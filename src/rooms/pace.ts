import { AppError } from '../errors.ts';
import type { CommandName } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';
import type { Membership } from './membership.ts';
import { PACES, type Rate } from './pace-policy.ts';
import { consoleOf } from './participant.ts';
import type { Room } from './room.ts';

/** Entries of people who are long gone are forgotten when there are more than so many. */
const MANY_BUCKETS = 2_000;

/** Fills with time up to the rate's burst, and is full at first. Needs no timer. */
class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #at = performance.now();

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#tokens = rate.burst;
  }

  /** How long until there is something to take; 0: there is. */
  get waitMs(): number {
    this.#fill();
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#rate.perSecond) * 1_000;
  }

  get isFull(): boolean {
    this.#fill();
    return this.#tokens >= this.#rate.burst;
  }

  take(): void {
    this.#tokens -= 1;
  }

  #fill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + ((now - this.#at) / 1_000) * this.#rate.perSecond);
    this.#at = now;
  }
}

/** How often things were done in one room of late. */
export class RoomPaces {
  readonly #buckets = new Map<string, Bucket>();
  #many = MANY_BUCKETS;

  /** All of them or none. Errors: RATE_LIMITED. */
  take(claims: readonly { readonly of: string; readonly rate: Rate }[]): void {
    const buckets = claims.map(({ of, rate }) => this.#bucket(of, rate));
    const waitMs = Math.max(0, ...buckets.map((bucket) => bucket.waitMs));
    if (waitMs > 0) throw new AppError('RATE_LIMITED', { retryAfterMs: Math.ceil(waitMs) });
    for (const bucket of buckets) bucket.take();
  }

  #bucket(of: string, rate: Rate): Bucket {
    const known = this.#buckets.get(of);
    if (known) return known;
    if (this.#buckets.size >= this.#many) {
      for (const [each, bucket] of this.#buckets) if (bucket.isFull) this.#buckets.delete(each);
      this.#many = Math.max(MANY_BUCKETS, 2 * this.#buckets.size);
    }
    const bucket = new Bucket(rate);
    this.#buckets.set(of, bucket);
    return bucket;
  }
}

/** To be called for every command of somebody who is in. Errors: RATE_LIMITED. */
export function keepPace({ room, participant }: Membership, command: CommandName): void {
  const pace = PACES[command];
  if (pace.heardBy === 'nobody' || pace.heardBy === 'leaving') return;
  room.paces.take([
    { of: `${command} of ${personOf(participant)}`, rate: pace.each },
    { of: command, rate: pace.room },
  ]);
}

export interface Arrival {
  readonly command: 'room:join' | 'console:join';
  /** Whose place it is, where it is one already; else the browser, where it says which. */
  readonly of: string | null;
  /** The part of the internet that somebody new comes from; null for who comes back. */
  readonly origin: string | null;
  /** Who may end the meeting is not kept out by a crowd at the door. */
  readonly isHost: boolean;
}

/** To be called for every way into a room, be it new or back, once the right to it is proven. Errors: RATE_LIMITED. */
export function keepArrivalPace(room: Room, { command, of, origin, isHost }: Arrival): void {
  const { each, room: together } = PACES[command];
  room.paces.take([
    ...(of === null ? [] : [{ of: `${command} of ${of}`, rate: each }]),
    ...(origin === null ? [] : [{ of: `${command} from ${origin}`, rate: together }]),
    ...(isHost ? [] : [{ of: command, rate: together }]),
  ]);
}

/** At the table and at their consoles. */
function personOf({ id, state }: Participant): string {
  return consoleOf(state)?.ownerId ?? id;
}
