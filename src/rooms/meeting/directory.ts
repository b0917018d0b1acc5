import type { StoredRoom, StoredSeat } from '../ports.ts';
import { Room } from './meeting.ts';

/** The rooms in which somebody is just now. */
export class RoomDirectory {
  readonly #rooms = new Map<string, Room>();
  #restartsAt: number | null = null;

  /** The live room, opened from what is kept when nobody is in it yet. */
  open(stored: StoredRoom, plan: readonly StoredSeat[]): Room {
    const live = this.#rooms.get(stored.id);
    if (live) return live;
    const room = new Room(stored);
    room.plan = plan;
    room.restartsAt = this.#restartsAt;
    this.#rooms.set(room.id, room);
    return room;
  }

  find(roomId: string): Room | undefined {
    return this.#rooms.get(roomId);
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** Of all rooms, also of one that somebody is just opening. */
  setRestart(at: number): void {
    this.#restartsAt = at;
    for (const room of this.rooms) room.restartsAt = at;
  }

  /** Forgets a room in which nobody is left. Idempotent. */
  closeIfEmpty(room: Room): void {
    if (room.closed || !room.isEmpty) return;
    room.close();
    this.#rooms.delete(room.id);
    // A media room that is still opening is closed when it stands; one that failed has nothing to close.
    room.media?.then(
      (media) => media.close(),
      () => undefined,
    );
  }
}
