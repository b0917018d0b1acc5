import type { Handlers } from './handler.ts';

export const pollHandlers: Handlers<'poll:open' | 'poll:vote' | 'poll:close'> = {
  'poll:open': ({ polls }, membership, command) => polls.open(membership, command),
  'poll:vote': ({ polls }, membership, command) => polls.vote(membership, command),
  'poll:close': ({ polls }, membership, command) => polls.close(membership, command),
};
