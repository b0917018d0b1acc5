import type { InviteRepository, StoredInvite } from '../../storage/index.ts';
import { foundOrThrow } from '../access/found.ts';
import type { Actor, Deed } from '../access/rights.ts';
import { type InviteWish, makeInvite } from '../make-invite.ts';
import type { HouseRoomStore } from './house-rooms.ts';
import { requireRoomRight } from './room-right.ts';
import type { RunningMeetings } from './running-meetings.ts';

interface RoomInvitesOptions {
  readonly rooms: Pick<HouseRoomStore, 'findRoom'>;
  readonly invites: Pick<InviteRepository, 'create' | 'list' | 'find' | 'revoke'>;
  readonly meetings: RunningMeetings;
}

/** Links that let into a room without its password. Every use case asks the table of rights first. */
export class RoomInvites {
  readonly #options: RoomInvitesOptions;

  constructor(options: RoomInvitesOptions) {
    this.#options = options;
  }

  /** Also those that no longer stand, for a month. Errors: NOT_FOUND. */
  async list(actor: Actor, roomId: string): Promise<readonly StoredInvite[]> {
    await this.#requireRight(actor, 'invite:list', roomId);
    return this.#options.invites.list(roomId);
  }

  /** The secret goes into a link and is known nowhere afterwards. Errors: NOT_FOUND. */
  async create(
    actor: Actor,
    roomId: string,
    wish: Omit<InviteWish, 'roomId'>,
  ): Promise<{ invite: StoredInvite; secret: string }> {
    await this.#requireRight(actor, 'invite:create', roomId);
    return makeInvite(this.#options.invites, { ...wish, roomId });
  }

  /** It lets in nobody any more, and who came by it is put out. Errors: NOT_FOUND, also for one of another room. */
  async revoke(actor: Actor, inviteId: string, ofRoom?: string): Promise<StoredInvite> {
    const { invites, meetings } = this.#options;
    const { roomId } = foundOrThrow(await invites.find(inviteId));
    await this.#requireRight(actor, 'invite:revoke', roomId);
    const isElsewhere = ofRoom !== undefined && ofRoom !== roomId;
    const revoked = foundOrThrow(isElsewhere ? null : await invites.revoke(inviteId));
    await meetings.revoked(roomId, inviteId);
    return revoked;
  }

  async #requireRight(actor: Actor, deed: Deed, roomId: string): Promise<void> {
    requireRoomRight(actor, deed, await this.#options.rooms.findRoom(roomId));
  }
}
