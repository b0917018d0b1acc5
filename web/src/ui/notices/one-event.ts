import type { Notice } from '../../call/call-state.ts';

/** Notices of one event come within this. */
export const ONE_EVENT_MS = 1_500;

/** Whether a notice tells all that another one tells, of one and the same event. */
export function tellsAllOf(more: Notice, less: Notice): boolean {
  if (less.kind === 'switched-off' && more.kind === 'restricted') {
    return less.source !== 'screen' && more.restricted[less.source];
  }
  if (less.kind === 'role-changed' && more.kind === 'chair-changed') {
    return less.role === 'moderator' && more.isSelf && more.cause === 'appointment';
  }
  return false;
}
