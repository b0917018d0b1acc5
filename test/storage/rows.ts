import { randomUUID } from 'node:crypto';
import type { NewInvite, NewRoom } from '../../src/storage/index.ts';

export function newRoom(changes: Partial<NewRoom> = {}): NewRoom {
  return {
    id: randomUUID(),
    name: 'Vorstand',
    passwordHash: null,
    lobby: 'off',
    lobbyMessage: null,
    joinBeforeHost: true,
    locked: false,
    maxParticipants: 25,
    muteOnEntry: false,
    trustedPass: true,
    lobbyReplies: false,
    chat: true,
    attendanceDays: 0,
    quorum: null,
    ...changes,
  };
}

export function newInvite(changes: Partial<NewInvite> & Pick<NewInvite, 'roomId'>): NewInvite {
  return {
    id: randomUUID(),
    role: 'participant',
    secretHash: randomUUID(),
    label: null,
    maxUses: null,
    expiresAt: null,
    trusted: false,
    seatId: null,
    ...changes,
  };
}
