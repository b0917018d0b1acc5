import { newPassword, type Passwords } from '../auth/index.ts';
import type { Database } from '../storage/index.ts';
import { makeRoomWithModerator } from './make-room.ts';

const NAME = 'Erste Runde';
const MAX_PARTICIPANTS = 25;

export interface ExampleRoom {
  readonly roomId: string;
  readonly password: string;
  /** Goes behind the link's `#invite=`. */
  readonly moderatorSecret: string;
}

/** One room to begin with, on a database that holds none. Null when there is one already. */
export async function makeExampleRoom(database: Database, passwords: Passwords): Promise<ExampleRoom | null> {
  if ((await database.rooms.count()) > 0) return null;
  const password = newPassword();
  const { room, moderatorSecret } = await makeRoomWithModerator(database, {
    name: NAME,
    passwordHash: await passwords.hash(password),
    settings: { maxParticipants: MAX_PARTICIPANTS },
  });
  return { roomId: room.id, password, moderatorSecret };
}
