import type { CommandInput, CommandName } from '../../../src/protocol/index.ts';
import { failureOf } from '../session/signaling.ts';

/** Refused by the pace so often, it is a crowd and not somebody fast: they are told. */
const MAX_ATTEMPTS = 8;
const RETRY_MS = 1_000;

/**
 * Commands that turn a switch: whoever turns it faster than the room's pace has their last wish all the same, a moment
 * later. What was wished before it is not said any more.
 */
export class Wishes {
  readonly #latest = new Map<string, symbol>();
  readonly #rests = new Set<() => void>();

  /** `of`: what is turned; null: nothing that a later wish undoes. Errors: as `send`, RATE_LIMITED only when it goes on. */
  async fulfil(of: string | null, send: () => Promise<unknown>): Promise<void> {
    if (of === null) return void (await send());
    const wish = Symbol(of);
    this.#latest.set(of, wish);
    try {
      for (let attempt = 1; this.#latest.get(of) === wish; attempt += 1) {
        try {
          await send();
          return;
        } catch (error) {
          const { code, retryAfterMs = RETRY_MS } = failureOf(error);
          if (code !== 'RATE_LIMITED' || attempt === MAX_ATTEMPTS) throw error;
          // Scattered, so that a crowd does not come back as one.
          await this.#rest(retryAfterMs * (1 + Math.random() / 2));
        }
      }
    } finally {
      if (this.#latest.get(of) === wish) this.#latest.delete(of);
    }
  }

  /** What has not been said by now is wished no more. */
  end(): void {
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

/** What a command turns, of which only the latest wish counts; null: each counts by itself. */
export function turnedBy<N extends CommandName>(name: N, input: CommandInput<N>): string | null {
  switch (name) {
    case 'hand:raise':
    case 'hand:lower':
      return 'hand';
    case 'room:close':
    case 'room:keep-open':
      return 'closing';
    case 'room:lock':
    case 'spotlight:set':
      return name;
    case 'floor:give':
    case 'floor:take':
      return `floor ${valuesOf(input, 'participantId')}`;
    case 'participant:restrict':
      return `${name} ${valuesOf(input, 'participantId')} ${Object.keys(input)}`;
    case 'consent:set':
    case 'floor:restrict':
    case 'room:configure':
      return `${name} ${Object.keys(input)}`;
    default:
      return null;
  }
}

function valuesOf(input: object, key: string): string {
  return Object.entries(input)
    .filter(([name]) => name === key)
    .map(([, value]) => String(value))
    .join();
}
