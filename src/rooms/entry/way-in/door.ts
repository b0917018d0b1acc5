import type { Directory } from '../../meeting/index.ts';
import type { RoomStore } from '../../ports/storage.ts';

/** What the password field of the door needs to know. */
export type DoorPassword = 'none' | 'required' | 'optional';

/** What a page may know of a room before anybody has come in. */
export class Door {
  readonly #store: RoomStore;
  readonly #directory: Directory;

  constructor({ store, directory }: { readonly store: RoomStore; readonly directory: Directory }) {
    this.#store = store;
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
}
