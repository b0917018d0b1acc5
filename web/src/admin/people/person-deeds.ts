import { KeyRound, type LucideIcon, Mail, ShieldOff, Trash2, UserCheck, UserCog, UserX } from 'lucide-react';
import type { MeView } from '../../../../src/protocol/accounts/accounts.ts';
import type { OrganiserView } from '../../../../src/protocol/api/organisers.ts';

/** What an admin may do with somebody's account. */
export type PersonDeed =
  | 'mailLink'
  | 'newLink'
  | 'makeAdmin'
  | 'makeOrganiser'
  | 'removeSecondFactor'
  | 'disable'
  | 'enable'
  | 'delete';

/** What can be undone at once is done at once; a link and a right are given on a press. */
const AT_ONCE = ['newLink', 'enable'] as const satisfies readonly PersonDeed[];
export type AskedDeed = Exclude<PersonDeed, (typeof AT_ONCE)[number]>;

export function isAsked(deed: PersonDeed): deed is AskedDeed {
  return !AT_ONCE.some((each) => each === deed);
}

interface Choice {
  readonly deed: PersonDeed;
  readonly Icon: LucideIcon;
}

/** Those that there are for this person, as the table of rights has it: nothing of it is done to oneself. */
export function deedsFor(
  { id, role, isDisabled, hasSecondFactor }: OrganiserView,
  me: Pick<MeView, 'id' | 'sendsMail'>,
): readonly Choice[] {
  if (id === me.id) return [];
  const all: readonly (Choice & { readonly applies: boolean })[] = [
    { deed: 'mailLink', Icon: Mail, applies: me.sendsMail && !isDisabled },
    { deed: 'newLink', Icon: KeyRound, applies: !isDisabled },
    { deed: 'makeAdmin', Icon: UserCog, applies: role === 'organiser' && !isDisabled },
    { deed: 'makeOrganiser', Icon: UserCog, applies: role === 'admin' && !isDisabled },
    { deed: 'removeSecondFactor', Icon: ShieldOff, applies: hasSecondFactor },
    { deed: 'disable', Icon: UserX, applies: !isDisabled },
    { deed: 'enable', Icon: UserCheck, applies: isDisabled },
    { deed: 'delete', Icon: Trash2, applies: true },
  ];
  return all.filter(({ applies }) => applies);
}
