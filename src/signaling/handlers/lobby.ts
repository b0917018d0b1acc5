import type { Handlers } from './handler.ts';

export const lobbyHandlers: Handlers<'lobby:admit' | 'lobby:admit-all' | 'lobby:deny'> = {
  'lobby:admit': (rooms, membership, command) => rooms.lobby.admit(membership, command),
  'lobby:admit-all': (rooms, membership) => rooms.lobby.admitAll(membership),
  'lobby:deny': (rooms, membership, command) => rooms.lobby.deny(membership, command),
};
