import type { Directory } from '../../meeting/index.ts';
import type { ReservedTimeStore, RoomStore } from '../../ports/storage.ts';

/** What the password field of the door needs to know. */
export type DoorPassword = 'none' | 'required' | 'optional';

/** How one comes into a room. */
export interface DoorCustoms {
  readonly blurred?: true;
  readonly pseudonyms?: true;
}

/** When a room is open that is so only while it is reserved. Instants are milliseconds since the epoch. */
export interface DoorOpening {
  readonly isOpen: boolean;
  readonly beginsAt: number;
  readonly endsAt: number;
  /** In whose local time it was said. */
  readonly zone: string;
}

interface DoorOptions {
  readonly store: RoomStore;
  readonly reservedTimes: Pick<ReservedTimeStore, 'nextOf'>;
  readonly directory: Directory;
}

/** What a page may know of a room before anybody has come in. */
export class Door {
  readonly #store: RoomStore;
  readonly #reservedTimes: DoorOptions['reservedTimes'];
  readonly #directory: Directory;

  constructor({ store, reservedTimes, directory }: DoorOptions) {
    this.#store = store;
    this.#reservedTimes = reservedTimes;
    this.#directory = directory;
  }

  /** A missing room answers like one with a password. */
  async passwordOf(roomId: string): Promise<DoorPassword> {
    const stored = await this.#store.findRoom(roomId);
    if (!stored) return 'required';
    if (stored.passwordHash === null) return 'none';
    // The chair may have switched the lobby for this meeting.
    const { lobby } = this.#directory.find(roomId)?.settings ?? stored;
    return lobby === 'without-password' ? 'optional' : 'required';
  }

  /** In what it is otherwise than most rooms; a missing one is as they are. */
  async customsOf(roomId: string): Promise<DoorCustoms> {
    const stored = await this.#store.findRoom(roomId);
    if (!stored) return {};
    const { cameraOnEntry, pseudonyms } = this.#directory.find(roomId)?.settings ?? stored;
    return { ...(cameraOnEntry === 'blurred' && { blurred: true }), ...(pseudonyms && { pseudonyms }) };
  }

  /** Undefined: it is always open, or is not there; null: no time is known at which it will be. */
  async openingOf(roomId: string): Promise<DoorOpening | null | undefined> {
    const stored = await this.#store.findRoom(roomId);
    if (stored?.onlyReserved !== true) return undefined;
    const now = Date.now();
    const next = await this.#reservedTimes.nextOf(roomId, now);
    if (next === null) return null;
    const { opensAt, beginsAt, endsAt, zone } = next;
    return { isOpen: opensAt <= now, beginsAt, endsAt, zone };
  }
}
