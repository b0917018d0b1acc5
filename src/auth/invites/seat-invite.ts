import type { NewSeatInvite, Secrets } from '../../rooms/ports/auth.ts';
import { newPublicId } from '../secrets.ts';

/** What is kept of a seat's invite: for one use by somebody whom the chair expects. */
export interface SeatInvite extends NewSeatInvite {
  readonly id: string;
  readonly role: 'participant';
  readonly secretHash: string;
  readonly maxUses: number;
  readonly expiresAt: null;
  readonly trusted: true;
}

/** The secret is for the link and known nowhere afterwards. */
export function newSeatInvite(wanted: NewSeatInvite, secrets: Secrets): { invite: SeatInvite; secret: string } {
  const { secret, hash } = secrets.create();
  const { roomId, seatId, label } = wanted;
  const rights = { role: 'participant', maxUses: 1, expiresAt: null, trusted: true } as const;
  return { invite: { id: newPublicId(), roomId, seatId, label, secretHash: hash, ...rights }, secret };
}
