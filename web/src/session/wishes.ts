import type { CommandInput } from '../../../src/protocol/index.ts';
import { Latest } from '../latest.ts';
import { scattered } from '../scattered.ts';
import type { Command } from './commands.ts';
import { failureOf } from './signaling.ts';

/** Refused by the pace so often, it is a crowd and not somebody fast: they are told. */
const MAX_ATTEMPTS = 8;
const RETRY_MS = 1_000;

/** What commands turn, of which only the latest wish counts, by their names; one that is not named turns nothing. */
export type Turns = { readonly [N in Command]?: (input: CommandInput<N>) => string };

/**
 * Commands that turn a switch: whoever turns it faster than the room's pace has their last wish all the same, a moment
 * later. What was wished before it is not said any more.
 */
export class Wishes {
  readonly #turns: Turns;
  readonly #latest = new Map<string, Latest>();
  readonly #rests = new Set<() => void>();

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** Errors: as `send`; RATE_LIMITED of what turns a switch only when it goes on. */
  async fulfil<N extends Command>(name: N, input: CommandInput<N>, send: () => Promise<unknown>): Promise<void> {
    const of = this.#turns[name]?.(input);
    if (of === undefined) return void (await send());
    const latest = this.#latest.get(of) ?? new Latest();
    this.#latest.set(of, latest);
    const isLatest = latest.begin();
    try {
      for (let attempt = 1; isLatest(); attempt += 1) {
        try {
          await send();
          return;
        } catch (error) {
          const { code, retryAfterMs = RETRY_MS } = failureOf(error);
          if (code !== 'RATE_LIMITED' || attempt === MAX_ATTEMPTS) throw error;
          await this.#rest(scattered(retryAfterMs));
        }
      }
    } finally {
      if (isLatest()) this.#latest.delete(of);
    }
  }

  /** What has not been said by now is wished no more. */
  end(): void {
    for (const latest of this.#latest.values()) latest.end();
    this.#latest.clear();
    for (const wake of this.#rests) wake();
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#rests.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#rests.add(wake);
    });
  }
}
