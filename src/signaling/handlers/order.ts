import type { Handlers } from './handler.ts';

export const orderHandlers: Handlers<'spotlight:set' | 'plan:set' | 'plan:invite'> = {
  'spotlight:set': ({ order }, membership, command) => order.setSpotlight(membership, command),
  'plan:set': ({ order }, membership, command) => order.setPlan(membership, command),
  'plan:invite': ({ order }, membership, command) => order.inviteToSeat(membership, command),
};
