import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import type { Participant } from './live-participant.ts';
import type { Membership } from './membership.ts';
import { consoleOf } from './participant.ts';
import type { Room } from './room.ts';

/** How often one person may do something in a room, at the table and at their consoles together. */
export class Pace {
  readonly #times: number;
  readonly #windowMs: number;
  readonly #limiters = new WeakMap<Room, RateLimiterMemory>();

  constructor({ times, windowMs }: { readonly times: number; readonly windowMs: number }) {
    this.#times = times;
    this.#windowMs = windowMs;
  }

  /** Errors: RATE_LIMITED. */
  async take({ room, participant }: Membership): Promise<void> {
    try {
      await this.#limiterOf(room).consume(personOf(participant));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('RATE_LIMITED', { retryAfterMs: refusal.msBeforeNext });
    }
  }

  #limiterOf(room: Room): RateLimiterMemory {
    const known = this.#limiters.get(room);
    if (known) return known;
    const limiter = new RateLimiterMemory({ points: this.#times, duration: this.#windowMs / 1_000, keyPrefix: '' });
    this.#limiters.set(room, limiter);
    // Each key has a timer.
    room.onClose(() => {
      for (const { key } of limiter.dump().storage) void limiter.delete(key);
    });
    return limiter;
  }
}

function personOf({ id, state }: Participant): string {
  return consoleOf(state)?.ownerId ?? id;
}
