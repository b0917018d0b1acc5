import type { Handlers } from './handler.ts';

export const participantHandlers: Handlers<'participant:mute' | 'participant:mute-all' | 'participant:remove'> = {
  'participant:mute': (rooms, membership, command) => rooms.moderation.mute(membership, command),
  'participant:mute-all': (rooms, membership) => rooms.moderation.muteAll(membership),
  'participant:remove': (rooms, membership, command) => rooms.moderation.remove(membership, command),
};
