import { newPublicId, secrets } from '../auth/index.ts';
import type { InviteRepository, NewInvite, StoredInvite } from '../storage/index.ts';

type Wanted = Pick<NewInvite, 'roomId' | 'role'> &
  Partial<Pick<NewInvite, 'label' | 'maxUses' | 'expiresAt' | 'trusted'>>;

/** Keeps the invite and hands out its secret, which is known nowhere afterwards. */
export async function makeInvite(
  invites: InviteRepository,
  { roomId, role, label = null, maxUses = null, expiresAt = null, trusted = false }: Wanted,
): Promise<{ invite: StoredInvite; secret: string }> {
  const { secret, hash } = secrets.create();
  const invite = await invites.create({
    id: newPublicId(),
    roomId,
    role,
    secretHash: hash,
    label,
    maxUses,
    expiresAt,
    trusted,
    seatId: null,
  });
  return { invite, secret };
}
