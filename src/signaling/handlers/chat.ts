import type { Handlers } from './handler.ts';

export const chatHandlers: Handlers<'chat:send' | 'text:type'> = {
  'chat:send': ({ chat }, membership, command) => chat.send(membership, command),
  'text:type': ({ chat }, membership, command) => chat.type(membership, command),
};
