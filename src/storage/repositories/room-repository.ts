import { type Kysely, sql, type Updateable } from 'kysely';
import type { OwnedRoom, RoomOwner } from '../../catalogue/ports.ts';
import { AppError } from '../../platform/errors.ts';
import { roomCodeOf } from '../../platform/room-code.ts';
import type { RoomStore, StoredRoom } from '../../rooms/ports/storage.ts';
import type { Connections, RoomRow, RoomTable, Schema } from '../schema/schema.ts';
import { isOrphan } from '../storage-error.ts';
import { insertInvite } from './invite-repository.ts';
import type { NewInvite } from './invite-rows.ts';

const DAY_MS = 86_400_000;

interface RoomsPage {
  /** Null: from the first on. */
  readonly after: Pick<StoredRoom, 'id' | 'createdAt'> | null;
  readonly limit: number;
}

export type NewRoom = Omit<StoredRoom, 'createdAt' | 'updatedAt' | 'sharedSeats'> & {
  /** Without one it is the operator's. */
  readonly owner?: RoomOwner | null;
};
export type RoomChanges = Partial<Omit<NewRoom, 'id' | 'owner'>>;

/** The rooms as they are kept. Every promise resolves after the change has reached the disk. */
export class RoomRepository implements RoomStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  /** Errors: QUOTA_REACHED, and NOT_FOUND when the owner is gone. */
  async create(room: NewRoom): Promise<OwnedRoom> {
    return this.#write.transaction().execute((step) => insertRoom(step, room));
  }

  /** With its first invite: both or none. Errors: as above. */
  async createWithInvite(room: NewRoom, invite: NewInvite): Promise<OwnedRoom> {
    return this.#write.transaction().execute(async (step) => {
      const stored = await insertRoom(step, room);
      await insertInvite(step, invite);
      return stored;
    });
  }

  findRoom(roomId: string): Promise<OwnedRoom | null> {
    return findIn(this.#read, roomId);
  }

  /** All rooms, oldest first. */
  async list(): Promise<OwnedRoom[]> {
    const rows = await roomsIn(this.#read).orderBy('rooms.created_at').orderBy('rooms.id').execute();
    return rows.map(fromRow);
  }

  /** Of one organisation, oldest first: all, or so many of those behind one. */
  async listOf(organisationId: string, page?: RoomsPage): Promise<OwnedRoom[]> {
    const { after = null, limit = -1 } = page ?? {};
    const rooms = roomsIn(this.#read).where('organisation_id', '=', organisationId);
    const later = after
      ? rooms.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('rooms.created_at', 'rooms.id'), '>', tuple(after.createdAt, after.id)),
        )
      : rooms;
    const inOrder = later.orderBy('rooms.created_at').orderBy('rooms.id');
    return (await inOrder.limit(limit).execute()).map(fromRow);
  }

  /**
   * Null when there is no such room. Fields that are left out stay as they are.
   * What is kept of who was there is kept for fewer days from now on, never for more than its people were told.
   */
  async update(roomId: string, changes: RoomChanges): Promise<OwnedRoom | null> {
    return this.#write.transaction().execute(async (step) => {
      await step
        .updateTable('rooms')
        .set({ ...changedColumns(changes), updated_at: Date.now() })
        .where('id', '=', roomId)
        .execute();
      const { attendanceDays = 0 } = changes;
      if (attendanceDays > 0) await shortenRetention(step, roomId, attendanceDays);
      return findIn(step, roomId);
    });
  }

  /** Deletes the room with its invites, plan and attendance; false when there was no such room. */
  async delete(roomId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#write.deleteFrom('rooms').where('id', '=', roomId).executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async findGuarded(code: string): Promise<string | null> {
    const guarded = this.#read
      .selectFrom('rooms')
      .select('id')
      .where('code', '=', code)
      .where(({ eb, or }) => or([eb('password_hash', 'is not', null), eb('lobby', '<>', 'off')]));
    return (await guarded.executeTakeFirst())?.id ?? null;
  }

  async count(): Promise<number> {
    const { rooms } = await this.#read
      .selectFrom('rooms')
      .select(({ fn }) => fn.countAll<number>().as('rooms'))
      .executeTakeFirstOrThrow();
    return rooms;
  }
}

/** In a transaction: of two who make an organisation's last room at once, one does. */
export async function insertRoom(db: Kysely<Schema>, { owner = null, ...room }: NewRoom): Promise<OwnedRoom> {
  if (owner !== null) await requireRoomForOne(db, owner.organisationId);
  const now = Date.now();
  const owned = { organisation_id: owner?.organisationId ?? null, organiser_id: owner?.organiserId ?? null };
  const code = await freeCode(db, room.id);
  const row = { id: room.id, code, ...columns(room), ...owned, created_at: now, updated_at: now };
  try {
    const { id } = await db.insertInto('rooms').values(row).returning('id').executeTakeFirstOrThrow();
    return fromRow(await roomsIn(db).where('rooms.id', '=', id).executeTakeFirstOrThrow());
  } catch (error) {
    throw isOrphan(error) ? new AppError('NOT_FOUND') : error;
  }
}

/** In the step that takes it. */
async function freeCode(db: Kysely<Schema>, roomId: string): Promise<string> {
  for (let draw = 0; ; draw += 1) {
    const code = roomCodeOf(roomId, draw);
    const another = db.selectFrom('rooms').select('id').where('code', '=', code);
    if ((await another.executeTakeFirst()) === undefined) return code;
  }
}

/** With the seats that each shares with its organisation's others. */
function roomsIn(db: Kysely<Schema>) {
  return db
    .selectFrom('rooms')
    .leftJoin('organisations', 'organisations.id', 'rooms.organisation_id')
    .selectAll('rooms')
    .select('max_seats');
}

async function findIn(db: Kysely<Schema>, roomId: string): Promise<OwnedRoom | null> {
  const row = await roomsIn(db).where('rooms.id', '=', roomId).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** Errors: QUOTA_REACHED. */
async function requireRoomForOne(db: Kysely<Schema>, organisationId: string): Promise<void> {
  const full = await db
    .selectFrom('organisations')
    .select('id')
    .where('id', '=', organisationId)
    .where(({ eb, selectFrom, fn }) =>
      eb(
        'max_rooms',
        '<=',
        selectFrom('rooms').select(fn.countAll<number>().as('rooms')).where('organisation_id', '=', organisationId),
      ),
    )
    .executeTakeFirst();
  if (full !== undefined) throw new AppError('QUOTA_REACHED');
}

async function shortenRetention(db: Kysely<Schema>, roomId: string, days: number): Promise<void> {
  await db
    .updateTable('stays')
    .set({ keep_until: sql<number>`min(keep_until, coalesce(left_at, joined_at) + ${days * DAY_MS})` })
    .where('room_id', '=', roomId)
    .execute();
}

type Settings = Omit<NewRoom, 'id' | 'owner'>;

function columns(room: Settings) {
  return {
    name: room.name,
    password_hash: room.passwordHash,
    lobby: room.lobby,
    lobby_message: room.lobbyMessage,
    join_before_host: Number(room.joinBeforeHost),
    locked: Number(room.locked),
    max_participants: room.maxParticipants,
    mute_on_entry: Number(room.muteOnEntry),
    camera_on_entry: room.cameraOnEntry,
    renaming: Number(room.renaming),
    pseudonyms: Number(room.pseudonyms),
    trusted_pass: Number(room.trustedPass),
    lobby_replies: Number(room.lobbyReplies),
    chat: Number(room.chat),
    attendance_days: room.attendanceDays,
    quorum: room.quorum,
    only_reserved: Number(room.onlyReserved ?? false),
  };
}

function changedColumns(changes: RoomChanges): Updateable<RoomTable> {
  const set: Updateable<RoomTable> = {};
  if (changes.name !== undefined) set.name = changes.name;
  if (changes.passwordHash !== undefined) set.password_hash = changes.passwordHash;
  if (changes.lobby !== undefined) set.lobby = changes.lobby;
  if (changes.lobbyMessage !== undefined) set.lobby_message = changes.lobbyMessage;
  if (changes.joinBeforeHost !== undefined) set.join_before_host = Number(changes.joinBeforeHost);
  if (changes.locked !== undefined) set.locked = Number(changes.locked);
  if (changes.maxParticipants !== undefined) set.max_participants = changes.maxParticipants;
  if (changes.muteOnEntry !== undefined) set.mute_on_entry = Number(changes.muteOnEntry);
  if (changes.cameraOnEntry !== undefined) set.camera_on_entry = changes.cameraOnEntry;
  if (changes.renaming !== undefined) set.renaming = Number(changes.renaming);
  if (changes.pseudonyms !== undefined) set.pseudonyms = Number(changes.pseudonyms);
  if (changes.trustedPass !== undefined) set.trusted_pass = Number(changes.trustedPass);
  if (changes.lobbyReplies !== undefined) set.lobby_replies = Number(changes.lobbyReplies);
  if (changes.chat !== undefined) set.chat = Number(changes.chat);
  if (changes.attendanceDays !== undefined) set.attendance_days = changes.attendanceDays;
  if (changes.quorum !== undefined) set.quorum = changes.quorum;
  if (changes.onlyReserved !== undefined) set.only_reserved = Number(changes.onlyReserved);
  return set;
}

function fromRow({
  organisation_id: of,
  max_seats: max,
  ...row
}: RoomRow & { readonly max_seats: number | null }): OwnedRoom {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    passwordHash: row.password_hash,
    lobby: row.lobby,
    lobbyMessage: row.lobby_message,
    joinBeforeHost: row.join_before_host === 1,
    locked: row.locked === 1,
    maxParticipants: row.max_participants,
    muteOnEntry: row.mute_on_entry === 1,
    cameraOnEntry: row.camera_on_entry,
    renaming: row.renaming === 1,
    pseudonyms: row.pseudonyms === 1,
    trustedPass: row.trusted_pass === 1,
    lobbyReplies: row.lobby_replies === 1,
    chat: row.chat === 1,
    attendanceDays: row.attendance_days,
    quorum: row.quorum,
    onlyReserved: row.only_reserved === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    owner: of === null ? null : { organisationId: of, organiserId: row.organiser_id },
    sharedSeats: of === null || max === null ? null : { of, max },
  };
}
