import type { StoredRoom } from '../ports.ts';
import { type Kept, Meeting, type Moments } from './meeting.ts';

/** The rooms in which somebody is just now. */
export class Directory {
  /** Known when all parts are composed, before anybody comes. */
  readonly #moments: () => Moments;
  readonly #rooms = new Map<string, Meeting>();
  #restartsAt: number | null = null;

  constructor(moments: () => Moments) {
    this.#moments = moments;
  }

  /** The live room, opened from what is kept when nobody is in it yet. */
  open(stored: StoredRoom, kept: Kept): Meeting {
    const live = this.#rooms.get(stored.id);
    if (live) return live;
    const meeting = new Meeting(stored, this.#moments());
    meeting.restartsAt = this.#restartsAt;
    this.#rooms.set(meeting.id, meeting);
    this.#moments().opened(meeting, kept);
    return meeting;
  }

  find(roomId: string): Meeting | undefined {
    return this.#rooms.get(roomId);
  }

  get rooms(): readonly Meeting[] {
    return [...this.#rooms.values()];
  }

  /** Of all rooms, also of one that somebody is just opening. */
  setRestart(at: number): void {
    this.#restartsAt = at;
    for (const meeting of this.rooms) meeting.restartsAt = at;
  }

  /** Forgets a room in which nobody is left. Idempotent. */
  closeIfEmpty(meeting: Meeting): void {
    if (meeting.closed || !meeting.isEmpty) return;
    meeting.close();
    this.#rooms.delete(meeting.id);
    // A media room that is still opening is closed when it stands; one that failed has nothing to close.
    meeting.media?.then(
      (media) => media.close(),
      () => undefined,
    );
  }
}
