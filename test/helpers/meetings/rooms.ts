import { NO_SWITCHES } from '../../../src/protocol/index.ts';
import { Features } from '../../../src/rooms/meeting/feature.ts';
import { Meeting } from '../../../src/rooms/meeting/meeting.ts';
import type { StoredRoom } from '../../../src/rooms/ports/storage.ts';

export const TURN_SERVER = {
  urls: ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:443?transport=tcp'],
  secret: 'known to the TURN server as well',
};

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
    cameraOnEntry: 'free',
    renaming: true,
    pseudonyms: false,
    trustedPass: true,
    lobbyReplies: false,
    chat: true,
    attendanceDays: 0,
    quorum: null,
    createdAt: 0,
    updatedAt: 0,
    ...changes,
  };
}

/** With nothing in it but the meeting itself. */
export function anEmptyMeeting(changes: Partial<StoredRoom> = {}): Meeting {
  const features = Features.of({
    roomView: () => ({
      hands: [],
      closesInMs: null,
      closesForNext: false,
      reserved: null,
      restricted: NO_SWITCHES,
      plan: [],
      planVersion: '',
      quorum: null,
      spotlight: null,
      signing: [],
      led: null,
    }),
    personView: () => ({ restricted: NO_SWITCHES, hasFloor: false, consent: NO_SWITCHES }),
    waitingView: () => ({ words: [] }),
    lobbyView: () => ({ texts: [] }),
    chairView: () => ({ noisy: [] }),
    arrivalView: () => ({ chat: [], polls: [] }),
    selfView: () => ({ chat: [] }),
  });
  return new Meeting(storedRoom(changes), features);
}
