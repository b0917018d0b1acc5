import type { RoomStore, StoredRoom } from '../rooms/ports/storage.ts';
import type { OpenRoomRepository } from '../storage/index.ts';

const DAY_MS = 86_400_000;
/** Longer than anybody's way in takes, from when the room is looked up until they are in it. */
const WAY_IN_MS = 60_000;

interface UnusedRoomsOptions {
  readonly rooms: RoomStore;
  readonly store: Pick<OpenRoomRepository, 'listUnused' | 'deleteUnused'>;
  /** For so long an open room stays unused. */
  readonly days: number;
  readonly usage: {
    /** Whether somebody is in it now, or was since what is on the disk says so. */
    readonly isInUse: (roomId: string) => boolean;
    /** All that is known of rooms' use is on the disk, or could not be written although it was tried again. */
    readonly settled: () => Promise<void>;
  };
}

/**
 * Lets open rooms go that were not used for long, and no room under somebody's feet: not while they are in it, and not
 * while they are on their way in. Rooms are looked up here, so that both are known of each other.
 */
export class UnusedRooms implements RoomStore {
  readonly #options: UnusedRoomsOptions;
  /** When a room was looked up, as long as it matters. */
  readonly #lookedUp = new Map<string, number>();
  readonly #going = new Set<string>();

  constructor(options: UnusedRoomsOptions) {
    this.#options = options;
  }

  async findRoom(roomId: string): Promise<StoredRoom | null> {
    const room = await this.#options.rooms.findRoom(roomId);
    if (room === null || this.#going.has(roomId)) return null;
    this.#noteLookUp(roomId);
    return room;
  }

  /** Errors: StorageError. */
  async forgetUnused(): Promise<void> {
    const { store, days, usage } = this.#options;
    await usage.settled();
    const then = Date.now() - days * DAY_MS;
    for (const roomId of await store.listUnused(then)) {
      if (usage.isInUse(roomId) || this.#isOnTheWayIn(roomId)) continue;
      this.#going.add(roomId);
      try {
        await store.deleteUnused(roomId, then);
      } finally {
        this.#going.delete(roomId);
      }
    }
  }

  /** In the order of the last time, so that those of long ago are found first. */
  #noteLookUp(roomId: string): void {
    this.#lookedUp.delete(roomId);
    for (const [other] of this.#lookedUp) {
      if (this.#isOnTheWayIn(other)) break;
      this.#lookedUp.delete(other);
    }
    this.#lookedUp.set(roomId, performance.now());
  }

  #isOnTheWayIn(roomId: string): boolean {
    const at = this.#lookedUp.get(roomId);
    return at !== undefined && performance.now() - at < WAY_IN_MS;
  }
}
