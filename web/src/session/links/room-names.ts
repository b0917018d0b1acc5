import type { KeyValueStore } from '../../settings.ts';

const STORAGE_KEY = 'tafelrunde.room-names';
/** Of the rooms that one was in last. */
const MOST_NAMES = 20;

type Named = readonly [roomId: string, name: string];

/** What the rooms are called that one was at the table of with this browser, newest last; kept until it is forgotten. */
export class RoomNames {
  readonly #storage: KeyValueStore;

  constructor(storage: KeyValueStore) {
    this.#storage = storage;
  }

  get(roomId: string): string | null {
    return this.#read().find(([id]) => id === roomId)?.[1] ?? null;
  }

  set(roomId: string, name: string): void {
    this.#write([...this.#others(roomId), [roomId, name]]);
  }

  forget(roomId: string): void {
    if (this.get(roomId) !== null) this.#write(this.#others(roomId));
  }

  #others(roomId: string): readonly Named[] {
    return this.#read().filter(([id]) => id !== roomId);
  }

  #write(names: readonly Named[]): void {
    this.#storage.setItem(STORAGE_KEY, JSON.stringify(names.slice(-MOST_NAMES)));
  }

  #read(): readonly Named[] {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(STORAGE_KEY) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isNamed) : [];
    } catch {
      return [];
    }
  }
}

function isNamed(entry: unknown): entry is Named {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}
