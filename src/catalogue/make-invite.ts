import { newPublicId, secrets } from '../auth/index.ts';
import type { InviteRepository, NewInvite, StoredInvite } from '../storage/index.ts';

export type InviteWish = Pick<NewInvite, 'roomId' | 'role'> &
  Partial<Pick<NewInvite, 'label' | 'maxUses' | 'expiresAt' | 'trusted'>>;

/** An invite to keep, for a secret of which nobody but its bearer knows more than the hash. */
export function inviteFor(
  secretHash: string,
  { roomId, role, label = null, maxUses = null, expiresAt = null, trusted = false }: InviteWish,
): NewInvite {
  return { id: newPublicId(), roomId, role, secretHash, label, maxUses, expiresAt, trusted, seatId: null };
}

/** Keeps the invite and hands out its secret, which is known nowhere afterwards. */
export async function makeInvite(
  invites: Pick<InviteRepository, 'create'>,
  wanted: InviteWish,
): Promise<{ invite: StoredInvite; secret: string }> {
  const { secret, hash } = secrets.create();
  return { invite: await invites.create(inviteFor(hash, wanted)), secret };
}
