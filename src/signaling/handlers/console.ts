import type { Handlers } from './handler.ts';

export const consoleHandlers: Handlers<'console:pair' | 'console:attend' | 'console:cut'> = {
  'console:pair': ({ consoles }, membership) => consoles.pair(membership),
  'console:attend': ({ consoles }, membership) => consoles.attend(membership),
  'console:cut': ({ consoles }, membership, command) => consoles.cut(membership, command),
};
