import type { Handlers } from './handler.ts';

type HandsAction = 'hand:raise' | 'hand:lower' | 'hands:lower' | 'hands:lower-all' | 'reaction:send';

export const handsHandlers: Handlers<HandsAction> = {
  'hand:raise': ({ hands }, membership) => hands.raise(membership),
  'hand:lower': ({ hands }, membership) => hands.lower(membership),
  'hands:lower': ({ hands }, membership, command) => hands.lowerOne(membership, command),
  'hands:lower-all': ({ hands }, membership) => hands.lowerAll(membership),
  'reaction:send': ({ hands }, membership, command) => hands.react(membership, command),
};
