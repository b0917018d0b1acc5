import { AppError } from '../../platform/errors.ts';
import type { OrganiserRole } from '../../protocol/accounts/accounts.ts';
import type { Scope } from '../../protocol/api/scopes.ts';

// Who may do what to what is kept: the one table. CLI, pages and REST go by the use cases, each of which asks here first.

export interface OrganiserActor {
  readonly kind: 'organiser';
  readonly organiserId: string;
  readonly organisationId: string;
  readonly role: OrganiserRole;
  /** Of a program's token; whoever is signed in has no such bounds. */
  readonly scopes?: readonly Scope[];
}

/** Who does it. The operator is at the server's own command line. */
export type Actor = { readonly kind: 'operator' } | OrganiserActor;

export const OPERATOR: Actor = { kind: 'operator' };

/**
 * `operator`: nobody else. `admin`: an admin of the organisation that it belongs to. `organiser`: anybody with an account
 * there. The operator may do all of it.
 */
type Standing = 'operator' | 'admin' | 'organiser';

interface Rule {
  readonly who: Standing;
  /** `also`: whoever it belongs to, or is done to, needs no standing. `never`: nobody does it to themselves. */
  readonly own?: 'also' | 'never';
  /** A program does it whose token has this scope; without one none does, and whoever it is has to be signed in. */
  readonly scope?: Scope;
}

const OPERATOR_ALONE: Rule = { who: 'operator' };
const EVERYBODY: Rule = { who: 'organiser' };
const ADMIN: Rule = { who: 'admin' };
const OPERATOR_OR_OWN: Rule = { who: 'operator', own: 'also' };
const ADMIN_OR_OWN: Rule = { who: 'admin', own: 'also' };
// One who has made a slip with the own account could not undo it.
const ADMIN_NOT_OWN: Rule = { who: 'admin', own: 'never' };

export const RIGHTS = {
  'organisation:create': OPERATOR_ALONE,
  'organisation:list': OPERATOR_ALONE,
  'organisation:read': { ...EVERYBODY, scope: 'organisation:read' },
  // What is kept of it, as numbers, and until when.
  'organisation:read-kept': { ...EVERYBODY, scope: 'organisation:read' },
  'organisation:update': { ...ADMIN, scope: 'organisation:write' },
  'organisation:set-quotas': OPERATOR_ALONE,
  'organisation:delete': OPERATOR_ALONE,
  'organiser:invite': { ...ADMIN, scope: 'organisers:write' },
  'organiser:list': { ...ADMIN, scope: 'organisers:read' },
  'organiser:read': { ...ADMIN_OR_OWN, scope: 'organisers:read' },
  'organiser:rename': { ...ADMIN_OR_OWN, scope: 'organisers:write' },
  'organiser:set-role': { ...ADMIN_NOT_OWN, scope: 'organisers:write' },
  'organiser:disable': { ...ADMIN_NOT_OWN, scope: 'organisers:write' },
  'organiser:enable': { ...ADMIN, scope: 'organisers:write' },
  // One's own password is changed by whoever knows it.
  'organiser:make-link': ADMIN_NOT_OWN,
  'organiser:mail-link': ADMIN_NOT_OWN,
  // What became of mail to them.
  'organiser:list-mails': ADMIN,
  // For who has lost the phone and the recovery codes; whoever has them removes it with a code.
  'organiser:remove-second-factor': ADMIN_NOT_OWN,
  // One's own keys. Who has lost a device removes its key by another way in, or the operator does.
  'organiser:list-passkeys': OPERATOR_OR_OWN,
  'organiser:rename-passkey': OPERATOR_OR_OWN,
  'organiser:remove-passkeys': OPERATOR_OR_OWN,
  'organiser:delete': { ...ADMIN_NOT_OWN, scope: 'organisers:write' },
  'organiser:list-sessions': ADMIN_OR_OWN,
  'organiser:end-sessions': ADMIN_OR_OWN,
  // For oneself: what somebody's token does is done in their name.
  'token:create': OPERATOR_OR_OWN,
  'token:list': ADMIN_OR_OWN,
  'token:revoke': ADMIN_OR_OWN,
  // For one's own calendar program; it shows what its owner may see, and does nothing.
  'feed:make': { who: 'operator', own: 'also' },
  'feed:read': ADMIN_OR_OWN,
  'feed:revoke': ADMIN_OR_OWN,
  'privacy:report': OPERATOR_ALONE,
  'privacy:erase': OPERATOR_ALONE,
  // A house's rooms are all its organisers': who made one may be on leave when it has to be moved. A body whose meetings
  // are nobody else's business, such as a staff council, is an organisation of its own.
  'room:create': { ...EVERYBODY, scope: 'rooms:write' },
  'room:list': { ...EVERYBODY, scope: 'rooms:read' },
  'room:read': { ...EVERYBODY, scope: 'rooms:read' },
  'room:update': { ...EVERYBODY, scope: 'rooms:write' },
  'room:delete': { ...EVERYBODY, scope: 'rooms:write' },
  'invite:list': { ...EVERYBODY, scope: 'rooms:read' },
  'invite:create': { ...EVERYBODY, scope: 'rooms:write' },
  'invite:revoke': { ...EVERYBODY, scope: 'rooms:write' },
  'plan:read': { ...EVERYBODY, scope: 'rooms:read' },
  'plan:replace': { ...EVERYBODY, scope: 'rooms:write' },
  'plan:invite': { ...EVERYBODY, scope: 'rooms:write' },
  'plan:set-address': { ...EVERYBODY, scope: 'rooms:write' },
  'call:read': { ...EVERYBODY, scope: 'meetings:read' },
  'call:everyone': { ...EVERYBODY, scope: 'meetings:write' },
  'meeting:read': { ...EVERYBODY, scope: 'meetings:read' },
  'meeting:remove-person': { ...EVERYBODY, scope: 'meetings:write' },
  'meeting:end': { ...EVERYBODY, scope: 'meetings:write' },
  // As the rooms that are reserved.
  'reservation:create': { ...EVERYBODY, scope: 'reservations:write' },
  'reservation:list': { ...EVERYBODY, scope: 'reservations:read' },
  'reservation:read': { ...EVERYBODY, scope: 'reservations:read' },
  'reservation:update': { ...EVERYBODY, scope: 'reservations:write' },
  'reservation:delete': { ...EVERYBODY, scope: 'reservations:write' },
  'reservation:find-free': { ...EVERYBODY, scope: 'reservations:read' },
  // To whom it was sent, with their addresses.
  'reservation:read-invited': { ...EVERYBODY, scope: 'reservations:read' },
  'reservation:send-mail': { ...EVERYBODY, scope: 'reservations:write' },
  // It says where what happens in all of the house's rooms is told.
  'webhook:create': { ...ADMIN, scope: 'webhooks:write' },
  'webhook:list': { ...ADMIN, scope: 'webhooks:read' },
  'webhook:update': { ...ADMIN, scope: 'webhooks:write' },
  'webhook:delete': { ...ADMIN, scope: 'webhooks:write' },
  'webhook:test': { ...ADMIN, scope: 'webhooks:write' },
} as const satisfies Readonly<Record<string, Rule>>;

export type Deed = keyof typeof RIGHTS;

/** What it is done to; of the installation as a whole there is no organisation. */
export interface Target {
  readonly organisationId: string | null;
  /** Whose it is, or who it is. */
  readonly organiserId?: string | null;
}

export function may(actor: Actor, deed: Deed, { organisationId, organiserId = null }: Target): boolean {
  if (actor.kind === 'operator') return true;
  if (actor.organisationId !== organisationId || !isWithinScopes(actor, deed)) return false;
  const { who, own }: Rule = RIGHTS[deed];
  const isOwn = actor.organiserId === organiserId;
  if (isOwn && own !== undefined) return own === 'also';
  switch (who) {
    case 'operator':
      return false;
    case 'admin':
      return actor.role === 'admin';
    case 'organiser':
      return true;
  }
}

/** Null: no token reaches so far. */
export function scopeOf(deed: Deed): Scope | null {
  const { scope }: Rule = RIGHTS[deed];
  return scope ?? null;
}

/** As far as its token goes; whether its organiser may is another question. */
export function isWithinScopes({ scopes }: OrganiserActor, deed: Deed): boolean {
  const scope = scopeOf(deed);
  return scopes === undefined || (scope !== null && scopes.includes(scope));
}

/**
 * Errors: NOT_FOUND for what is not there and for what is another organisation's, which cannot be told apart;
 * NOT_ALLOWED.
 */
export function requireRight<T extends Target>(actor: Actor, deed: Deed, target: T | null): T {
  if (target === null || isElsewhere(actor, target)) throw new AppError('NOT_FOUND');
  if (!may(actor, deed, target)) throw new AppError('NOT_ALLOWED');
  return target;
}

function isElsewhere(actor: Actor, { organisationId }: Target): boolean {
  return actor.kind === 'organiser' && organisationId !== null && organisationId !== actor.organisationId;
}
