import { type Kysely, sql, type Updateable } from 'kysely';
import type { RoomStore, StoredRoom } from '../rooms/ports.ts';
import type { Connections, RoomRow, RoomTable, Schema } from './schema.ts';

const DAY_MS = 86_400_000;

export type NewRoom = Omit<StoredRoom, 'createdAt' | 'updatedAt'>;
export type RoomChanges = Partial<Omit<NewRoom, 'id'>>;

/** The rooms as they are kept. Every promise resolves after the change has reached the disk. */
export class RoomRepository implements RoomStore {
  readonly #read: Kysely<Schema>;
  readonly #write: Kysely<Schema>;

  constructor({ read, write }: Connections) {
    this.#read = read;
    this.#write = write;
  }

  async create(room: NewRoom): Promise<StoredRoom> {
    const now = Date.now();
    const row = { id: room.id, ...columns(room), created_at: now, updated_at: now };
    return fromRow(await this.#write.insertInto('rooms').values(row).returningAll().executeTakeFirstOrThrow());
  }

  async findRoom(roomId: string): Promise<StoredRoom | null> {
    const row = await this.#read.selectFrom('rooms').selectAll().where('id', '=', roomId).executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  }

  /** All rooms, oldest first. */
  async list(): Promise<StoredRoom[]> {
    const rows = await this.#read.selectFrom('rooms').selectAll().orderBy('created_at').orderBy('id').execute();
    return rows.map(fromRow);
  }

  /**
   * Null when there is no such room. Fields that are left out stay as they are.
   * What is kept of who was there is kept for fewer days from now on, never for more than its people were told.
   */
  async update(roomId: string, changes: RoomChanges): Promise<StoredRoom | null> {
    return this.#write.transaction().execute(async (step) => {
      const row = await step
        .updateTable('rooms')
        .set({ ...changedColumns(changes), updated_at: Date.now() })
        .where('id', '=', roomId)
        .returningAll()
        .executeTakeFirst();
      const { attendanceDays = 0 } = changes;
      if (attendanceDays > 0) await shortenRetention(step, roomId, attendanceDays);
      return row === undefined ? null : fromRow(row);
    });
  }

  /** Deletes the room with its invites, plan and attendance; false when there was no such room. */
  async delete(roomId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#write.deleteFrom('rooms').where('id', '=', roomId).executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async count(): Promise<number> {
    const { rooms } = await this.#read
      .selectFrom('rooms')
      .select(({ fn }) => fn.countAll<number>().as('rooms'))
      .executeTakeFirstOrThrow();
    return rooms;
  }
}

async function shortenRetention(db: Kysely<Schema>, roomId: string, days: number): Promise<void> {
  await db
    .updateTable('stays')
    .set({ keep_until: sql<number>`min(keep_until, coalesce(left_at, joined_at) + ${days * DAY_MS})` })
    .where('room_id', '=', roomId)
    .execute();
}

type Settings = Omit<NewRoom, 'id'>;

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
    trusted_pass: Number(room.trustedPass),
    lobby_replies: Number(room.lobbyReplies),
    chat: Number(room.chat),
    attendance_days: room.attendanceDays,
    quorum: room.quorum,
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
  if (changes.trustedPass !== undefined) set.trusted_pass = Number(changes.trustedPass);
  if (changes.lobbyReplies !== undefined) set.lobby_replies = Number(changes.lobbyReplies);
  if (changes.chat !== undefined) set.chat = Number(changes.chat);
  if (changes.attendanceDays !== undefined) set.attendance_days = changes.attendanceDays;
  if (changes.quorum !== undefined) set.quorum = changes.quorum;
  return set;
}

function fromRow(row: RoomRow): StoredRoom {
  return {
    id: row.id,
    name: row.name,
    passwordHash: row.password_hash,
    lobby: row.lobby,
    lobbyMessage: row.lobby_message,
    joinBeforeHost: row.join_before_host === 1,
    locked: row.locked === 1,
    maxParticipants: row.max_participants,
    muteOnEntry: row.mute_on_entry === 1,
    trustedPass: row.trusted_pass === 1,
    lobbyReplies: row.lobby_replies === 1,
    chat: row.chat === 1,
    attendanceDays: row.attendance_days,
    quorum: row.quorum,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
