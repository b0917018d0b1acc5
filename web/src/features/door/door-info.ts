/** What a room's door tells strangers: whether it asks for a password. */
export type PasswordNeed = 'none' | 'required' | 'optional';

/** The door is drawn without it after that; a field that may stay empty fits every room. */
const ANSWER_WITHIN_MS = 4_000;
/** Somebody who goes back and forth between windows need not ask each time. */
const FRESH_MS = 5_000;

/** Null when no answer came. */
type Ask = () => Promise<PasswordNeed | null>;

/** Whether the room asks for a password, as last heard: it may change while somebody stands at the door. */
export class DoorInfo {
  readonly #ask: Ask;
  readonly #listeners = new Set<() => void>();
  #need: PasswordNeed = 'optional';
  #heardAt = Number.NEGATIVE_INFINITY;
  #underWay: Promise<PasswordNeed> | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  getSnapshot = (): PasswordNeed => this.#need;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks, and answers what is known when no answer comes. */
  refresh(): Promise<PasswordNeed> {
    this.#underWay ??= this.#refresh().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  /** Asks unless that was done a moment ago. */
  freshen(): void {
    if (performance.now() - this.#heardAt >= FRESH_MS) void this.refresh();
  }

  async #refresh(): Promise<PasswordNeed> {
    const need = await this.#ask();
    if (need === null) return this.#need;
    this.#heardAt = performance.now();
    if (need !== this.#need) {
      this.#need = need;
      for (const listener of this.#listeners) listener();
    }
    return need;
  }
}

export async function fetchPasswordNeed(roomId: string): Promise<PasswordNeed | null> {
  try {
    const response = await fetch(`/api/rooms/${encodeURIComponent(roomId)}/door`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body: unknown = response.ok ? await response.json() : null;
    const need = typeof body === 'object' && body !== null && 'password' in body ? body.password : null;
    return need === 'none' || need === 'required' || need === 'optional' ? need : null;
  } catch {
    return null;
  }
}
