import type { Role } from '../../../protocol/index.ts';

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
