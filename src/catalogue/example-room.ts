import { newPassword, newPublicId, newRoomId, type Passwords, secrets } from '../auth/index.ts';
import type { Database } from '../storage/index.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';

const NAME = 'Erste Runde';
const MAX_PARTICIPANTS = 25;

export interface ExampleRoom {
  readonly roomId: string;
  readonly password: string;
  /** Goes behind the link's `#invite=`. */
  readonly moderatorSecret: string;
}

/** One room to begin with, on a database that holds none. Null when there is one already. */
export async function makeExampleRoom({ rooms, invites }: Database, passwords: Passwords): Promise<ExampleRoom | null> {
  if ((await rooms.count()) > 0) return null;
  const password = newPassword();
  const room = await rooms.create({
    id: newRoomId(NAME),
    name: NAME,
    passwordHash: await passwords.hash(password),
    ...DEFAULT_SETTINGS,
    maxParticipants: MAX_PARTICIPANTS,
  });
  const { secret, hash } = secrets.create();
  await invites.create({
    id: newPublicId(),
    roomId: room.id,
    role: 'moderator',
    secretHash: hash,
    label: null,
    maxUses: null,
    expiresAt: null,
    trusted: false,
    seatId: null,
  });
  return { roomId: room.id, password, moderatorSecret: secret };
}
