import { randomUUID } from 'node:crypto';
import type { NewPasskey } from '../../src/auth/passkeys/ports.ts';
import type { NewOrganisation, NewOrganiser } from '../../src/catalogue/ports.ts';
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
    cameraOnEntry: 'free',
    renaming: true,
    pseudonyms: false,
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

export function newOrganisation(changes: Partial<NewOrganisation> = {}): NewOrganisation {
  return {
    id: randomUUID(),
    name: 'Klinik Aach',
    senderName: null,
    colour: null,
    federalState: null,
    maxRooms: null,
    maxSeats: null,
    roomDefaults: {},
    ...changes,
  };
}

export function newOrganiser(changes: Partial<NewOrganiser> & Pick<NewOrganiser, 'organisationId'>): NewOrganiser {
  return { id: randomUUID(), email: 'eva@klinik.example', name: 'Eva Muster', role: 'organiser', ...changes };
}

export function newPasskey(changes: Partial<NewPasskey> & Pick<NewPasskey, 'organiserId'>): NewPasskey {
  const credentialId = randomUUID();
  return { id: randomUUID(), credentialId, publicKey: 'pQECAyYg', counter: 0, name: 'Notebook', ...changes };
}
