import type { PasswordNeed } from '../../call/door-info.ts';

/** What the link's invite is worth, as far as this page knows. */
export type InviteState = 'none' | 'held' | 'refused';

/** What somebody at the door must or may say, beside their name. */
export interface DoorAsks {
  readonly withInvite: boolean;
  readonly password: PasswordNeed;
}

/**
 * An invite stands for the password; without one, or when it was refused, the room's own rule holds. `isAsked`: the
 * server has just asked for a password, whatever was known before.
 */
export function doorAsks({
  need,
  invite,
  isAsked,
}: {
  readonly need: PasswordNeed;
  readonly invite: InviteState;
  readonly isAsked: boolean;
}): DoorAsks {
  if (invite === 'held') return { withInvite: true, password: 'none' };
  return { withInvite: false, password: need === 'none' && isAsked ? 'required' : need };
}
