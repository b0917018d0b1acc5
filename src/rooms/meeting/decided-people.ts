import { type FloorSwitches, NO_SWITCHES, type Role } from '../../protocol/index.ts';
import { isSame, type Newcomer } from './known-bearers.ts';
import type { Participant } from './participant.ts';

/** More than one meeting ever decides about; the oldest goes first. */
const MAX_DECIDED = 1_000;

interface Decided extends Pick<Participant, 'deviceHash' | 'restricted' | 'decidedRole'> {
  readonly inviteId: string | null;
}

/** What the chair has decided about people who left: it holds when they come again while the meeting lasts. */
export class DecidedPeople {
  #kept: readonly Decided[] = [];

  /** Of somebody who leaves, as it is now. */
  keep({ invite, deviceHash, restricted, decidedRole }: Participant): void {
    const inviteId = invite?.inviteId ?? null;
    const others = this.#kept.filter((one) => !isSame(one, { invite, deviceHash }));
    const isNothing = decidedRole === null && !Object.values(restricted).includes(true);
    const kept = { inviteId, deviceHash, restricted, decidedRole };
    this.#kept = isNothing ? others : [...others.slice(1 - MAX_DECIDED), kept];
  }

  of(newcomer: Newcomer): { readonly restricted: FloorSwitches; readonly decidedRole: Role | null } {
    return this.#kept.find((one) => isSame(one, newcomer)) ?? { restricted: NO_SWITCHES, decidedRole: null };
  }
}

const RANKS: readonly Role[] = ['observer', 'participant', 'deputy', 'moderator'];

/** What they sit down as: no more than the chair has decided, unless they lead by a right of their own. */
export function roleWithin(own: Role, decided: Role | null): Role {
  return own === 'moderator' || decided === null ? own : lower(own, decided);
}

function lower(one: Role, other: Role): Role {
  return RANKS.indexOf(one) < RANKS.indexOf(other) ? one : other;
}

export function higher(one: Role, other: Role): Role {
  return lower(one, other) === one ? other : one;
}
