import type { LiveRooms } from '../../rooms/live/live-rooms.ts';
import type { Actor, Deed } from '../access/rights.ts';
import type { HouseRoomStore } from './house-rooms.ts';
import { requireRoomRight } from './room-right.ts';

interface MeetingsOptions {
  readonly rooms: Pick<HouseRoomStore, 'findRoom'>;
  readonly live: Pick<LiveRooms, 'peopleIn' | 'removePerson' | 'endRoom'>;
}

/** What goes on in an organisation's rooms now. Every use case asks the table of rights first. */
export class Meetings {
  readonly #options: MeetingsOptions;

  constructor(options: MeetingsOptions) {
    this.#options = options;
  }

  /** With those who wait. Errors: NOT_FOUND. */
  async people(actor: Actor, roomId: string): Promise<ReturnType<LiveRooms['peopleIn']>> {
    await this.#requireRight(actor, 'meeting:read', roomId);
    return this.#options.live.peopleIn(roomId);
  }

  /** They do not come back into this meeting. Errors: NOT_FOUND. */
  async remove(actor: Actor, roomId: string, participantId: string): Promise<void> {
    await this.#requireRight(actor, 'meeting:remove-person', roomId);
    this.#options.live.removePerson(roomId, participantId);
  }

  /** For everyone; the room stays. Errors: NOT_FOUND, also when nobody is there. */
  async end(actor: Actor, roomId: string): Promise<void> {
    await this.#requireRight(actor, 'meeting:end', roomId);
    this.#options.live.endRoom(roomId);
  }

  async #requireRight(actor: Actor, deed: Deed, roomId: string): Promise<void> {
    requireRoomRight(actor, deed, await this.#options.rooms.findRoom(roomId));
  }
}
