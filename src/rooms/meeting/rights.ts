import type { CheckCommandName, CommandName, Role } from '../../protocol/index.ts';
import { joinedOf, lobbyOf, type ParticipantState } from './participant/participant-state.ts';

// Who may do what: the one table. A command without a row does not compile.

/** Everything but the two ways in, which have no participant yet, and the check, which never has one. */
export type Action = Exclude<CommandName, 'room:join' | 'console:join' | CheckCommandName>;

/**
 * `members`: all but observers. `chair`: moderators who are here, or the deputy who stands in. `moderators`: never a
 * deputy.
 */
type Standing = 'everyone' | 'members' | 'chair' | 'moderators';

interface Rule {
  /** Where one must be. Somebody whose connection is lost can send nothing. */
  readonly from: readonly ('lobby' | 'table' | 'console')[];
  readonly who: Standing;
  /** Whom it may be done to, for actions on another person. */
  readonly target?: { readonly at: 'lobby' | 'table' | 'either'; readonly roles?: readonly Role[] };
}

const AT_TABLE: Rule = { from: ['table'], who: 'everyone' };
const MEMBERS: Rule = { from: ['table'], who: 'members' };
const CHAIR: Rule = { from: ['table', 'console'], who: 'chair' };
const MODERATORS: Rule = { from: ['table', 'console'], who: 'moderators' };
const ON_SOMEBODY_WAITING: Rule = { ...CHAIR, target: { at: 'lobby' } };
const ON_SOMEBODY: Rule = { ...CHAIR, target: { at: 'table' } };
const ON_A_MEMBER: Rule = { ...CHAIR, target: { at: 'table', roles: ['moderator', 'deputy', 'participant'] } };
// Moderators cannot be overpowered by each other: whoever takes a moderator's link by theft must not win by being first.
const NOT_MODERATORS: readonly Role[] = ['deputy', 'participant', 'observer'];

export const POLICY: Readonly<Record<Action, Rule>> = {
  'room:leave': { from: ['lobby', 'table', 'console'], who: 'everyone' },
  'stay:end': { from: ['lobby', 'table', 'console'], who: 'everyone' },
  'room:lock': CHAIR,
  'room:end': CHAIR,
  'room:close': CHAIR,
  'room:keep-open': CHAIR,
  'room:extend': CHAIR,
  'room:configure': CHAIR,
  // For good: who only stands in does not decide it.
  'room:keep': MODERATORS,
  'lobby:admit': ON_SOMEBODY_WAITING,
  'lobby:admit-all': CHAIR,
  'lobby:deny': ON_SOMEBODY_WAITING,
  'lobby:message': ON_SOMEBODY_WAITING,
  'lobby:reply': { from: ['lobby'], who: 'everyone' },
  'lobby:prove': { from: ['lobby'], who: 'everyone' },
  'participant:switch-off': ON_SOMEBODY,
  'participant:mute-all': CHAIR,
  'participant:ask': ON_A_MEMBER,
  'participant:switch-on': ON_A_MEMBER,
  'camera:offer-off': ON_A_MEMBER,
  'camera:answer-offer': MEMBERS,
  'noise:report': MEMBERS,
  'participant:restrict': { ...CHAIR, target: { at: 'table', roles: ['deputy', 'participant'] } },
  'participant:set-role': { ...MODERATORS, target: { at: 'table', roles: NOT_MODERATORS } },
  'participant:return-to-lobby': { ...CHAIR, target: { at: 'table', roles: NOT_MODERATORS } },
  'name:change': AT_TABLE,
  'participant:rename': { ...CHAIR, target: { at: 'table', roles: NOT_MODERATORS } },
  'portrait:set': { from: ['lobby', 'table'], who: 'everyone' },
  // Of those who wait, for those who chair alone: the service sees to it.
  'portrait:read': { from: ['table', 'console'], who: 'everyone', target: { at: 'either' } },
  'portrait:allow': { ...CHAIR, target: { at: 'either', roles: NOT_MODERATORS } },
  'participant:remove': { ...CHAIR, target: { at: 'table', roles: NOT_MODERATORS } },
  'floor:restrict': CHAIR,
  'floor:give': ON_A_MEMBER,
  'floor:take': ON_A_MEMBER,
  'floor:next': CHAIR,
  'consent:set': MEMBERS,
  'hand:raise': MEMBERS,
  'hand:lower': MEMBERS,
  'hands:lower': ON_A_MEMBER,
  'hands:lower-all': CHAIR,
  'reaction:send': MEMBERS,
  'signing:set': MEMBERS,
  'signing:end': ON_A_MEMBER,
  'spotlight:set': ON_A_MEMBER,
  // A console has no pictures that others could see like it.
  'view:lead': { from: ['table'], who: 'chair' },
  'plan:set': CHAIR,
  'plan:invite': CHAIR,
  // A console of a console could outlive the cutting off of the first.
  'console:pair': { from: ['table'], who: 'chair' },
  'console:attend': { from: ['console'], who: 'everyone' },
  'console:cut': CHAIR,
  'chat:send': { from: ['table', 'console'], who: 'members' },
  'text:type': MEMBERS,
  'poll:open': CHAIR,
  'poll:vote': MEMBERS,
  'poll:close': CHAIR,
  'attendance:list': CHAIR,
  'session:start': AT_TABLE,
  'transport:connect': AT_TABLE,
  'transport:restart': AT_TABLE,
  'transport:report': AT_TABLE,
  'upload:report': MEMBERS,
  'lines:read': CHAIR,
  'turn:renew': AT_TABLE,
  'producer:create': MEMBERS,
  'producer:pause': MEMBERS,
  'producer:resume': MEMBERS,
  'producer:close': MEMBERS,
  'media:view': AT_TABLE,
  'consumer:resume': AT_TABLE,
};

/** Whether somebody in this state may do it at all. */
export function mayAct(action: Action, actor: ParticipantState): boolean {
  const { from, who } = POLICY[action];
  switch (actor.kind) {
    case 'lobby':
      return from.includes('lobby');
    case 'joined':
      return from.includes('table') && hasStanding(who, actor);
    case 'console':
      return from.includes('console') && hasStanding(who, actor);
    default:
      return false;
  }
}

/** Whether it may be done to somebody in this state. An action without a target row is done to nobody. */
export function mayActOn(action: Action, target: ParticipantState): boolean {
  const rule = POLICY[action].target;
  if (!rule) return false;
  if (rule.at !== 'table' && lobbyOf(target) !== null) return true;
  if (rule.at === 'lobby') return false;
  const seat = joinedOf(target);
  return seat !== null && (rule.roles === undefined || rule.roles.includes(seat.role));
}

function hasStanding(who: Standing, { role, isChairing }: { role: Role; isChairing: boolean }): boolean {
  switch (who) {
    case 'everyone':
      return true;
    case 'members':
      return role !== 'observer';
    case 'chair':
      return isChairing;
    case 'moderators':
      return role === 'moderator' && isChairing;
  }
}
