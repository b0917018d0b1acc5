import type { KeyValueStore } from '../../settings.ts';
import { deviceOf, legible } from './room-link.ts';

/** What a pairing link says: `/regie#room=<roomId>&code=<code>`. */
export interface ConsoleLink {
  readonly roomId: string;
  readonly code: string;
}

export const CONSOLE_PATH = '/regie';

/** From the whole address: a fragment that was encoded on its way stands in the path. */
export function parseConsoleLink(address: string): ConsoleLink | null {
  const text = legible(address);
  const roomId = /[#&]room=([a-z0-9-]{1,64})(?![A-Za-z0-9-])/.exec(text)?.[1];
  const code = /[#&]code=([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text)?.[1];
  return roomId !== undefined && code !== undefined ? { roomId, code } : null;
}

/** In the fragment, so that no server and no proxy ever sees the code. */
export function consoleLink(origin: string, { roomId, code }: ConsoleLink): string {
  return `${origin}${CONSOLE_PATH}#${new URLSearchParams({ room: roomId, code })}`;
}

const LAST_ROOM = 'tafelrunde.console';

/** The way back of this browser's consoles, one per room; it outlives the tab, since a tablet is closed and opened again. */
export class ConsoleMemory {
  readonly #storage: KeyValueStore;

  constructor(storage: KeyValueStore) {
    this.#storage = storage;
  }

  /** The room whose console was open last. */
  get lastRoom(): string | null {
    return this.#storage.getItem(LAST_ROOM);
  }

  resumeOf(roomId: string): string | null {
    return this.#storage.getItem(keyOf(roomId));
  }

  /** What this browser calls itself where it is a console of this room. */
  deviceOf(roomId: string): string {
    return deviceOf(this.#storage, `${keyOf(roomId)}.device`);
  }

  keep(roomId: string, resume: string): void {
    this.#storage.setItem(keyOf(roomId), resume);
    this.#storage.setItem(LAST_ROOM, roomId);
  }

  forget(roomId: string): void {
    this.#storage.removeItem(keyOf(roomId));
    if (this.lastRoom === roomId) this.#storage.removeItem(LAST_ROOM);
  }
}

function keyOf(roomId: string): string {
  return `${LAST_ROOM}.${roomId}`;
}
