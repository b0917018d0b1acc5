import type { PasswordNeed } from './door-info.ts';

/** What the link's invite is worth, as far as this page knows. */
export type InviteState = 'none' | 'held' | 'refused';

/** What somebody at the door must or may say, beside their name. */
export interface DoorAsks {
  readonly withInvite: boolean;
  /** To the place that is kept for them. */
  readonly withWayBack: boolean;
  readonly password: PasswordNeed;
}

/**
 * An invite stands for the password; without one, or when it was refused, the room's own rule holds. `isAsked`: the
 * server has just asked for a password, whatever was known before. `hasWayBack`: their place is kept for a while.
 */
export function doorAsks({
  need,
  invite,
  isAsked,
  hasWayBack,
}: {
  readonly need: PasswordNeed;
  readonly invite: InviteState;
  readonly isAsked: boolean;
  readonly hasWayBack: boolean;
}): DoorAsks {
  if (hasWayBack && !isAsked) return { withInvite: false, withWayBack: true, password: 'none' };
  if (invite === 'held') return { withInvite: true, withWayBack: false, password: 'none' };
  const password = need === 'none' && isAsked ? 'required' : need;
  return { withInvite: false, withWayBack: false, password };
}
