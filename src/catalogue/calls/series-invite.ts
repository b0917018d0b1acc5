import { newPublicId, secrets } from '../../auth/index.ts';
import type { SeriesInvite } from './ports.ts';

/** Some stay a little longer, and some look for it the morning after. */
const LINK_OUTLIVES_MS = 24 * 3_600_000;

/** `lastEnd`: of what it leads to, in milliseconds since the epoch. The secret is for the link and known nowhere afterwards. */
export function newSeriesInvite({
  lastEnd,
  ...wanted
}: Pick<SeriesInvite, 'roomId' | 'seatId' | 'label'> & { readonly lastEnd: number }): {
  readonly invite: SeriesInvite;
  readonly secret: string;
} {
  const { secret, hash: secretHash } = secrets.create();
  const rights = { role: 'participant', maxUses: null, trusted: true } as const;
  return {
    invite: { ...wanted, id: newPublicId(), secretHash, expiresAt: lastEnd + LINK_OUTLIVES_MS, ...rights },
    secret,
  };
}
