import type { Handlers } from './handler.ts';

type LobbyAction = 'lobby:admit' | 'lobby:admit-all' | 'lobby:deny' | 'lobby:message' | 'lobby:reply' | 'lobby:prove';

export const lobbyHandlers: Handlers<LobbyAction> = {
  'lobby:admit': ({ lobby }, membership, command) => lobby.admit(membership, command),
  'lobby:admit-all': ({ lobby }, membership) => lobby.admitAll(membership),
  'lobby:deny': ({ lobby }, membership, command) => lobby.deny(membership, command),
  'lobby:message': ({ lobby }, membership, command) => lobby.message(membership, command),
  'lobby:reply': ({ lobby }, membership, command) => lobby.reply(membership, command),
  'lobby:prove': ({ lobbyProof }, membership, command) => lobbyProof.prove(membership, command),
};
