import type { NewInvite } from '../../../../../src/protocol/api/rooms/invites.ts';
import type { Role } from '../../../../../src/protocol/base/roles.ts';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { wholeNumber } from '../../room-settings/settings-draft.ts';

/** How often a link works. */
export const USES = ['any', 'once', 'some'] as const;
export type Uses = (typeof USES)[number];

/** As many as the API takes. */
export const MOST_USES = 10_000;

/** An invite while it is made: as typed. */
export interface InviteDraft {
  readonly role: Role;
  readonly label: string;
  readonly uses: Uses;
  readonly maxUses: string;
  /** `2027-01-31T18:00` where the organiser is, as the browser's field has it; empty: it does not end. */
  readonly until: string;
  readonly trusted: boolean;
}

export const NEW_INVITE: InviteDraft = {
  role: 'participant',
  label: '',
  uses: 'any',
  maxUses: '10',
  until: '',
  trusted: false,
};

/** Those who chair never wait; there is nothing to trust them with. */
export function mayWait(role: Role): boolean {
  return role === 'participant' || role === 'observer';
}

export type InviteProblem = 'usesInvalid' | 'untilInvalid' | 'untilPast';

/** What is sent, or what is wrong with it. `now`: milliseconds since the epoch. */
export function wishOf(
  { role, label, uses, maxUses, until, trusted }: InviteDraft,
  now: number,
): NewInvite | InviteProblem {
  const most = uses === 'any' ? null : uses === 'once' ? 1 : wholeNumber(maxUses, 1, MOST_USES);
  if (uses === 'some' && most === null) return 'usesInvalid';
  const end = until === '' ? null : new Date(until);
  if (end !== null && Number.isNaN(end.getTime())) return 'untilInvalid';
  if (end !== null && end.getTime() <= now) return 'untilPast';
  return {
    role,
    label: isVisible(label) ? label.trim() : null,
    maxUses: most,
    expiresAt: end === null ? null : end.toISOString(),
    trusted: mayWait(role) && trusted,
  };
}
