import { createHash } from 'node:crypto';
import type { StoredSeat } from '../ports/storage.ts';

/** Says which plan and quorum these are, also after a restart. */
export function versionOf(seats: readonly StoredSeat[], quorum: number | null): string {
  const named = seats.map(({ id, name }) => [id, name]);
  return createHash('sha256')
    .update(JSON.stringify([named, quorum]))
    .digest('base64url')
    .slice(0, 16);
}
