import type { DoorView, House, Opening } from '../../../../src/protocol/door.ts';

export type PasswordNeed = DoorView['password'];

/** The door is drawn without it after that; a field that may stay empty fits every room. */
const ANSWER_WITHIN_MS = 4_000;
/** Somebody who goes back and forth between windows need not ask each time. */
const FRESH_MS = 5_000;
const WALL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** Null when no answer came. */
type Ask = () => Promise<DoorView | null>;

/** Whether the room asks for a password, and whose it is, as last heard: it may change while somebody stands at the door. */
export class DoorInfo {
  readonly #ask: Ask;
  readonly #listeners = new Set<() => void>();
  #view: DoorView = { password: 'optional', house: null, code: null };
  #heardAt = Number.NEGATIVE_INFINITY;
  #underWay: Promise<PasswordNeed> | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  getSnapshot = (): DoorView => this.#view;

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
    const view = await this.#ask();
    if (view === null) return this.#view.password;
    this.#heardAt = performance.now();
    if (JSON.stringify(view) !== JSON.stringify(this.#view)) {
      this.#view = view;
      for (const listener of this.#listeners) listener();
    }
    return view.password;
  }
}

export async function fetchDoor(roomId: string): Promise<DoorView | null> {
  try {
    const response = await fetch(`/api/rooms/${encodeURIComponent(roomId)}/door`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok ? doorOf(await response.json()) : null;
  } catch {
    return null;
  }
}

/** Null: it cannot be read, as of another version of the server. */
export function doorOf(answer: unknown): DoorView | null {
  const told: Readonly<Partial<Record<keyof DoorView, unknown>>> = Object(answer);
  const { password, house, code, blurred, pseudonyms, opening } = told;
  if (password !== 'none' && password !== 'required' && password !== 'optional') return null;
  const view: DoorView = {
    password,
    house: houseOf(house),
    code: typeof code === 'string' ? code : null,
    ...(blurred === true && { blurred }),
    ...(pseudonyms === true && { pseudonyms }),
  };
  return opening === undefined ? view : { ...view, opening: openingOf(opening) };
}

function openingOf(told: unknown): Opening | null {
  const { isOpen, start, end, zone }: Readonly<Partial<Record<keyof Opening, unknown>>> = Object(told);
  if (typeof start !== 'string' || typeof end !== 'string' || typeof zone !== 'string') return null;
  return WALL_TIME.test(start) && WALL_TIME.test(end) ? { isOpen: isOpen === true, start, end, zone } : null;
}

function houseOf(told: unknown): House | null {
  const { name, colour, logo }: { name?: unknown; colour?: unknown; logo?: unknown } = Object(told);
  if (typeof name !== 'string') return null;
  const isColour = typeof colour === 'string' && /^#[0-9a-f]{6}$/.test(colour);
  return { name, colour: isColour ? colour : null, logo: logoOf(logo) };
}

function logoOf(told: unknown): House['logo'] {
  const { path, width, height }: { path?: unknown; width?: unknown; height?: unknown } = Object(told);
  // From nowhere but here.
  if (typeof path !== 'string' || !/^\/[\w-]/.test(path)) return null;
  return typeof width === 'number' && typeof height === 'number' ? { path, width, height } : null;
}
