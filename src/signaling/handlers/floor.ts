import type { Handlers } from './handler.ts';

type FloorAction =
  | 'floor:restrict'
  | 'floor:give'
  | 'floor:take'
  | 'floor:next'
  | 'participant:restrict'
  | 'participant:ask'
  | 'participant:switch-on'
  | 'consent:set';

export const floorHandlers: Handlers<FloorAction> = {
  'floor:restrict': ({ floor }, membership, command) => floor.restrict(membership, command),
  'floor:give': ({ floor }, membership, command) => floor.give(membership, command),
  'floor:take': ({ floor }, membership, command) => floor.take(membership, command),
  'floor:next': ({ hands }, membership) => hands.next(membership),
  'participant:restrict': ({ floor }, membership, command) => floor.restrictOne(membership, command),
  'participant:ask': ({ floor }, membership, command) => floor.ask(membership, command),
  'participant:switch-on': ({ floor }, membership, command) => floor.switchOn(membership, command),
  'consent:set': ({ floor }, membership, command) => floor.setConsent(membership, command),
};
