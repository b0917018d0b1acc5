import type { LiveRooms } from '../../rooms/live/live-rooms.ts';
import type { Actor, Deed } from '../access/rights.ts';
import type { OrganiserStore, OwnedRoom } from '../ports.ts';
import type { HouseRoomStore } from './house-rooms.ts';
import { requireRoomRight } from './room-right.ts';

interface MeetingsOptions {
  readonly rooms: Pick<HouseRoomStore, 'findRoom'>;
  readonly organisers: Pick<OrganiserStore, 'find'>;
  readonly live: Pick<LiveRooms, 'peopleIn' | 'begunIn' | 'removePerson' | 'endRoom'>;
}

export interface LiveMeeting {
  readonly people: ReturnType<LiveRooms['peopleIn']>;
  /** Null: nobody has sat down yet. */
  readonly begun: ReturnType<LiveRooms['begunIn']>;
  /** The organiser's name; null: the operator, or one whose account is gone. */
  readonly madeBy: string | null;
}

/** What goes on in an organisation's rooms now. Every use case asks the table of rights first. */
export class Meetings {
  readonly #options: MeetingsOptions;

  constructor(options: MeetingsOptions) {
    this.#options = options;
  }

  /** Who is there, with those who wait; who has begun it, and by whom the room was made. Errors: NOT_FOUND. */
  async read(actor: Actor, roomId: string): Promise<LiveMeeting> {
    const { live, organisers } = this.#options;
    const { owner } = await this.#requireRight(actor, 'meeting:read', roomId);
    const maker = owner?.organiserId == null ? null : await organisers.find(owner.organiserId);
    return { people: live.peopleIn(roomId), begun: live.begunIn(roomId), madeBy: maker?.name ?? null };
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

  async #requireRight(actor: Actor, deed: Deed, roomId: string): Promise<OwnedRoom> {
    return requireRoomRight(actor, deed, await this.#options.rooms.findRoom(roomId));
  }
}
