import type { CommandName, Role } from '../signaling/protocol/index.ts';
import { joinedOf, lobbyOf, type ParticipantState } from './participant.ts';

// Who may do what: the one table. A command without a row does not compile.

/** Everything but joining, which has no participant yet. */
export type Action = Exclude<CommandName, 'room:join'>;

interface Rule {
  /** Where one must be. Somebody whose connection is lost can send nothing. */
  readonly from: 'lobby-or-table' | 'table';
  readonly roles: readonly Role[];
  /** Whom it may be done to, for actions on another person. */
  readonly target?: { readonly at: 'lobby' | 'table'; readonly roles?: readonly Role[] };
}

const EVERYONE: readonly Role[] = ['moderator', 'participant'];
const MODERATOR: readonly Role[] = ['moderator'];
const AT_TABLE: Rule = { from: 'table', roles: EVERYONE };
const MODERATOR_ONLY: Rule = { from: 'table', roles: MODERATOR };

export const POLICY: Readonly<Record<Action, Rule>> = {
  'room:leave': { from: 'lobby-or-table', roles: EVERYONE },
  'room:lock': MODERATOR_ONLY,
  'room:end': MODERATOR_ONLY,
  'lobby:admit': { ...MODERATOR_ONLY, target: { at: 'lobby' } },
  'lobby:admit-all': MODERATOR_ONLY,
  'lobby:deny': { ...MODERATOR_ONLY, target: { at: 'lobby' } },
  'participant:mute': { ...MODERATOR_ONLY, target: { at: 'table' } },
  'participant:mute-all': MODERATOR_ONLY,
  // Moderators cannot remove each other: whoever takes a moderator's link by theft must not win by being first.
  'participant:remove': { ...MODERATOR_ONLY, target: { at: 'table', roles: ['participant'] } },
  'session:start': AT_TABLE,
  'transport:connect': AT_TABLE,
  'transport:restart': AT_TABLE,
  'producer:create': AT_TABLE,
  'producer:pause': AT_TABLE,
  'producer:resume': AT_TABLE,
  'producer:close': AT_TABLE,
  'media:view': AT_TABLE,
  'consumer:resume': AT_TABLE,
};

/** Whether somebody in this state may do it at all. */
export function mayAct(action: Action, actor: ParticipantState): boolean {
  const rule = POLICY[action];
  if (actor.kind === 'joined') return rule.roles.includes(actor.role);
  return actor.kind === 'lobby' && rule.from === 'lobby-or-table';
}

/** Whether it may be done to somebody in this state. An action without a target row is done to nobody. */
export function mayActOn(action: Action, target: ParticipantState): boolean {
  const rule = POLICY[action].target;
  if (!rule) return false;
  if (rule.at === 'lobby') return lobbyOf(target) !== null;
  const seat = joinedOf(target);
  return seat !== null && (rule.roles ?? EVERYONE).includes(seat.role);
}
