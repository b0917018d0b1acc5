import { newRoomId, secrets } from '../auth/index.ts';
import type { Database, NewRoom } from '../storage/index.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { inviteFor } from './make-invite.ts';
import type { OwnedRoom } from './ports.ts';

interface RoomWish {
  readonly name: string;
  /** argon2id in PHC form; null: the link alone lets in. */
  readonly passwordHash: string | null;
  /** What is to be otherwise than at first. */
  readonly settings?: Partial<Omit<NewRoom, 'id' | 'name' | 'passwordHash'>>;
}

/** A room as it will be kept, with what was not said as it is at first. */
export function roomFor(id: string, { name, passwordHash, settings = {} }: RoomWish): NewRoom {
  return { ...DEFAULT_SETTINGS, ...settings, id, name, passwordHash };
}

/** Where rooms are kept. */
interface Rooms {
  readonly rooms: Pick<Database['rooms'], 'create' | 'createWithInvite'>;
}

/** Makes a room, for whoever may: an organiser, the command line, a first start. */
export async function makeRoom({ rooms }: Rooms, wish: RoomWish): Promise<OwnedRoom> {
  return rooms.create(roomFor(newRoomId(wish.name), wish));
}

/** With an invite for its moderator: both or none. Its secret is known nowhere afterwards. */
export async function makeRoomWithModerator(
  { rooms }: Rooms,
  wish: RoomWish,
): Promise<{ room: OwnedRoom; moderatorSecret: string }> {
  const id = newRoomId(wish.name);
  const { secret, hash } = secrets.create();
  const room = await rooms.createWithInvite(roomFor(id, wish), inviteFor(hash, { roomId: id, role: 'moderator' }));
  return { room, moderatorSecret: secret };
}
