import type { Handlers } from './handler.ts';

export const orderHandlers: Handlers<'spotlight:set' | 'plan:set' | 'plan:invite'> = {
  'spotlight:set': ({ plan }, membership, command) => plan.setSpotlight(membership, command),
  'plan:set': ({ plan }, membership, command) => plan.setPlan(membership, command),
  'plan:invite': ({ plan }, membership, command) => plan.inviteToSeat(membership, command),
};
