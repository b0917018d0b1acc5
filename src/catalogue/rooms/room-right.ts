import { foundOrThrow } from '../access/found.ts';
import { type Actor, type Deed, requireRight } from '../access/rights.ts';
import type { RoomOwner } from '../ports.ts';

/**
 * Of a room, or what belongs to one. What is no organisation's is the operator's, and to everybody else as though it were
 * not. Errors: NOT_FOUND, NOT_ALLOWED.
 */
export function requireRoomRight<T extends { readonly owner: RoomOwner | null }>(
  actor: Actor,
  deed: Deed,
  room: T | null,
): T {
  const { owner } = foundOrThrow(room);
  const isOthers = owner === null && actor.kind !== 'operator';
  requireRight(actor, deed, isOthers ? null : (owner ?? { organisationId: null }));
  return foundOrThrow(room);
}
