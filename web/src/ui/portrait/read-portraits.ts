import type { Portrait } from '../../../../src/protocol/index.ts';
import { failureOf } from '../../session/signaling.ts';
import type { Meeting } from '../meeting.tsx';

/** So many are asked for at once, that commands do not wait behind them. */
const MOST_AT_ONCE = 4;
/** Of a meeting as large as they get: a few megabytes. */
const MOST_KEPT = 500;
/** Until one that did not come is asked for again while it is looked at. */
const RETRY_MS = 5_000;

/** Of whom, and which: as views name it. */
export interface PortraitName {
  readonly participantId: string;
  readonly portrait: string;
}

interface Wanted {
  readonly name: PortraitName;
  /** How many places on the screen show it. */
  wishes: number;
  isAsked: boolean;
  retry: ReturnType<typeof setTimeout> | null;
}

/** What has been read of people's portraits in one meeting: of those who are on the screen alone, and each once. */
export class ReadPortraits {
  readonly #request: Meeting['request'];
  /** By the names that views give them, the oldest first; `data:` addresses. */
  readonly #read = new Map<string, string>();
  readonly #wanted = new Map<string, Wanted>();
  readonly #listeners = new Set<() => void>();
  #asked = 0;

  constructor({ request }: Pick<Meeting, 'request'>) {
    this.#request = request;
  }

  addressOf(portrait: string): string | null {
    return this.#read.get(portrait) ?? null;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** It is on the screen, until the answer is called. */
  want(name: PortraitName): () => void {
    const { portrait } = name;
    const wanted = this.#wanted.get(portrait) ?? { name, wishes: 0, isAsked: false, retry: null };
    this.#wanted.set(portrait, wanted);
    wanted.wishes += 1;
    this.#askNext();
    return () => {
      wanted.wishes -= 1;
      if (wanted.wishes > 0) return;
      if (wanted.retry !== null) clearTimeout(wanted.retry);
      if (this.#wanted.get(portrait) === wanted) this.#wanted.delete(portrait);
    };
  }

  #askNext(): void {
    for (const wanted of this.#wanted.values()) {
      if (this.#asked >= MOST_AT_ONCE) return;
      if (!wanted.isAsked && !this.#read.has(wanted.name.portrait)) void this.#ask(wanted);
    }
  }

  async #ask(wanted: Wanted): Promise<void> {
    wanted.isAsked = true;
    this.#asked += 1;
    try {
      this.#keep(wanted.name.portrait, await this.#request('portrait:read', wanted.name));
    } catch (error) {
      const { code, retryAfterMs = RETRY_MS } = failureOf(error);
      // It is another one by now, or they have left: a newer view says so.
      const isGone = code === 'NOT_FOUND' || code === 'NOT_ALLOWED';
      if (!isGone && wanted.wishes > 0) wanted.retry = setTimeout(() => this.#again(wanted), retryAfterMs);
    }
    this.#asked -= 1;
    this.#askNext();
  }

  #again(wanted: Wanted): void {
    wanted.isAsked = false;
    this.#askNext();
  }

  #keep(portrait: string, { type, picture }: Portrait): void {
    this.#read.set(portrait, `data:${type};base64,${picture}`);
    for (const oldest of this.#read.keys()) {
      if (this.#read.size <= MOST_KEPT) break;
      if (!this.#wanted.has(oldest)) this.#read.delete(oldest);
    }
    for (const listener of this.#listeners) listener();
  }
}

const OF_MEETING = new WeakMap<Meeting, ReadPortraits>();

export function portraitsOf(meeting: Meeting): ReadPortraits {
  const known = OF_MEETING.get(meeting);
  if (known) return known;
  const made = new ReadPortraits({ request: (name, input) => meeting.request(name, input) });
  OF_MEETING.set(meeting, made);
  return made;
}
