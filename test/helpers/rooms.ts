import type { StoredRoom } from '../../src/rooms/ports.ts';

/** An open room; say what is different. */
export function storedRoom(changes: Partial<StoredRoom> = {}): StoredRoom {
  return {
    id: 'runde-aaaaaaaaaaaaaaaaaaaaaaaaaa',
    name: 'Runde',
    passwordHash: null,
    lobby: 'off',
    lobbyMessage: null,
    joinBeforeHost: true,
    locked: false,
    maxParticipants: 25,
    muteOnEntry: false,
    createdAt: 0,
    updatedAt: 0,
    ...changes,
  };
}
