import type { InviteStatus } from '../../protocol/api/rooms/invites.ts';
import type { StoredInvite } from '../../storage/index.ts';

/** What has become of it, and why it lets in nobody any more. */
export function statusOf({ revokedAt, expiresAt, maxUses, uses }: StoredInvite): InviteStatus {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= Date.now()) return 'expired';
  return maxUses !== null && uses >= maxUses ? 'used-up' : 'open';
}
