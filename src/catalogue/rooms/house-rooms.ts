import { roomCodeOf } from '../../platform/room-code.ts';
import type { NewInvite, NewRoom, RoomChanges } from '../../storage/index.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, requireRight } from '../access/rights.ts';
import { DEFAULT_SETTINGS } from '../default-settings.ts';
import { makeRoom, makeRoomWithModerator } from '../make-room.ts';
import type { OrganisationStore, OwnedRoom, RoomSettings, StoredOrganisation } from '../ports.ts';
import { codeOf } from './room-codes.ts';
import { requireRoomRight } from './room-right.ts';
import type { RunningMeetings } from './running-meetings.ts';

/** What of an organisation's rooms the catalogue asks of storage. */
export interface HouseRoomStore {
  /** Errors: QUOTA_REACHED, and NOT_FOUND when the owner is gone. */
  create(room: NewRoom): Promise<OwnedRoom>;
  /** With its first invite: both or none. Errors: as above. */
  createWithInvite(room: NewRoom, invite: NewInvite): Promise<OwnedRoom>;
  findRoom(roomId: string): Promise<OwnedRoom | null>;
  /** Of one organisation, oldest first: all, or so many of those behind one. */
  listOf(organisationId: string, page?: RoomsPage): Promise<readonly OwnedRoom[]>;
  /** Null: it is gone. */
  update(roomId: string, changes: RoomChanges): Promise<OwnedRoom | null>;
  delete(roomId: string): Promise<boolean>;
}

export interface RoomsPage {
  /** Null: from the first on. */
  readonly after: Pick<OwnedRoom, 'id' | 'createdAt'> | null;
  readonly limit: number;
}

/** What somebody may say of a room. `password`: null for none. */
export type RoomWish = Partial<RoomSettings> & { readonly password?: string | null };

export interface HouseRoomsOptions {
  readonly organisations: OrganisationStore;
  readonly rooms: HouseRoomStore;
  readonly meetings: RunningMeetings;
  readonly hashPassword: (password: string) => Promise<string>;
}

/**
 * An organisation's rooms, and those of the operator, which belong to none. Whether there is room for one more is asked
 * by storage, in the step that makes it. Every use case asks the table of rights first.
 */
export class HouseRooms {
  readonly #options: HouseRoomsOptions;

  constructor(options: HouseRoomsOptions) {
    this.#options = options;
  }

  /**
   * What is not said is as the organisation's defaults have it; null: it is the operator's own. The secret of the
   * moderator's invite, where one is wanted, goes into a link and is known nowhere afterwards.
   * Errors: NOT_FOUND, NOT_ALLOWED, QUOTA_REACHED.
   */
  async create(
    actor: Actor,
    organisationId: string | null,
    { name, withModerator = false, ...wish }: RoomWish & { readonly name: string; readonly withModerator?: boolean },
  ): Promise<{ room: OwnedRoom; moderatorSecret: string | null }> {
    requireRight(actor, 'room:create', { organisationId });
    const { password = null, ...said } = wish;
    const beginning = organisationId === null ? {} : await this.begin(actor, organisationId);
    const passwordHash = await this.#hashOf(password);
    const room = { name, passwordHash, settings: { ...beginning, ...said } };
    const stores = { rooms: this.#options.rooms };
    if (withModerator) return makeRoomWithModerator(stores, room);
    return { room: await makeRoom(stores, room), moderatorSecret: null };
  }

  /** Oldest first. Errors: NOT_FOUND. */
  async list(actor: Actor, organisationId: string, page?: RoomsPage): Promise<readonly OwnedRoom[]> {
    requireRight(actor, 'room:list', { organisationId });
    return this.#options.rooms.listOf(organisationId, page);
  }

  /** Whose it is (null: the operator's) and its code, for whoever knows its id. One that is not there has the code it would have. */
  async signOf(roomId: string): Promise<{ house: StoredOrganisation | null; code: string | null }> {
    const { rooms, organisations } = this.#options;
    const room = await rooms.findRoom(roomId);
    const owner = room?.owner ?? null;
    const house = owner && (await organisations.find(owner.organisationId));
    return { house, code: room === null ? roomCodeOf(roomId) : codeOf(room) };
  }

  /** Errors: NOT_FOUND. */
  async read(actor: Actor, roomId: string): Promise<OwnedRoom> {
    return requireRoomRight(actor, 'room:read', await this.#options.rooms.findRoom(roomId));
  }

  /** What is left out stays as it is; people who are there notice. Errors: NOT_FOUND. */
  async update(
    actor: Actor,
    roomId: string,
    { password, ...changes }: RoomWish & { readonly name?: string },
  ): Promise<OwnedRoom> {
    const { rooms, meetings } = this.#options;
    requireRoomRight(actor, 'room:update', await rooms.findRoom(roomId));
    const guard = password === undefined ? {} : { passwordHash: await this.#hashOf(password) };
    const room = foundOrThrow(await rooms.update(roomId, { ...changes, ...guard }));
    await meetings.reload(roomId);
    return room;
  }

  /** With its link, invites, plan and attendance; people who are there are put out. Errors: NOT_FOUND. */
  async delete(actor: Actor, roomId: string): Promise<OwnedRoom> {
    const { rooms, meetings } = this.#options;
    const room = requireRoomRight(actor, 'room:delete', await rooms.findRoom(roomId));
    const isGone = await rooms.delete(roomId);
    await meetings.reload(roomId);
    return foundOrThrow(isGone ? room : null);
  }

  /** Whose a new room of an organisation is, and what it is set to where nothing else is said. Errors: NOT_FOUND, NOT_ALLOWED. */
  async begin(actor: Actor, organisationId: string) {
    requireRight(actor, 'room:create', { organisationId });
    const { roomDefaults } = foundOrThrow(await this.#options.organisations.find(organisationId));
    const organiserId = actor.kind === 'organiser' ? actor.organiserId : null;
    return { ...DEFAULT_SETTINGS, ...roomDefaults, owner: { organisationId, organiserId } };
  }

  async #hashOf(password: string | null): Promise<string | null> {
    return password === null ? null : this.#options.hashPassword(password);
  }
}
