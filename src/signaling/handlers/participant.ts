import type { Handlers } from './handler.ts';

type ParticipantAction =
  | 'participant:switch-off'
  | 'participant:mute-all'
  | 'participant:return-to-lobby'
  | 'participant:remove'
  | 'participant:set-role';

export const participantHandlers: Handlers<ParticipantAction> = {
  'participant:switch-off': ({ floor }, membership, command) => floor.switchOff(membership, command),
  'participant:mute-all': ({ floor }, membership, command) => floor.muteAll(membership, command),
  'participant:return-to-lobby': ({ lobby }, membership, command) => lobby.takeBack(membership, command),
  'participant:remove': ({ removal }, membership, command) => removal.remove(membership, command),
  'participant:set-role': ({ chair }, membership, command) => chair.setRole(membership, command),
};
